package dev.sce.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.OverallExecutionResults;
import dev.sce.ProcessorException;
import dev.sce.ResultStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The executor with real processes: what it leaves, and what ends it. */
@ExtendWith(LeakCheck.class)
@Timeout(120)
class ProcessExecutorTest {
  @TempDir Path directory;

  private ExecutionConfig.Builder config() {
    return ExecutionConfig.builder()
        .workers(2)
        .isolation(Isolation.NONE)
        .temporaryDirectory(directory.resolve("tmp"));
  }

  private static Executable sleeper() {
    return Executable.builder()
        .command(Command.of("sh", "-c", "sleep 600 & sleep 600").withTimeout(Duration.ofHours(1)))
        .build();
  }

  private long leftInTemporaryDirectory() throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve("tmp"))) {
      return entries.count();
    }
  }

  @Test
  void manyProgramsRunInOrderAndLeaveNothing() throws Exception {
    List<Integer> numbers = IntStream.range(0, 200).boxed().toList();
    OverallExecutionResults<String> all =
        CodeExecutor.executePredictions(
            config().build(),
            numbers,
            number -> Executable.builder().command("echo", "n" + number).build(),
            (number, result) -> result.commandResults().getFirst().stdout().strip());
    assertThat(all.results()).isEqualTo(numbers.stream().map(n -> "n" + n).toList());
    assertThat(all.executionTime()).isPositive().isLessThanOrEqualTo(all.netTime());
    assertThat(leftInTemporaryDirectory()).isZero();
  }

  @Test
  void failingPreprocessorLeavesNoProcessAndNoDirectory() throws Exception {
    assertThatThrownBy(
            () ->
                CodeExecutor.executePredictions(
                    config().build(),
                    List.of(0, 1, 2),
                    number -> {
                      if (number == 0) {
                        throw new IllegalStateException("no");
                      }
                      return sleeper();
                    },
                    (number, result) -> result))
        .isInstanceOf(ProcessorException.class);
    assertThat(leftInTemporaryDirectory()).isZero();
  }

  @Test
  void interruptEndsTheBatchPromptly() throws Exception {
    CountDownLatch prepared = new CountDownLatch(2);
    Thread caller =
        Thread.ofPlatform()
            .start(
                () ->
                    assertThatThrownBy(
                            () ->
                                CodeExecutor.executePredictions(
                                    config().build(),
                                    List.of(1, 2, 3, 4),
                                    number -> {
                                      prepared.countDown();
                                      return sleeper();
                                    },
                                    (number, result) -> result))
                        .isInstanceOf(InterruptedException.class));
    prepared.await();
    caller.interrupt();
    assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
    assertThat(leftInTemporaryDirectory()).isZero();
  }

  @Test
  void closingInTheMiddleEndsEverything() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(config().build());
        ResultStream<ExecutionResult> stream =
            executor.stream(
                Stream.concat(
                        Stream.of(Executable.builder().command("true").build()),
                        Stream.generate(ProcessExecutorTest::sleeper))
                    .iterator(),
                executable -> executable,
                (executable, result) -> result)) {
      assertThat(stream.next().outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(leftInTemporaryDirectory()).isZero();
  }

  @Test
  void debugDirectoryKeepsFilesAndIsFreshForTheNextBatch() throws Exception {
    Path debug = directory.resolve("debug");
    for (int round = 0; round < 2; round++) {
      CodeExecutor.executePredictions(
          config().debugDirectory(debug).build(),
          List.of("touch made; ls"),
          script -> Executable.builder().file("a/x.txt", "x").command("sh", "-c", script).build(),
          (script, result) -> assertThat(last(result)).isEqualTo("a\nmade\n"));
      assertThat(debug.resolve("pred_0.0/a/x.txt")).hasContent("x");
      assertThat(debug.resolve("pred_0.0/made")).exists();
    }
  }

  private static String last(ExecutionResult result) {
    return result.commandResults().getLast().stdout();
  }

  @Test
  void unusableTemporaryDirectoryIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(
            () -> CodeExecutor.create(config().temporaryDirectory(file.resolve("sub")).build()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot use temporary directory " + file.resolve("sub"));
  }

  @Test
  void directoriesWhoseOwnerIsGoneAreRemovedAndOthersAreNot() throws Exception {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Path stale = Files.createDirectories(temporary.resolve("sce-99999999-123/pred_0.0"));
    Files.createFile(stale.resolveSibling("owner.lock"));
    Path foreign = Files.createDirectories(temporary.resolve("sce-7-7"));
    try (CodeExecutor first = CodeExecutor.create(config().build())) {
      assertThat(stale.getParent()).doesNotExist();
      CodeExecutor.create(config().build()).close();
      Executable executable = Executable.builder().command("true").build();
      assertThat(first.execute(executable).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(foreign).exists();
  }

  @Test
  void programThatHopsFromProcessToProcessIsKilled() throws Exception {
    String hop =
        """
        import os, time
        end = time.time() + 20
        if os.fork() == 0:
          while time.time() < end:
            if os.fork():
              os._exit(0)
          open(os.environ['MARKER'], 'w').close()
        time.sleep(0.2)
        """;
    Path marker = directory.resolve("survived");
    ExecutionConfig hopping = config().environment(Map.of("MARKER", marker.toString())).build();
    try (CodeExecutor executor = CodeExecutor.create(hopping)) {
      ExecutionResult result = executor.execute(Executable.python(hop));
      assertThat(result.outcome()).isEqualTo(Outcome.OK);
      assertThat(result.commandResults().getFirst().leftBehind()).isPositive();
    }
  }

  @Test
  void programThatRemovesItsDirectoryKeepsItsResult() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(config().build())) {
      ExecutionResult result =
          executor.execute(
              Executable.builder()
                  .command("sh", "-c", "rm -rf \"$PWD\"; echo first")
                  .command("echo", "second")
                  .build());
      assertThat(result.commandResults()).hasSize(2);
      assertThat(result.commandResults().getFirst().stdout()).isEqualTo("first\n");
      assertThat(result.outcome()).isEqualTo(Outcome.NOT_STARTED);
      assertThat(result.error()).contains("removed its working directory");
    }
  }

  @Test
  void argumentsThatAreTooLongAreTheProgramsFault() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(config().build())) {
      Executable executable = Executable.builder().command("echo", "x".repeat(200_000)).build();
      assertThat(executor.execute(executable).outcome()).isEqualTo(Outcome.NOT_STARTED);
    }
  }

  @Test
  void pagesSharedByForksCountOnce() throws Exception {
    String python =
        """
        import os, time
        data = bytearray(120 << 20)
        children = [os.fork() or (time.sleep(0.7), os._exit(0)) for _ in range(4)]
        for pid in children: os.waitpid(pid, 0)
        """;
    ExecutionConfig limited =
        config().limits(Limits.INHERITED.withMemory(DataSize.ofMebibytes(300))).build();
    try (CodeExecutor executor = CodeExecutor.create(limited)) {
      assertThat(executor.execute(Executable.python(python)).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void closingFromAProcessorDoesNotHang() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(config().build())) {
      CompletableFuture<ResultStream<String>> self = new CompletableFuture<>();
      ResultStream<String> stream =
          executor.stream(
              List.of(1, 2, 3).iterator(),
              number -> Executable.builder().command("true").build(),
              (number, result) -> {
                self.get().close();
                return "closed";
              });
      self.complete(stream);
      assertThatThrownBy(() -> stream.forEachRemaining(x -> {}))
          .isInstanceOf(CancellationException.class);
    }
  }
}
