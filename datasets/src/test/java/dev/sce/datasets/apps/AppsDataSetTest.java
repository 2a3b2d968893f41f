package dev.sce.datasets.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AppsDataSetTest {
  @TempDir Path folder;

  @Test
  void rowsHoldJsonAsText() throws IOException {
    Path file =
        rows(
            row(7, "{\"inputs\": [\"1\\n\", [\"2\", \"3\"]], \"outputs\": [\"2\\n\", [\"4\"]]}"),
            row(8, "{\"fn_name\": \"f\", \"inputs\": [[1, [2]]], \"outputs\": [[3]]}"),
            row(9, ""));
    List<Problem> problems = new AppsDataSet().problems(file).toList();

    assertThat(problems).extracting(Problem::id).containsExactly("0007", "0008", "0009");
    StdinTask runs = (StdinTask) problems.get(0).task();
    assertThat(runs.tests())
        .containsExactly(
            ProgramTest.ofText("0", "1\n", "2\n"), ProgramTest.ofText("1", "2\n3", "4"));
    CallTask calls = (CallTask) problems.get(1).task();
    assertThat(calls.function()).isEqualTo("f");
    assertThat(calls.calls().getFirst().arguments()).isEqualTo("[1,[2]]");
    assertThat(((StdinTask) problems.get(2).task()).tests()).isEmpty();
  }

  @Test
  void foldersHoldFiles() throws IOException {
    Path problem = Files.createDirectories(folder.resolve("0003"));
    Files.writeString(
        problem.resolve("input_output.json"), "{\"inputs\":[\"1\"],\"outputs\":[\"2\"]}");
    Files.writeString(problem.resolve("solutions.json"), "[\"print(2)\", \"print(1 + 1)\"]");

    assertThat(new AppsDataSet().problems(folder).toList())
        .extracting(Problem::id)
        .containsExactly("0003");
    assertThat(new AppsDataSet().canonical(folder).map(Sample::number).toList())
        .containsExactly(0, 1);
  }

  @Test
  void samplesByNumberAreRead() throws IOException {
    Path file = folder.resolve("codes.json");
    Files.writeString(
        file, "{\"3\": [\"a\", \"b\"], \"4\": {\"code\": [\"c\"], \"prompt\": \"\"}}");

    List<SampleRow> rows = new AppsDataSet().samples(file).toList();

    assertThat(rows).hasSize(3);
    assertThat(((SampleRow.Valid) rows.get(1)).sample())
        .isEqualTo(new Sample("0003", 1, "b", true, null));
    assertThat(((SampleRow.Valid) rows.get(2)).sample().problemId()).isEqualTo("0004");
  }

  @Test
  void anEmptyListOfProgramsIsNoSampleAndSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.json"), "{\"7\": []}");
    try (var rows = new AppsDataSet().samples(file)) {
      assertThat(rows)
          .containsExactly(
              new SampleRow.Invalid(file + ": 7", "0007", "the list of programs is empty"));
    }
  }

  @Test
  void testsThatDoNotMatchAreNamed() throws IOException {
    Path file = rows(row(7, "{\"inputs\": [\"1\"], \"outputs\": []}"));

    assertThatThrownBy(() -> new AppsDataSet().problems(file).toList())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("apps.jsonl:1")
        .hasMessageContaining("1 inputs but 0 outputs");
    Path broken = rows(row(7, "{\"inputs\": ["));
    assertThatThrownBy(() -> new AppsDataSet().problems(broken).toList())
        .hasMessageContaining("input_output");
  }

  @Test
  void optionsAreUsed() throws IOException {
    Path file = rows(row(7, "{\"inputs\": [\"1\", \"2\"], \"outputs\": [\"1\", \"2\"]}"));
    AppsOptions options =
        AppsOptions.DEFAULT.withRule(PublishedChecker.TEXT).withMaxTests(1).withEarlyStop(false);

    StdinTask task =
        (StdinTask)
            new AppsDataSet("apps-exact", options).problems(file).toList().getFirst().task();

    assertThat(task.tests()).hasSize(1);
    assertThat(task.checker()).isEqualTo(PublishedChecker.TEXT);
    assertThat(task.settings().earlyStop()).isFalse();
  }

  @Test
  void dictionariesTuplesAndWrappedValuesCount() throws Exception {
    String tests =
        "{\"fn_name\": \"turn\", \"inputs\": [[{\"1\": 3, \"2\": 2}]],"
            + " \"outputs\": [[[[1, 3], [2, 2]]]]}";
    CallTask task =
        (CallTask) new AppsDataSet().problems(rows(row(1, tests))).toList().getFirst().task();

    try (TestJudge judge = TestJudge.open()) {
      String right = "def turn(d): return sorted((k, v) for k, v in d.items() if k + 1)";
      assertThat(judge.grade(new CallGrader(), task, right).detail()).isNull();
      Grade exits = judge.grade(new CallGrader(), task, "import os\nos._exit(0)");
      assertThat(exits.passed()).isFalse();
      assertThat(AppsCode.of(exits)).isEqualTo(AppsCode.RUNTIME_ERROR);
      Grade broken = judge.grade(new CallGrader(), task, "turn = missing");
      assertThat(AppsCode.of(broken)).isEqualTo(AppsCode.COMPILE_ERROR);
      assertThat(broken.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    }
  }

  private Path rows(String... rows) throws IOException {
    return Files.writeString(folder.resolve("apps.jsonl"), String.join("\n", rows) + "\n");
  }

  private static String row(int id, String tests) {
    ObjectNode row = JsonMapper.shared().createObjectNode();
    row.put("problem_id", id).put("input_output", tests).put("solutions", "[\"pass\"]");
    return row.toString();
  }
}
