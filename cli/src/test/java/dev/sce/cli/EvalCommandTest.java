package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(LeakCheck.class)
@Tag("slow")
class EvalCommandTest {
  private static final Path EXAMPLES = Path.of("../examples/eval").toAbsolutePath().normalize();
  private static final String PROBLEMS = EXAMPLES.resolve("problems.jsonl").toString();

  @TempDir Path directory;

  private Cli.Finished eval(String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("eval", "jsonl", "--problems", PROBLEMS));
    args.addAll(List.of(more));
    return Cli.run(directory, args.toArray(new String[0]));
  }

  private JsonNode metrics() throws IOException {
    return Json.MAPPER.readTree(Files.readAllBytes(directory.resolve("out/metrics.json")));
  }

  private List<JsonNode> rows() throws IOException {
    return Cli.rows(directory.resolve("out/results.jsonl"));
  }

  @Test
  void theExampleHasItsScoresOnStandardOutput() throws Exception {
    String samples = EXAMPLES.resolve("samples.jsonl").toString();
    Cli.Finished finished = eval("--samples", samples, "-o", "out", "-k", "1,2,3");

    assertThat(finished.stderr().lines())
        .containsExactly(
            "sce: 5 problems: 2 stdin, 1 asserts, 1 calls, 1 function",
            "sce: samples: code is judged as it is; of answers, extraction 'last'");
    assertThat(finished.status()).isZero();
    assertThat(finished.stdout())
        .contains("data set     jsonl\n")
        .contains("problems     5 of 5 have judged samples\n")
        .contains("pass@1       0.5000  [0.1704, 0.8296]  95% wilson over problems\n")
        .contains("pass@2       1.0000")
        .contains("pass@3       none: 5 of 5 problems have fewer than 3 samples\n")
        .contains("pass^2       0.0000")
        .contains("verdicts     PASSED 5, FAILED 4, RUNTIME_ERROR 1\n");
    assertThat(rows()).hasSize(10);
    assertThat(metrics().get("complete").asBoolean()).isTrue();
    assertThat(metrics().get("run").get("samples").asString()).isEqualTo(samples);
  }

  @Test
  void referenceSolutionsPass() throws Exception {
    Cli.Finished finished = eval("--samples", "canonical", "-o", "out");
    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(metrics().get("verdicts").toString()).isEqualTo("{\"PASSED\":5}");
  }

  @Test
  void rowsThatCannotBeJudgedAreExcludedAndSaid() throws Exception {
    Files.writeString(
        directory.resolve("s.jsonl"),
        """
        {"task_id":"double","completion":"    return 2 * x\\n"}
        {"task_id":"double"
        {"task_id":"triple","completion":""}
        """);
    Cli.Finished finished = eval("--samples", "s.jsonl", "-o", "out");
    assertThat(finished.status()).isEqualTo(3);
    assertThat(finished.stderr())
        .contains("WARNING: 2 of 3 samples have no judgement")
        .contains("INVALID_INPUT 1, MISSING_INFO 1")
        .contains("WARNING: 4 of 5 problems have no sample and count in no score: sum, halves");
    assertThat(finished.stdout())
        .contains("pass@1       1.0000  ")
        .contains(
            "excluded     2 (INVALID_INPUT 1, MISSING_INFO 1), 1 of them for no problem of the set;"
                + " counted as failed, pass@1 0.5000  ")
        .doesNotContain("WARNING");
    assertThat(rows().get(1).get("detail").asString()).startsWith("s.jsonl:2: not valid JSON");
    assertThat(rows().get(2).get("detail").asString())
        .isEqualTo("s.jsonl:3: the data set has no problem 'triple'");
  }

  @Test
  void thatNothingPassesIsSaid() throws Exception {
    StringBuilder samples = new StringBuilder();
    for (String id : List.of("sum", "halves", "pairs", "vowels", "double")) {
      samples.append("{\"task_id\":\"" + id + "\",\"solution\":\"pass\"}\n");
    }
    Files.writeString(directory.resolve("s.jsonl"), samples);

    assertThat(eval("--samples", "s.jsonl", "-o", "out").stderr())
        .contains("WARNING: nothing passed, at 5 problems");
  }

  @Test
  void someProblemsAreEnoughWhenThatIsExpected() throws Exception {
    Files.writeString(
        directory.resolve("s.jsonl"), "{\"task_id\":\"double\",\"completion\":\"    pass\"}\n");
    Cli.Finished finished = eval("--samples", "s.jsonl", "-o", "out", "--partial");
    assertThat(finished.status()).isZero();
    assertThat(finished.stderr()).doesNotContain("WARNING").contains("4 of 5 problems");
  }

  @Test
  void dataSetsAreListed() throws Exception {
    Cli.Finished finished = Cli.run(directory, "eval", "--list");
    assertThat(finished.status()).isZero();
    assertThat(finished.stdout().lines().map(line -> line.split(" ")[0]))
        .contains("humaneval", "mbpp", "apps", "contest", "jsonl");
  }

  @Test
  void wrongUsageSaysWhatIsRight() throws Exception {
    Files.writeString(directory.resolve("bad.jsonl"), "{\"id\":\"a\",\"type\":\"magic\"}\n");
    assertUsage("there is no data set 'nosuch'; choose one of humaneval", "eval", "nosuch");
    assertUsage("the name of a data set is missing", "eval");
    assertUsage("--samples FILE is missing", "eval", "jsonl", "--problems", PROBLEMS);
    assertUsage(
        "-o DIR is missing", "eval", "jsonl", "--problems", PROBLEMS, "--samples", "canonical");
    assertUsage(
        "--problems FILE is missing; jsonl:", "eval", "jsonl", "--samples", "x", "-o", "out");
    assertUsage(
        "bad.jsonl:1: field 'type' must be 'stdin'",
        "eval",
        "jsonl",
        "--problems",
        "bad.jsonl",
        "--samples",
        "canonical",
        "-o",
        "out");
    String[] extract = {
      "eval", "jsonl", "--problems", PROBLEMS, "--samples", "canonical", "-o", "out", "--extract"
    };
    assertUsage("--extract must be one of last, first,", with(extract, "middle"));
    assertUsage("--fence is of no use with --extract lcb", with(extract, "lcb", "--fence", "py"));
    assertUsage(
        "there is no checker 'fuzzy'",
        "eval",
        "jsonl",
        "--problems",
        PROBLEMS,
        "--checker",
        "fuzzy",
        "--samples",
        "canonical",
        "-o",
        "out");
  }

  @Test
  void programsAreTakenOutOfAnswersByANamedRule() throws Exception {
    String answers = EXAMPLES.resolve("answers.jsonl").toString();
    Cli.Finished finished = eval("--samples", answers, "--partial", "-o", "out");

    assertThat(finished.status()).isZero();
    assertThat(finished.stdout())
        .contains(
            "extraction   last: block 2, text without a block 1, unfinished reasoning 1\n"
                + "samples      4 judged")
        .contains("verdicts     PASSED 2, FAILED 1, RUNTIME_ERROR 1\n");
    assertThat(finished.stderr()).contains("1 of 4 samples end while the model is still reasoning");

    Cli.Finished other =
        eval("--samples", answers, "--partial", "-o", "out", "--extract", "first", "--resume");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.stderr()).contains("extract was not given and is 'first'");
  }

  @Test
  void samplesWithoutWhatARuleTakesAreSaid() throws Exception {
    String answers = EXAMPLES.resolve("answers.jsonl").toString();
    Cli.Finished finished =
        eval("--samples", answers, "--partial", "-o", "out", "--extract", "open-r1");
    assertThat(finished.stderr())
        .contains("in 2 of 4 samples, extraction 'open-r1' finds no program");
    assertThat(metrics().get("extraction").get("rules").toString()).isEqualTo("{\"open-r1\":4}");
  }

  @Test
  void theOutputMustBeADirectory() throws Exception {
    Files.writeString(directory.resolve("x.jsonl"), "");
    assertUsage(
        "-o must be a directory, but x.jsonl is a file",
        "eval",
        "jsonl",
        "--problems",
        PROBLEMS,
        "--samples",
        "canonical",
        "-o",
        "x.jsonl");
  }

  @Test
  void withoutAnyJudgementThereIsNoScore() throws Exception {
    Files.writeString(directory.resolve("s.jsonl"), "{\"task_id\":\"sum\",\"completion\":[]}\n");
    Cli.Finished finished = eval("--samples", "s.jsonl", "-o", "out");
    assertThat(finished.status()).isEqualTo(3);
    assertThat(finished.stdout())
        .contains("excluded     1 (INVALID_INPUT 1); counted as failed, pass@1 0.0000  ");
    assertThat(finished.stdout()).contains("pass@1       none: no sample was judged\n");
    assertThat(rows().getFirst().get("detail").asString())
        .isEqualTo("s.jsonl:1: field 'completion' is an empty list");
  }

  @Test
  void aTableThatCannotBePrintedIsAFailure() throws Exception {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full));
    List<String> args =
        List.of(
            "eval",
            "jsonl",
            "--problems",
            PROBLEMS,
            "--samples",
            "canonical",
            "-o",
            "out",
            "--progress",
            "none");
    Path errors = directory.resolve("errors.txt");
    Process process =
        Cli.builder(directory, Map.of(), args)
            .redirectOutput(full.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(errors).content().contains("sce: cannot write to standard output");
  }

  @Test
  void anEvaluationOfOtherProblemsOrLimitsIsNotResumed() throws Exception {
    Path problems = directory.resolve("p.jsonl");
    Files.copy(Path.of(PROBLEMS), problems);
    List<String> args =
        new ArrayList<>(
            List.of("eval", "jsonl", "--problems", "p.jsonl", "--samples", "canonical"));
    args.addAll(List.of("-o", "out", "--resume"));
    assertThat(Cli.run(directory, args.toArray(new String[0])).status()).isZero();
    args.addAll(List.of("--workers", "1", "-k", "1", "--order", "completion"));
    assertThat(Cli.run(directory, args.toArray(new String[0])).status()).isZero();

    Files.writeString(problems, Files.readString(problems) + "\n");
    args.addAll(List.of("--timeout", "5s"));
    Cli.Finished finished = Cli.run(directory, args.toArray(new String[0]));
    assertThat(finished.status()).isEqualTo(2);
    assertThat(finished.stderr())
        .contains("results.jsonl is of another run: problems_hash was '")
        .contains("timeout was not given and is 'PT5S'; resume with the same options");
    assertThat(directory.resolve("out/metrics.json")).exists();
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  private void assertUsage(String message, String... args) throws Exception {
    Cli.Finished finished = Cli.run(directory, args);
    assertThat(finished.status()).as(String.join(" ", args)).isEqualTo(2);
    assertThat(finished.stderr()).contains(message);
    assertThat(finished.stdout()).isEmpty();
  }

  @Test
  void anExplicitTimeLimitHoldsForTheDataSet() throws Exception {
    Files.writeString(
        directory.resolve("s.jsonl"),
        "{\"task_id\":\"sum\",\"code\":\"import time; time.sleep(60)\"}\n");
    Cli.Finished finished =
        eval("--samples", "s.jsonl", "-o", "out", "--partial", "--timeout", "500ms");
    assertThat(finished.status()).isZero();
    assertThat(rows().getFirst().get("verdict").asString()).isEqualTo("TIMED_OUT");
    assertThat(rows().getFirst().get("runtime").asDouble()).isLessThan(4);
  }

  @Test
  void anExplicitTimeLimitMayBeLongerThanThatOfTheDataSet() throws Exception {
    Files.writeString(
        directory.resolve("s.jsonl"),
        """
        {"task_id":"double","completion":"    __import__('time').sleep(9)\\n    return 2 * x\\n"}
        """);
    var _ = eval("--samples", "s.jsonl", "-o", "out", "--timeout", "60s");
    assertThat(rows().getFirst().get("verdict").asString()).isEqualTo("PASSED");
  }

  @Test
  void killedEvaluationsGoOnAndGiveTheSameScores() throws Exception {
    int samples = 60;
    Files.write(
        directory.resolve("s.jsonl"),
        IntStream.range(0, samples)
            .mapToObj(
                i ->
                    "{\"task_id\":\"sum\",\"code\":\""
                        + (i < samples - 10 ? "" : "import time; time.sleep(1); ")
                        + "print(sum(map(int, input().split())) + "
                        + (i % 2)
                        + ") # "
                        + i
                        + "\"}")
            .toList());
    Path results = directory.resolve("out/results.jsonl");
    List<String> args =
        List.of(
            "eval",
            "jsonl",
            "--problems",
            PROBLEMS,
            "--samples",
            "s.jsonl",
            "-o",
            "out",
            "--partial",
            "--resume");
    Process process =
        Cli.builder(directory, Map.of(), args)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Files.exists(results) && Cli.read(results).lines().count() >= 5);
    process.destroyForcibly();
    process.waitFor();
    assertThat(directory.resolve("out/metrics.json")).doesNotExist();

    Cli.Finished finished = Cli.run(directory, args.toArray(new String[0]));
    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(rows().stream().map(row -> row.get("index").asInt()))
        .isEqualTo(IntStream.range(0, samples).boxed().toList());
    assertThat(metrics().get("pass_at_k").get(0).get("value").asDouble()).isEqualTo(0.5);
    assertThat(metrics().get("resumed_rows").asInt()).isPositive();
  }
}
