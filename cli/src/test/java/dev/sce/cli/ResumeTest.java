package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed, interrupted or continued end with each row exactly once. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class ResumeTest {
  private static final int ROWS = 300;

  @TempDir Path directory;
  private Path out = Path.of("");

  @BeforeEach
  void writeInput() throws IOException {
    out = directory.resolve("out.jsonl");
    Files.write(
        directory.resolve("in.jsonl"),
        IntStream.range(0, ROWS)
            .mapToObj(i -> "{\"id\":\"r" + i + "\",\"commands\":[{\"command\":[\"true\"]}]}")
            .toList());
  }

  private List<String> args(String... more) {
    List<String> args =
        new ArrayList<>(List.of("run", "in.jsonl", "--isolation", "none", "-o", out.toString()));
    args.addAll(List.of(more));
    return args;
  }

  private Process start(String... more) throws IOException {
    return Cli.builder(directory, Map.of(), args(more))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(directory.resolve("err.txt").toFile())
        .start();
  }

  private void awaitRows(int count) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Files.exists(out) && Cli.read(out).lines().count() >= count);
  }

  private void assertEachRowOnceInOrder() throws IOException {
    assertThat(Cli.rows(out).stream().map(row -> row.get("index").intValue()))
        .isEqualTo(IntStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void killedRunsContinueUntilEachRowIsThereOnce() throws Exception {
    for (int goal = 30; goal < ROWS; goal += 60) {
      Process process = start("--resume");
      awaitRows(goal + ThreadLocalRandom.current().nextInt(30));
      process.destroyForcibly();
      process.waitFor();
    }
    assertThat(start("--resume").waitFor()).isZero();
    assertEachRowOnceInOrder();
  }

  @Test
  void tornLastLineIsDroppedAndItsRowRunsAgain() throws Exception {
    assertThat(start().waitFor()).isZero();
    byte[] whole = Files.readAllBytes(out);
    for (int cut : new int[] {1, 2, 50, 700, 100_000}) {
      Files.write(out, Arrays.copyOf(whole, Math.max(0, whole.length - cut)));
      assertThat(start("--resume").waitFor()).isZero();
      assertEachRowOnceInOrder();
    }
  }

  @Test
  void interruptKeepsFinishedRowsAndLeavesNothing() throws Exception {
    Path gate = directory.resolve("gate");
    List<String> lines = new ArrayList<>(Files.readAllLines(directory.resolve("in.jsonl")));
    String pass =
        "[\"sh\",\"-c\",\"until test -e " + gate + "; do sleep 0.05; done\"],\"timeout\":600";
    // So that the interrupt comes before the end however late it comes.
    lines.set(ROWS - 1, lines.getLast().replace("[\"true\"]", pass));
    Files.write(directory.resolve("in.jsonl"), lines);
    Process process = start();
    awaitRows(20);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(Cli.read(directory.resolve("err.txt"))).contains("interrupted after", "--resume");
    assertThat(Cli.rows(out)).hasSizeBetween(20, ROWS - 1);
    try (var entries = Files.list(directory)) {
      assertThat(entries.filter(path -> path.getFileName().toString().startsWith("sce-")))
          .isEmpty();
    }
    Files.createFile(gate);
    assertThat(start("--resume").waitFor()).isZero();
    assertEachRowOnceInOrder();
  }

  @Test
  void interruptWhileWaitingForStandardInputEndsAtOnce() throws Exception {
    List<String> args = List.of("run", "-", "--isolation", "none", "-o", out.toString());
    Process process =
        Cli.builder(directory, Map.of(), args)
            .redirectError(directory.resolve("err.txt").toFile())
            .start();
    process.getOutputStream().write("{\"commands\":[]}\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    // The row's result comes although the input has not ended.
    awaitRows(1);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void existingResultsAreNeverOverwritten() throws Exception {
    Files.writeString(out, "precious\n");
    assertThat(start().waitFor()).isEqualTo(ExitCode.USAGE);
    assertThat(start("--resume").waitFor()).isEqualTo(ExitCode.USAGE);
    assertThat(Cli.read(directory.resolve("err.txt"))).contains("out.jsonl:1", "no");
    assertThat(out).hasContent("precious\n");
  }

  @Test
  void inputThatIsNotTheSameIsRefused() throws Exception {
    assertThat(start().waitFor()).isZero();
    byte[] before = Files.readAllBytes(out);
    Path in = directory.resolve("in.jsonl");
    List<String> lines = Files.readAllLines(in);
    Files.write(in, lines.subList(0, 10));
    assertThat(start("--resume").waitFor()).isEqualTo(ExitCode.USAGE);
    assertThat(Cli.read(directory.resolve("err.txt"))).contains("only 10 rows");
    Files.write(in, lines.subList(1, 2));
    Files.write(in, lines.subList(0, ROWS - 1), StandardOpenOption.APPEND);
    assertThat(start("--resume").waitFor()).isEqualTo(ExitCode.USAGE);
    assertThat(Cli.read(directory.resolve("err.txt"))).contains("another id");
    assertThat(Files.readAllBytes(out)).isEqualTo(before);
  }

  @Test
  void resumedRowsKeepTheirPlaceInTheDebugDirectory() throws Exception {
    Path debug = directory.resolve("debug");
    assertThat(start("--debug-dir", debug.toString()).waitFor()).isZero();
    List<String> lines = Files.readAllLines(out);
    Files.write(out, lines.subList(0, ROWS - 2));
    Path kept = Files.createFile(debug.resolve("pred_0.0/kept"));
    assertThat(start("--debug-dir", debug.toString(), "--resume").waitFor()).isZero();
    assertThat(kept).exists();
    assertEachRowOnceInOrder();
  }

  @Test
  void foreignResultsInAnyOrderAreRefusedBeforeAnythingRuns() throws Exception {
    Files.writeString(out, "{\"index\":250,\"id\":\"other\",\"outcome\":\"OK\"}\n");
    byte[] before = Files.readAllBytes(out);
    assertThat(start("--resume", "--order", "completion").waitFor()).isEqualTo(ExitCode.USAGE);
    assertThat(Files.readAllBytes(out)).isEqualTo(before);
  }

  @Test
  void twoRunsCannotWriteTheSameFile() throws Exception {
    Files.writeString(
        directory.resolve("in.jsonl"),
        "{\"commands\":[{\"command\":[\"sleep\",\"600\"],\"timeout\":600}]}\n");
    Process first = start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                first.descendants().anyMatch(p -> p.info().command().orElse("").endsWith("sleep")));
    Cli.Finished second = Cli.run(directory, args("--resume").toArray(new String[0]));
    assertThat(second.status()).isEqualTo(ExitCode.USAGE);
    assertThat(second.stderr()).contains("another run is writing");
    new ProcessBuilder("kill", "-TERM", Long.toString(first.pid())).start().waitFor();
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }
}
