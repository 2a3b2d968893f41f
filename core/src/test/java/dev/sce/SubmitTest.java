package dev.sce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Executables that are run by themselves, and predictions judged in several steps. */
@Timeout(60)
class SubmitTest {
  private static Executable echo(String text) {
    return Executable.builder().command("echo", text).build();
  }

  private static ExecutionConfig config(int workers, int maxInFlight) {
    return ExecutionConfig.builder().workers(workers).maxInFlight(maxInFlight).build();
  }

  @Test
  void submitWaitsAtTheBoundAndCanBeInterrupted() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              release.await();
              return FakeBackend.printed("x");
            });
    try (CodeExecutor executor = CodeExecutor.create(config(1, 2), backend)) {
      CompletableFuture<ExecutionResult> first = executor.submit(echo("1"));
      CompletableFuture<ExecutionResult> second = executor.submit(echo("2"));
      Thread third =
          Thread.ofPlatform()
              .start(
                  () ->
                      assertThatThrownBy(() -> executor.submit(echo("3")))
                          .isInstanceOf(InterruptedException.class));
      Awaitility.await().until(() -> third.getState() == Thread.State.WAITING);
      third.interrupt();
      third.join();
      release.countDown();
      assertThat(first.get().output() + second.get().output()).isEqualTo("xx");
      assertThat(executor.submit(echo("4")).get().outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(backend.opened.get()).isEqualTo(3);
  }

  @Test
  void whatIsAttachedMaySubmitAtTheBound() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(config(1, 1), FakeBackend.echo())) {
      CompletableFuture<String> chain =
          executor.submit(echo("0")).thenApply(ExecutionResult::output);
      for (int i = 1; i < 20; i++) {
        String text = "" + i;
        chain = chain.thenCompose(before -> submit(executor, before + text));
      }
      assertThat(chain.get()).startsWith("0123");
    }
  }

  private static CompletableFuture<String> submit(CodeExecutor executor, String text) {
    try {
      return executor.submit(echo(text)).thenApply(ExecutionResult::output);
    } catch (InterruptedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Test
  void cancellingEndsTheProgramBeforeItReturns() throws Exception {
    CountDownLatch started = new CountDownLatch(2);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              started.countDown();
              Thread.sleep(Duration.ofMinutes(10));
              return FakeBackend.printed("never");
            });
    try (CodeExecutor executor = CodeExecutor.create(config(2, 2), backend)) {
      CompletableFuture<ExecutionResult> first = executor.submit(echo("1"));
      CompletableFuture<ExecutionResult> second = executor.submit(echo("2"));
      started.await();
      assertThat(first.cancel(true)).isTrue();
      assertThat(first).isCancelled();
      assertThat(backend.open.get()).isEqualTo(1);
      second.orTimeout(1, TimeUnit.MILLISECONDS);
      Awaitility.await().until(() -> backend.open.get() == 0);
      assertThat(second).isCompletedExceptionally();
    }
  }

  @Test
  void runAllKeepsTheOrder() throws Exception {
    ExecutionConfig config =
        ExecutionConfig.builder().workers(3).order(ResultOrder.COMPLETION).build();
    List<Executable> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(echo("" + i));
    }
    try (CodeExecutor executor = CodeExecutor.create(config, FakeBackend.echo())) {
      List<ExecutionResult> results = executor.runAll(all);
      for (int i = 0; i < 50; i++) {
        assertThat(results.get(i).output()).isEqualTo("" + i);
      }
    }
  }

  @Test
  void resultsOfOneStepDecideWhatRunsNext() {
    try (CodeExecutor executor = CodeExecutor.create(config(1, 4), FakeBackend.echo());
        ResultStream<String> stream =
            executor.stream(
                List.of("a", "b").iterator(),
                prediction ->
                    Prepared.then(
                        List.of(echo(prediction + "1"), echo(prediction + "2")),
                        first ->
                            Prepared.then(
                                List.of(echo(first.get(0).output() + first.get(1).output())),
                                List::getFirst)),
                (prediction, result) -> result.key() + " " + result.output())) {
      assertThat(stream.stream()).containsExactly("0.3 a1a2", "1.3 b1b2");
    }
  }

  @Test
  void buildersKeepWhatTheyWereGiven() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Executable.builder().file("a", "1").file("a", "2"))
        .withMessageContaining("'a'");
    Command command =
        Command.of("true").withEnvironment(Map.of("A", "1")).withEnvironment(Map.of("B", "2"));
    assertThat(command.environment()).isEqualTo(Map.of("A", "1", "B", "2"));
    ExecutionConfig config = config(3, 7);
    assertThat(config.toBuilder().build()).isEqualTo(config).hasSameHashCodeAs(config);
    assertThat(config.toBuilder().dedupe(true).build()).isNotEqualTo(config);
    assertThat(ExecutionConfig.builder().workers(1).build().toBuilder().workers(2).build())
        .isEqualTo(ExecutionConfig.builder().workers(2).build());
    Executable executable = Executable.python("print(1)");
    assertThat(executable.toBuilder().build()).isEqualTo(executable);
  }
}
