package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything is done by one machine and by three, and put together from copies of what those wrote.
 */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class MergeCommandTest {
  private static final String EXAMPLES =
      Path.of("../examples/eval").toAbsolutePath().normalize().toString();

  /** What differs from run to run. */
  private static final Set<String> MEASURED =
      Set.of(
          "runtime",
          "peak_memory_bytes",
          "launchers",
          "tests",
          "runtime_seconds",
          "elapsed_seconds",
          "run");

  @TempDir static Path made;

  @TempDir Path directory;

  @BeforeAll
  static void evaluateAndRun() throws Exception {
    StringBuilder samples = new StringBuilder(Files.readString(Path.of(EXAMPLES, "samples.jsonl")));
    samples.append("{\"task_id\":\"nosuch\",\"code\":\"\"}\n{broken\n");
    Files.writeString(made.resolve("samples.jsonl"), samples);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      rows.append("{\"id\":\"r" + i + "\",\"code\":\"print(" + i + ")\"}\n");
    }
    Files.writeString(made.resolve("rows.jsonl"), rows);
    evaluate("whole");
    run("whole.jsonl");
    for (int i = 0; i < 3; i++) {
      evaluate("shard" + i, "--shard", i + "/3");
      run("shard" + i + ".jsonl", "--shard", i + "/3");
    }
  }

  private static void evaluate(String output, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of("eval", "jsonl", "--problems", EXAMPLES + "/problems.jsonl", "-o", output));
    args.addAll(List.of("--samples", "samples.jsonl"));
    args.addAll(List.of(more));
    Cli.Finished finished = Cli.run(made, args.toArray(new String[0]));
    assertThat(finished.status()).as(finished.stderr()).isIn(0, 3);
  }

  private static void run(String output, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("run", "rows.jsonl", "-o", output));
    args.addAll(List.of(more));
    Cli.Finished finished = Cli.run(made, args.toArray(new String[0]));
    assertThat(finished.status()).as(finished.stderr()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    for (int i = 0; i < 3; i++) {
      String shard = "shard" + i;
      Files.copy(made.resolve(shard + ".jsonl"), directory.resolve(shard + ".jsonl"));
      Files.createDirectory(directory.resolve(shard));
      for (String name : List.of("/results.jsonl", "/run.json", "/metrics.json")) {
        Files.copy(made.resolve(shard + name), directory.resolve(shard + name));
      }
    }
  }

  private Cli.Finished merge(String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of("merge"));
    all.addAll(List.of(args));
    return Cli.run(directory, all.toArray(new String[0]));
  }

  private static JsonNode lasting(JsonNode row) {
    ObjectNode lasting = ((ObjectNode) row).deepCopy();
    lasting.remove(MEASURED);
    return lasting;
  }

  private static JsonNode json(Path file) throws IOException {
    return lasting(Json.MAPPER.readTree(Files.readAllBytes(file)));
  }

  @Test
  void evaluationsAreAsOneMachineWouldHaveWrittenThem() throws Exception {
    Cli.Finished finished = merge("shard2", "shard0", "shard1", "-o", "all");

    assertThat(finished.status()).as(finished.stderr()).isEqualTo(3);
    assertThat(finished.stderr()).contains("2 of 12 samples have no judgement");
    assertThat(finished.stdout()).contains("problems     5 of 5 have judged samples");
    Path all = directory.resolve("all");
    assertThat(Cli.rows(all.resolve("results.jsonl")).stream().map(MergeCommandTest::lasting))
        .isEqualTo(
            Cli.rows(made.resolve("whole/results.jsonl")).stream()
                .map(MergeCommandTest::lasting)
                .toList());
    assertThat(json(all.resolve("metrics.json")))
        .isEqualTo(json(made.resolve("whole/metrics.json")));
    assertThat(Json.MAPPER.readTree(Files.readAllBytes(all.resolve("run.json"))))
        .isEqualTo(Json.MAPPER.readTree(Files.readAllBytes(made.resolve("whole/run.json"))));
  }

  @Test
  void problemsOfAShardAreItsOwn() throws Exception {
    JsonNode problems =
        Json.MAPPER
            .readTree(Files.readAllBytes(made.resolve("shard2/metrics.json")))
            .get("problems");
    assertThat(problems.get("total").asInt()).isEqualTo(1);
    assertThat(problems.get("without_samples").asInt()).isZero();
  }

  @Test
  void shardIsResumedOnlyAsTheSameShard() throws Exception {
    Path results = directory.resolve("shard0/results.jsonl");
    List<String> rows = Files.readAllLines(results);
    Files.writeString(results, rows.getFirst() + "\n");
    String samples = made.resolve("samples.jsonl").toString();
    List<String> again =
        List.of(
            "eval",
            "jsonl",
            "--problems",
            EXAMPLES + "/problems.jsonl",
            "-o",
            "shard0",
            "--resume");

    List<String> other = new ArrayList<>(again);
    other.addAll(List.of("--samples", samples, "--shard", "1/3"));
    assertThat(Cli.run(directory, other.toArray(new String[0])).stderr())
        .contains("shard was '0/3' and is '1/3'");

    List<String> same = new ArrayList<>(again);
    same.addAll(List.of("--samples", samples, "--shard", "0/3"));
    assertThat(Cli.run(directory, same.toArray(new String[0])).status()).isIn(0, 3);
    assertThat(Files.readAllLines(results)).hasSameSizeAs(rows);
  }

  @Test
  void whatIsMissingOrForeignIsNamed() throws Exception {
    assertThat(merge("shard0", "shard2", "-o", "all").stderr()).contains("a shard is missing: 1/3");
    assertThat(merge("shard0", "shard0", "shard1", "shard2", "-o", "all").stderr())
        .contains("shard 0/3 is there twice");
    assertThat(merge(made.resolve("whole").toString(), "-o", "all").stderr())
        .contains("is the evaluation of all problems, not of a shard");
    assertThat(merge("shard0", "shard1.jsonl", "-o", "all").stderr()).contains("not both");
    assertThat(merge("shard0", "nosuch", "-o", "all").stderr())
        .contains("no such file or directory: nosuch");

    Path run = directory.resolve("shard1/run.json");
    Files.writeString(
        run, Files.readString(run).replace("\"timeout\" : \"\"", "\"timeout\" : \"PT9S\""));
    assertThat(merge("shard0", "shard1", "shard2", "-o", "all").stderr())
        .contains("shard1 does not belong to shard0: timeout is 'PT9S'");

    Files.delete(directory.resolve("shard2/metrics.json"));
    Cli.Finished unfinished = merge("shard0", "shard2", "shard1", "-o", "all");
    assertThat(unfinished.stderr())
        .contains("shard 2/3 in shard2 is not finished; run its command again with --resume");
    assertThat(unfinished.status()).isEqualTo(2);
    assertThat(directory.resolve("all/metrics.json")).doesNotExist();
  }

  @Test
  void sampleThatIsInNoShardIsNamedAndNothingIsWritten() throws Exception {
    Path results = directory.resolve("shard1/results.jsonl");
    List<String> rows = Files.readAllLines(results);
    Files.writeString(results, String.join("\n", rows.subList(1, rows.size())) + "\n");
    long lost = Json.MAPPER.readTree(rows.getFirst()).get("index").asLong();

    Cli.Finished finished = merge("shard0", "shard1", "shard2", "-o", "all");
    assertThat(finished.status()).isEqualTo(2);
    assertThat(finished.stderr()).contains("the sample with index " + lost + " is in no shard");
    assertThat(directory.resolve("all/results.jsonl")).isEmptyFile();
    assertThat(directory.resolve("all/metrics.json")).doesNotExist();
  }

  @Test
  void rowsAreAsOneMachineWouldHaveWrittenThem() throws Exception {
    Cli.Finished finished =
        merge("shard1.jsonl", "shard2.jsonl", "shard0.jsonl", "-o", "all.jsonl", "--rows", "7");

    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(finished.stderr()).contains("sce: 7 rows of 3 parts");
    List<JsonNode> rows = Cli.rows(directory.resolve("all.jsonl"));
    assertThat(rows)
        .extracting(row -> row.get("id").asString())
        .containsExactly("r0", "r1", "r2", "r3", "r4", "r5", "r6");
    assertThat(Cli.rows(directory.resolve("shard1.jsonl")))
        .extracting(row -> row.get("index").asInt())
        .containsExactly(1, 4);
  }

  @Test
  void rowsThatAreMissingAreNoticed() throws Exception {
    assertThat(merge("shard0.jsonl", "shard2.jsonl", "-o", "all.jsonl").stderr())
        .contains("the row with index 1 is in no shard");
    Path last = directory.resolve("shard0.jsonl");
    List<String> rows = Files.readAllLines(last);
    Files.writeString(last, String.join("\n", rows.subList(0, 2)) + "\n");
    Cli.Finished finished =
        merge("shard0.jsonl", "shard1.jsonl", "shard2.jsonl", "-o", "all.jsonl", "--rows", "7");
    assertThat(finished.stderr()).contains("the parts have 6 rows, but --rows says 7");
    assertThat(finished.status()).isEqualTo(2);
    assertThat(directory.resolve("all.jsonl")).isEmptyFile();
  }

  @Test
  void slurmScriptOfTheExamplesMakesShards() throws Exception {
    Path command = directory.resolve("sce");
    String java =
        Cli.builder(directory, Map.of(), List.of()).command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Files.writeString(command, "#!/bin/sh\nexec " + java + " \"$@\"\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();
    for (int task = 0; task < 2; task++) {
      ProcessBuilder script =
          new ProcessBuilder(
              Path.of(EXAMPLES, "../slurm/eval.sh").toString(),
              "jsonl",
              EXAMPLES + "/problems.jsonl",
              made.resolve("samples.jsonl").toString(),
              "out");
      script
          .environment()
          .putAll(
              Map.of(
                  "SCE", command.toString(),
                  "SCE_TMP_DIR", directory.toString(),
                  "SLURM_ARRAY_TASK_ID", String.valueOf(task),
                  "SLURM_ARRAY_TASK_COUNT", "2"));
      Path said = directory.resolve("said");
      Process process =
          script
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(process.waitFor()).as(Files.readString(said)).isIn(0, 3);
    }
    assertThat(merge("out/shard-0000", "out/shard-0001", "-o", "out/all").stdout())
        .contains("problems     5 of 5 have judged samples");
  }

  @Test
  void shardsAreCountedFromZero() throws Exception {
    assertThat(Cli.run(directory, "run", "x.jsonl", "--shard", "3/3").stderr())
        .contains("--shard")
        .contains("shards are counted from 0, so the last of 3 is 2");
    assertThat(Cli.run(directory, "run", "x.jsonl", "--shard", "one").stderr())
        .contains("'one' is no shard");
  }
}
