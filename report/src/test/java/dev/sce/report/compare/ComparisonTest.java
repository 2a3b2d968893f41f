package dev.sce.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.json.Json;
import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ComparisonTest {
  @TempDir Path folder;

  private WrittenEvaluation a() {
    return new WrittenEvaluation(folder.resolve("a"));
  }

  private WrittenEvaluation b() {
    return new WrittenEvaluation(folder.resolve("b"));
  }

  private static Comparison compare(WrittenEvaluation a, WrittenEvaluation b) throws IOException {
    return Comparison.of(a.counts(), b.counts());
  }

  @Test
  void oneSampleForEachProblemIsATableOfPairs() throws IOException {
    WrittenEvaluation a = a();
    WrittenEvaluation b = b();
    for (int i = 0; i < 10; i++) {
      a.problem("p" + i, "PASSED");
      b.problem("p" + i, i < 2 ? "FAILED" : "PASSED");
    }
    for (int i = 10; i < 30; i++) {
      a.problem("p" + i, "TIMED_OUT");
      b.problem("p" + i, i < 22 ? "PASSED" : "FAILED");
    }

    Comparison comparison = compare(a, b);

    assertThat(comparison.table()).isEqualTo(new PairedTable(8, 2, 12, 8));
    assertThat(comparison.passAt1().value()).isCloseTo(10 / 30.0, within(1e-12));
    assertThat(comparison.test().method()).isEqualTo(PairedTest.Method.MCNEMAR_EXACT);
    // Twice C(14,0) + C(14,1) + C(14,2) of 2^14.
    assertThat(comparison.test().pValue()).isCloseTo(2 * 106 / 16384.0, within(1e-12));
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.B_BETTER);
    assertThat(comparison.fixed()).hasSize(12);
    assertThat(comparison.broken()).extracting(ChangedProblem::id).containsExactly("p0", "p1");
    assertThat(comparison.broken().getFirst().b().verdicts()).containsOnlyKeys("FAILED");
    assertThat(comparison.changed()).isEmpty();
    assertThat(comparison.passAt1ExcludedAsFailed()).isNull();
  }

  @Test
  void samplesWithoutJudgementAreNoFailures() throws IOException {
    WrittenEvaluation a =
        a().problem("p", "PASSED").problem("q", "PASSED", "SANDBOX_FAULT").problem("r", "PASSED");
    WrittenEvaluation b =
        b().problem("p", "PASSED")
            .problem("q", "PASSED")
            .problem("r", "SANDBOX_FAULT")
            .problem("", "MISSING_INFO");

    Comparison comparison = compare(a, b);

    assertThat(comparison.passAt1().value()).isZero();
    assertThat(comparison.pairing().compared()).containsExactly("p", "q");
    assertThat(comparison.pairing().withoutJudgementB()).containsExactly("r");
    assertThat(comparison.pairing().onlyA()).isEmpty();
    assertThat(comparison.a().excluded()).isEqualTo(1);
    assertThat(comparison.b().excluded()).isEqualTo(2);
    assertThat(comparison.b().withoutProblem()).isEqualTo(1);
    // There q passes in A at a half, and r does not pass in B.
    Difference strict = Objects.requireNonNull(comparison.passAt1ExcludedAsFailed());
    assertThat(strict.a()).isCloseTo(2.5 / 3, within(1e-12));
    assertThat(strict.b()).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void onlyProblemsOfBothAreCompared() throws IOException {
    Comparison comparison =
        compare(
            a().problem("z", "FAILED").problem("p", "PASSED").problem("x", "PASSED"),
            b().problem("p", "PASSED").problem("y", "FAILED"));

    assertThat(comparison.pairing().compared()).containsExactly("p");
    assertThat(comparison.pairing().onlyA()).containsExactly("z", "x");
    assertThat(comparison.pairing().onlyB()).containsExactly("y");
    assertThat(comparison.passAt1().a()).isEqualTo(1);
  }

  @Test
  void severalSamplesAreRates() throws IOException {
    WrittenEvaluation a = a().ks("1,2");
    WrittenEvaluation b = b().ks("1,2,4");
    for (int i = 0; i < 40; i++) {
      a.problem("p" + i, "FAILED", i % 2 == 0 ? "PASSED" : "FAILED");
      b.problem("p" + i, i == 7 ? "FAILED" : "PASSED", "FAILED");
    }

    Comparison comparison = compare(a, b);

    assertThat(comparison.table()).isNull();
    assertThat(comparison.passAt1().a()).isEqualTo(0.25);
    assertThat(comparison.passAt1().value()).isCloseTo(0.2375, within(1e-12));
    assertThat(comparison.test().method()).isEqualTo(PairedTest.Method.SIGN_FLIPS_EXACT);
    // 19 differences of the same size and sign.
    assertThat(comparison.test().pValue()).isCloseTo(Math.pow(2, -18), within(1e-15));
    PairedInterval interval = Objects.requireNonNull(comparison.passAt1().interval());
    assertThat(interval.method()).isEqualTo(PairedInterval.Method.BOOTSTRAP_OVER_PROBLEMS);
    assertThat(comparison.passAtK()).extracting(PassAtKDifference::k).containsExactly(1, 2);
    assertThat(comparison.passAtK().getLast().difference().value())
        .isCloseTo(19 / 40.0, within(1e-12));
    assertThat(comparison.fixed()).hasSize(19);
    assertThat(comparison.broken()).isEmpty();
    assertThat(comparison.changed()).hasSize(19);
  }

  @Test
  void theLargestChangeIsFirst() throws IOException {
    Comparison comparison =
        compare(
            a().problem("p", "PASSED", "FAILED")
                .problem("q", "PASSED", "PASSED")
                .problem("r", "PASSED", "FAILED"),
            b().problem("p", "PASSED", "FAILED")
                .problem("q", "FAILED", "FAILED")
                .problem("r", "PASSED", "PASSED"));

    assertThat(comparison.changed()).extracting(ChangedProblem::id).containsExactly("q", "r");
    assertThat(comparison.changed().getFirst().change()).isEqualTo(-1);
    assertThat(comparison.broken()).extracting(ChangedProblem::id).containsExactly("q");
  }

  @Test
  void groupsAreComparedInTheOrderOfTheMetrics() throws IOException {
    Comparison comparison =
        compare(
            a().problemOf("hard", "p", "FAILED")
                .problemOf("easy", "q", "PASSED")
                .problemOf("absurd", "r", "FAILED"),
            b().problemOf("hard", "p", "PASSED")
                .problemOf("easy", "q", "PASSED")
                .problemOf("absurd", "r", "FAILED"));

    List<GroupDifference> groups = Objects.requireNonNull(comparison.groups().get("difficulty"));
    assertThat(groups).extracting(GroupDifference::label).containsExactly("easy", "hard", "absurd");
    assertThat(groups.get(1).difference().value()).isEqualTo(1);
  }

  @Test
  void theOrderOfRowsChangesNothing() throws IOException {
    WrittenEvaluation a = a();
    WrittenEvaluation b = b();
    for (int i = 0; i < 50; i++) {
      a.problem("p" + i, "PASSED", i % 3 == 0 ? "PASSED" : "FAILED", "FAILED");
      b.problem("p" + i, i % 5 == 0 ? "PASSED" : "FAILED", "PASSED", "PASSED");
    }
    String before = ComparisonJson.text(compare(a, b));
    Path rows = folder.resolve("b/results.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(rows));
    Collections.reverse(lines);
    EvaluationCounts first = a.counts();
    Files.write(rows, lines);

    EvaluationCounts shuffled =
        EvaluationCounts.read(EvaluationDirectory.open(folder.resolve("b")));

    assertThat(ComparisonJson.text(Comparison.of(first, shuffled))).isEqualTo(before);
  }

  @Test
  void conditionsThatDifferAreNamed() throws IOException {
    Comparison comparison =
        compare(a().timeout("2s").problem("p", "PASSED"), b().problem("p", "PASSED"));

    assertThat(comparison.conditions())
        .containsExactly(new ConditionDifference("timeout", "2s", ""));
  }

  @Test
  void severalEvaluationsAreComparedInPairsOverTheProblemsOfAll() throws IOException {
    WrittenEvaluation a = a();
    WrittenEvaluation b = b();
    WrittenEvaluation c = new WrittenEvaluation(folder.resolve("c"));
    for (int i = 0; i < 20; i++) {
      a.problem("p" + i, "FAILED");
      b.problem("p" + i, i < 8 ? "PASSED" : "FAILED");
      c.problem("p" + i, i < 9 ? "PASSED" : "FAILED");
    }
    a.problem("other", "PASSED");

    ComparisonMatrix matrix = ComparisonMatrix.of(List.of(a.counts(), b.counts(), c.counts()));

    assertThat(matrix.problems()).isEqualTo(20);
    assertThat(matrix.passAt1()).containsExactly(0.0, 0.4, 0.45);
    assertThat(matrix.pairs()).hasSize(3);
    ComparisonMatrix.Pair first = matrix.pairs().getFirst();
    assertThat(first.test().pValue()).isCloseTo(2 / 256.0, within(1e-12));
    assertThat(first.correctedPValue()).isCloseTo(2 * 2 / 256.0, within(1e-12));
    assertThat(first.conclusion()).isEqualTo(Conclusion.B_BETTER);
    assertThat(matrix.pairs().getLast().correctedPValue()).isEqualTo(1);
    assertThat(matrix.pairs().getLast().conclusion()).isEqualTo(Conclusion.NOT_SHOWN);
    assertThat(Json.MAPPER.readTree(ComparisonJson.text(matrix)).get("pairs")).hasSize(3);
  }

  @Test
  void jsonHasTheNumbersOfTheComparison() throws IOException {
    JsonNode json =
        Json.MAPPER.readTree(
            ComparisonJson.text(
                compare(
                    a().problem("p", "FAILED").problem("q", "PASSED"),
                    b().problem("p", "PASSED").problem("q", "PASSED"))));

    assertThat(json.at("/conclusion").asString()).isEqualTo("not_shown");
    assertThat(json.at("/pass_at_1/difference").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/pass_at_1/p_value").asDouble()).isEqualTo(1);
    assertThat(json.at("/table/only_b_passes").asInt()).isEqualTo(1);
    assertThat(json.at("/fixed/0/task_id").asString()).isEqualTo("p");
    assertThat(json.at("/fixed/0/a/verdicts/FAILED").asInt()).isEqualTo(1);
    assertThat(json.at("/problems/compared").asInt()).isEqualTo(2);
  }

  private void refused(WrittenEvaluation a, WrittenEvaluation b, String... parts) {
    assertThatThrownBy(() -> compare(a, b))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    WrittenEvaluation good = a().problem("p", "PASSED");
    refused(good, b().dataSet("mbpp").problem("p", "PASSED"), "data set 'jsonl'", "'mbpp'");
    refused(
        good,
        b().problem("q", "PASSED"),
        "no problem was judged in both: ",
        "name evaluations of the same problems");
    refused(good, a().problem("p", "PASSED"), "are the same directory");
    refused(good, b(), "b/results.jsonl is empty", "--resume");
    refused(good, b().problem("p", "SANDBOX_FAULT"), "none of its 1 samples has a judgement");
  }

  @Test
  void rowsThatAreNoneAreRefusedWithTheirLine() {
    WrittenEvaluation good = a().problem("p", "PASSED");
    refused(
        good,
        b().problem("p", "PASSED").text("{\"index\":1,\"task_id\":\"q\",\"sam"),
        "b/results.jsonl:2: the last line is cut off",
        "--resume");
    refused(
        good,
        b().text("{\"index\":0,\"id\":1,\"outcome\":\"OK\",\"command_results\":[]}\n"),
        "results.jsonl:1: it is a row of 'sce run', which has no verdict",
        "'sce eval -o'");
    refused(good, b().text("{}\n"), "results.jsonl:1: it is not a result row of 'sce eval'");
    refused(good, b().text("{\"index\":\n"), "results.jsonl:1: not valid JSON");
    refused(good, b().text("[1]\n"), "results.jsonl:1: it is not a result row");
    refused(good, b().problem("p", "PERFECT"), "results.jsonl:1: field 'verdict' is not a verdict");
    refused(
        good,
        b().problem("p", "PASSED")
            .text(
                "{\"index\":0,\"task_id\":\"p\",\"known_problem\":true,"
                    + "\"verdict\":\"PASSED\"}\n"),
        "results.jsonl:2: index 0 occurs twice");
    refused(good, b().text("{\"index\":\"x\"}\n"), "results.jsonl:1: ");
  }
}
