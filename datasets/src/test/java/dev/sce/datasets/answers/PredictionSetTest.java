package dev.sce.datasets.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.python.PredictionTask;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class PredictionSetTest {
  private static final String CRUX =
      """
      {"code":"def f(a, b):\\n    return a[::-1] + b","input":"'ab', 'c'","output":"'bac'",\
      "id":"sample_0"}
      """;
  private static final String EXECUTION =
      """
      {"question_id":"2777","id":"sample_7","contest_date":"2023-08-26T00:00:00",\
      "difficulty":"easy","function_name":"most","code":"def most(xs: List[int]) -> int:\\n\
          return Counter(xs).most_common(1)[0][0] + bisect.bisect(xs, 0)",\
      "input":"most(xs = [3, 3, 4])","output":"3"}
      """;
  private static final String TEST_OUTPUT =
      """
      {"question_id":"3094","test_id":4,"contest_date":"2023-09-02T00:00:00","difficulty":"hard",\
      "function_name":"g","test":"[{\\"input\\":\\"1\\\\n[2]\\",\\"output\\":\\"[null, {\\\\\\"a\\\\\\": true}, \
      1.5]\\",\\"testtype\\":\\"functional\\"}]"}
      """;

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> samples(DataSet set, Path file) throws IOException {
    return set.samples(file)
        .map(
            row ->
                row instanceof SampleRow.Valid valid
                    ? row.problemId() + " " + valid.sample().code()
                    : row.problemId() + " none: " + ((SampleRow.Invalid) row).problem())
        .toList();
  }

  @Test
  void referencesPass() throws Exception {
    Path crux = file("crux.jsonl", CRUX);
    Path execution = file("execution.jsonl", EXECUTION);
    Path test = file("test.jsonl", TEST_OUTPUT);
    try (TestJudge judge = TestJudge.open()) {
      passes(judge, new CruxEval.Output(), crux, "'bac'");
      passes(judge, new CruxEval.Input(), crux, "f('ab', 'c')");
      passes(judge, new LiveCodeBenchAnswers.Execution(), execution, "3");
      passes(judge, new LiveCodeBenchAnswers.TestOutput(), test, "[None, {\"a\": True}, 1.5]");
    }
  }

  private static void passes(TestJudge judge, DataSet set, Path file, String answer)
      throws Exception {
    Problem problem = set.problems(file).toList().getFirst();
    Sample reference = set.canonical(file).toList().getFirst();
    assertThat(reference.code()).isEqualTo(answer);
    assertThat(reference.problemId()).isEqualTo(problem.id());
    Grade grade = judge.grade(set.graders(), problem.task(), reference);
    assertThat(grade.detail()).isNull();
    assertThat(grade.passed()).isTrue();
  }

  @Test
  void answersAreReadAsTheAuthorsToolsWriteThem() throws Exception {
    DataSet set = new CruxEval.Output();
    assertThat(samples(set, file("g.json", "{\n  \"sample_1\": [\"1\", \"2\"],\n  \"s\": [3]\n}")))
        .containsExactly(
            "sample_1 1", "sample_1 2", "s none: an answer is neither a text nor a list of them");
    String evaluated =
        """
        [{"id":"sample_7","code":"def f()","output":"9","output_list":["so [ANSWER] 1 [/ANSWER]"],\
        "pred_list":["1"],"graded_list":[true]}]
        """;
    assertThat(samples(set, file("e.json", evaluated))).containsExactly("sample_7 1");
    assertThat(
            samples(
                set, file("r.jsonl", "{\"id\":\"a\",\"response\":\"so [ANSWER]1[/ANSWER].\"}\n")))
        .containsExactly("a so [ANSWER]1[/ANSWER].");
    assertThat(samples(set, file("n.jsonl", "{\"id\":\"a\",\"code\":\"1\"}\n{\"answer\":\"1\"}\n")))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("a none: there is no answer: none of the fields"),
            row -> assertThat(row).contains("no field names a problem"));
  }

  @Test
  void aTestIsNamedByQuestionAndTest() throws Exception {
    DataSet set = new LiveCodeBenchAnswers.TestOutput();
    Problem problem = set.problems(file("t.jsonl", TEST_OUTPUT)).toList().getFirst();

    assertThat(problem.id()).isEqualTo("3094/4");
    assertThat(problem.groups())
        .containsEntry("month", "2023-09")
        .containsEntry("difficulty", "hard");
    String row = "{\"question_id\":\"3094\",\"test_id\":4,\"pred_list\":[\"assert g(1) == 1\"]}\n";
    assertThat(samples(set, file("s.jsonl", row))).containsExactly("3094/4 assert g(1) == 1");
  }

  @Test
  void largeLibrariesAreForProgramsThatNameThem() {
    assertThat(ExecutionImports.before("x = 1")).doesNotContain("numpy").contains(", json, math, ");
    assertThat(ExecutionImports.before("x = np.sum(y)")).contains("import numpy as np\nx =");
  }

  @Test
  void aRowThatCannotBeReadIsNamed() throws Exception {
    Path crux = file("crux.jsonl", CRUX.replace("output", "outputs"));
    assertThatThrownBy(() -> new CruxEval.Output().problems(crux).toList())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("crux.jsonl:1: field 'output' is missing");
    Path test = file("t.jsonl", "{\"question_id\":\"a\",\"test_id\":0,\"test\":\"[{}]\"}");
    assertThatThrownBy(() -> new LiveCodeBenchAnswers.TestOutput().problems(test).toList())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("t.jsonl:1: field 'test' must be a list with one test");
  }

  @Test
  void questionsKnowWhatTheyAskFor() throws Exception {
    Path crux = file("crux.jsonl", CRUX);
    PredictionTask task =
        (PredictionTask) new CruxEval.Output().problems(crux).toList().getFirst().task();
    assertThat(task.call()).isEqualTo("f('ab', 'c')");
  }
}
