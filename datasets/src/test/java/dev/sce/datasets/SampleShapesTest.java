package dev.sce.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grade;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads a small file of each shape, written as the software of its folder or name writes it. */
class SampleShapesTest {
  private static final Path SHAPES = Path.of("src/test/resources/dev/sce/datasets/shapes");
  private static final List<String> PROBLEMS = List.of("HumanEval/0", "HumanEval/1");

  @TempDir Path directory;

  private static List<SampleRow> read(Path file, boolean fewer) throws IOException {
    DataSetSettings settings =
        new DataSetSettings(
            GraderSettings.standard(),
            null,
            null,
            CompanionFiles.NONE,
            Extracting.standard(),
            RewardRule.STRICT,
            null,
            fewer,
            DateWindow.ALL);
    DataSet set = DataSets.find("humaneval", settings).orElseThrow();
    try (Stream<SampleRow> rows = set.samples(file, PROBLEMS)) {
      return rows.toList();
    }
  }

  /**
   * Returns a row in short: problem, number, whole or part, code without white space, or - for
   * none.
   */
  private static String shown(SampleRow row) {
    return switch (row) {
      case SampleRow.Valid valid ->
          String.join(
              " ",
              valid.sample().problemId(),
              Integer.toString(valid.sample().number()),
              valid.sample().complete() ? "whole" : "part",
              valid.sample().code().isEmpty() ? "-" : valid.sample().code().replaceAll("\\s+", ""));
      case SampleRow.Invalid invalid -> invalid.problemId() + " none: " + invalid.problem();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bigcode-generations.json | HumanEval/0 0 whole a=1 ; HumanEval/0 1 whole a=2 ; HumanEval/1 0 whole a=3
          lcb-custom-lists.json    | HumanEval/0 0 whole a=1 ; HumanEval/1 0 whole a=3
          lcb-codegen.json         | HumanEval/0 0 whole a=1 ; HumanEval/0 1 whole a=2
          lcb-output-only.json     | HumanEval/0 0 whole a=1 ; HumanEval/0 1 whole a=2
          evalplus                 | HumanEval/0 0 whole a=1 ; HumanEval/0 1 whole a=2 ; HumanEval/1 0 whole a=3
          evalplus.jsonl           | HumanEval/0 0 whole a=1 ; HumanEval/1 0 part return3
          lm-eval.jsonl            | HumanEval/0 0 whole defa():return1 ; HumanEval/1 0 part return3
          nemo-skills.jsonl        | HumanEval/0 0 whole a=1 ; HumanEval/1 0 whole -
          openai-batch.jsonl       | HumanEval/0 0 whole a=1 ; HumanEval/1 none: the request for it failed; send it again: too busy ; HumanEval/1 none: the request for it failed with status 429; send it again
          vllm-batch.jsonl         | HumanEval/0 0 whole a=1 ; HumanEval/0 1 whole a=2
          chat.jsonl               | HumanEval/0 0 whole a=2 ; HumanEval/1 0 whole a=3
          responses.jsonl          | HumanEval/0 0 whole a=1 ; HumanEval/1 0 whole a=3
          vllm-offline.jsonl       | HumanEval/0 0 whole a=1 ; HumanEval/0 1 whole a=2
          trl.jsonl                | HumanEval/0 0 whole a=1
          """)
  void samplesOfEachShapeAreRead(String file, String expected) throws IOException {
    assertThat(read(SHAPES.resolve(file), false))
        .extracting(SampleShapesTest::shown)
        .containsExactly(expected.split(" ; "));
  }

  @Test
  void earlierVerdictsAreComparedWithOurs() throws IOException {
    List<SampleRow> rows = read(SHAPES.resolve("lcb-eval-all.json"), false);
    assertThat(rows).hasSize(2);
    Authored first = authored(rows.get(0));
    Authored second = authored(rows.get(1));
    assertThat(first.expected()).containsExactly("passed");
    assertThat(first.isMet().test(Grade.of(Verdict.PASSED, null))).isTrue();
    assertThat(first.isMet().test(Grade.of(Verdict.FAILED, null))).isFalse();
    assertThat(second.expected()).containsExactly("not passed");
    assertThat(second.isMet().test(Grade.of(Verdict.TIMED_OUT, null))).isTrue();
  }

  private static Authored authored(SampleRow row) {
    Authored authored = ((SampleRow.Valid) row).authored();
    assertThat(authored).isNotNull();
    return java.util.Objects.requireNonNull(authored);
  }

  @Test
  void listsForSomeProblemsAreMeantOrAMistake() throws IOException {
    Path file = directory.resolve("generations.json");
    Files.writeString(file, "[[\"a = 1\"]]");
    assertThatThrownBy(() -> read(file, false))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            file
                + ": the rows are lists of samples without names of problems, for 1 problems in"
                + " their order, but the data set has 2; add --samples-order problems if they are"
                + " for the first 1");
    assertThat(read(file, true))
        .extracting(SampleShapesTest::shown)
        .containsExactly("HumanEval/0 0 whole a=1");
    Files.writeString(file, "[[\"a\"], [\"b\"], [\"c\"]]");
    assertThatThrownBy(() -> read(file, true))
        .hasMessageContaining("give the problems that the samples are for");
  }

  @Test
  void whatIsNoSampleSaysWhatItLooksLike() throws IOException {
    Path file = directory.resolve("problems.jsonl");
    Files.writeString(file, "{\"task_id\":\"a\",\"prompt\":\"p\",\"test\":\"t\"}\n{\"x\":1}\n");
    assertThat(read(file, false))
        .extracting(SampleShapesTest::shown)
        .containsExactly(
            "a none: there is no sample: the row has task_id, prompt, test, so it looks like a"
                + " problem; put code into 'completion' or 'solution', or a model's answer into"
                + " 'response'",
            " none: none of the fields task_id, problem_id, question_id, problem, name, custom_id,"
                + " id names a problem; the row has x");
  }

  @Test
  void aChatWithoutTheModelHasNoAnswer() throws IOException {
    Path file = directory.resolve("chat.jsonl");
    Files.writeString(
        file, "{\"id\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}\n");
    assertThat(read(file, false))
        .extracting(SampleShapesTest::shown)
        .containsExactly("a none: field 'messages' has no answer of a model");
  }
}
