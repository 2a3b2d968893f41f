package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Identical programs on the command line, each of which would print something else if it ran. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class ReuseCommandTest {
  private static final String UUID = "print(open('/proc/sys/kernel/random/uuid').read(), %d)";
  private static final int ROWS = 60;
  private static final int DISTINCT = 4;

  @TempDir Path directory;

  private void writeInput(String program) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String code = program.formatted(i % DISTINCT);
      rows.add(Json.MAPPER.writeValueAsString(Map.of("id", "r" + i, "code", code)));
    }
    Files.write(directory.resolve("in.jsonl"), rows);
  }

  private Cli.Finished run(String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("run", "in.jsonl"));
    args.addAll(List.of(more));
    return Cli.run(directory, args.toArray(String[]::new));
  }

  private static String stdout(JsonNode row) {
    return row.get("command_results").get(0).get("stdout").asString();
  }

  private static Set<String> outputs(List<JsonNode> rows) {
    return rows.stream().map(ReuseCommandTest::stdout).collect(Collectors.toSet());
  }

  private static long reused(List<JsonNode> rows, String from) {
    return rows.stream().filter(row -> row.path("reused").asString("").equals(from)).count();
  }

  private static void assertEachRowIsItsOwn(List<JsonNode> rows) {
    assertThat(rows.stream().map(row -> row.get("index").intValue()))
        .isEqualTo(IntStream.range(0, ROWS).boxed().toList());
    for (JsonNode row : rows) {
      int index = row.get("index").intValue();
      assertThat(row.get("id").asString()).isEqualTo("r" + index);
      assertThat(stdout(row).strip()).endsWith(" " + index % DISTINCT);
    }
  }

  @Test
  void withoutTheOptionsEveryProgramRuns() throws Exception {
    writeInput(UUID);
    List<JsonNode> rows = run().rows();
    assertThat(outputs(rows)).hasSize(ROWS);
    assertThat(rows).noneMatch(row -> row.has("reused"));
  }

  @Test
  void identicalProgramsOfABatchRunOnce() throws Exception {
    writeInput(UUID);
    Cli.Finished finished = run("--dedupe", "--summary", "s.json", "-o", "out.jsonl");
    List<JsonNode> rows = Cli.rows(directory.resolve("out.jsonl"));
    assertThat(finished.status()).isZero();
    assertEachRowIsItsOwn(rows);
    assertThat(outputs(rows)).hasSize(DISTINCT);
    assertThat(reused(rows, "batch")).isEqualTo(ROWS - DISTINCT);
    JsonNode summary = Json.MAPPER.readTree(Cli.read(directory.resolve("s.json")));
    assertThat(summary.get("reused").get("batch").intValue()).isEqualTo(ROWS - DISTINCT);
    assertThat(finished.stderr()).containsPattern("reused +batch +" + (ROWS - DISTINCT));
  }

  @Test
  void dedupeWorksWithoutIsolationToo() throws Exception {
    writeInput(UUID);
    assertThat(outputs(run("--dedupe", "--isolation", "none").rows())).hasSize(DISTINCT);
  }

  @Test
  void aLaterRunTakesResultsFromTheCache() throws Exception {
    writeInput(UUID);
    List<JsonNode> first = run("--dedupe", "--cache", "kept").rows();
    Cli.Finished second = run("--cache", "kept");
    assertThat(second.stderr()).doesNotContain("WARNING", "native");
    assertThat(reused(second.rows(), "cache")).isEqualTo(ROWS);
    assertThat(outputs(second.rows())).isEqualTo(outputs(first));
    assertEachRowIsItsOwn(second.rows());
    assertThat(reused(run("--cache", "kept", "--timeout", "9s").rows(), "cache"))
        .as("another limit is another program")
        .isLessThan(ROWS);
    assertThat(outputs(run("--cache", "other", "--dedupe").rows()))
        .doesNotContainAnyElementsOf(outputs(first));
  }

  @Test
  void twoRunsShareOneCacheAtTheSameTime() throws Exception {
    writeInput(UUID);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<String> args =
          List.of("run", "in.jsonl", "--dedupe", "--cache", "kept", "-o", "out" + i);
      processes.add(
          Cli.builder(directory, Map.of(), args)
              .redirectError(directory.resolve("err" + i).toFile())
              .start());
    }
    for (int i = 0; i < 2; i++) {
      assertThat(processes.get(i).waitFor()).isZero();
      assertThat(Cli.read(directory.resolve("err" + i))).doesNotContain("result cache");
      assertEachRowIsItsOwn(Cli.rows(directory.resolve("out" + i)));
      assertThat(outputs(Cli.rows(directory.resolve("out" + i)))).hasSize(DISTINCT);
    }
    assertThat(outputs(run("--cache", "kept").rows())).hasSize(DISTINCT);
  }

  @Test
  void aDamagedCacheNeverGivesAWrongRow() throws Exception {
    writeInput("print('fixed', %d)");
    run("--dedupe", "--cache", "kept");
    Path file = directory.resolve("kept/results.sqlite");
    byte[] good = Files.readAllBytes(file);
    for (int part = 0; part < 6; part++) {
      byte[] bad = good.clone();
      for (int i = part; i < bad.length; i += 6 * (1 + part * part)) {
        bad[i] ^= 0x20;
      }
      Files.write(file, bad);
      assertRight(run("--dedupe", "--cache", "kept"));
    }
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    assertRight(run("--dedupe", "--cache", "kept"));
    Files.writeString(file, "garbage ".repeat(1000));
    Cli.Finished finished = run("--dedupe", "--cache", "kept");
    assertRight(finished);
    assertThat(finished.stderr().lines().filter(line -> line.contains("the result cache in kept")))
        .hasSize(1);
  }

  private static void assertRight(Cli.Finished finished) {
    assertThat(finished.status()).isZero();
    assertEachRowIsItsOwn(finished.rows());
    assertThat(finished.rows()).allMatch(row -> stdout(row).startsWith("fixed "));
  }

  @Test
  void aCacheThatOthersMayWriteToIsWrongUsage() throws Exception {
    writeInput(UUID);
    Path open = Files.createDirectory(directory.resolve("open"));
    assertThat(open.toFile().setWritable(true, false)).isTrue();
    Cli.Finished finished = run("--cache", "open");
    assertThat(finished.status()).isEqualTo(ExitCode.USAGE);
    assertThat(finished.stderr()).contains("--cache must be", "chmod go-w");
    assertThat(run("--cache", "kept", "--isolation", "none").status()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void programsCannotReachTheCache() throws Exception {
    Path kept = directory.resolve("kept");
    writeInput(UUID);
    run("--dedupe", "--cache", "kept");
    writeInput(
        "import os\nprint(os.path.exists('%s'), os.path.exists('%s'), %%d)"
            .formatted(kept, kept.resolve("results.sqlite")));
    assertThat(run("--dedupe", "--cache", "kept").rows())
        .allMatch(row -> stdout(row).startsWith("False False"));
  }

  @Test
  void anotherToolIsAnotherProgram() throws Exception {
    // Not below /tmp, of which programs have their own.
    Path tools = Files.createTempDirectory(Path.of("/var/tmp"), "sce-tools-");
    try {
      Files.setPosixFilePermissions(tools, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path tool = Files.copy(Path.of("/bin/echo"), tools.resolve("tool"));
      Files.writeString(
          directory.resolve("in.jsonl"),
          "{\"commands\":[{\"command\":[\"" + tool + "\",\"x\"]}]}\n");
      String[] args = {"--cache", "kept", "--read-only", tools.toString()};
      assertThat(reused(run(args).rows(), "cache")).isZero();
      assertThat(reused(run(args).rows(), "cache")).isEqualTo(1);
      Files.copy(Path.of("/bin/echo"), tools.resolve("new"));
      Files.move(tools.resolve("new"), tool, StandardCopyOption.REPLACE_EXISTING);
      assertThat(reused(run(args).rows(), "cache")).isZero();
    } finally {
      Files.deleteIfExists(tools.resolve("tool"));
      Files.delete(tools);
    }
  }

  @Test
  void aKilledRunIsResumedWithEachRowOnce() throws Exception {
    writeInput("import time; time.sleep(0.2); " + UUID);
    Path out = directory.resolve("out.jsonl");
    List<String> args =
        List.of("run", "in.jsonl", "-o", "out.jsonl", "--dedupe", "--cache", "kept", "--resume");
    Process process =
        Cli.builder(directory, Map.of(), args)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Files.exists(out) && Files.size(out) > 0);
    process.destroyForcibly().waitFor();
    Files.writeString(out, "{\"index\":", StandardOpenOption.APPEND);
    assertThat(Cli.run(directory, args.toArray(String[]::new)).status()).isZero();
    assertEachRowIsItsOwn(Cli.rows(out));
    assertThat(new HashSet<>(outputs(Cli.rows(out)))).hasSizeLessThanOrEqualTo(2 * DISTINCT);
  }
}
