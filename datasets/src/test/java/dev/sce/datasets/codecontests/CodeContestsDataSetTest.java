package dev.sce.datasets.codecontests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.DataSize;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeContestsDataSetTest {
  private static final String ROW =
      """
      {"name": "1_A. Twice", "public_tests": {"input": ["1"], "output": ["2"]},
       "private_tests": {"input": ["2", "3"], "output": ["4", "6"]},
       "generated_tests": [{"input": "4", "output": "8"}],
       "time_limit": {"seconds": 7, "nanos": 500000000}, "memory_limit_bytes": 256000000,
       "solutions": {"language": [3, 2, 0], "solution": ["a", "b", "c"]},
       "incorrect_solutions": {"language": [1, 4], "solution": ["d", "e"]}}
      """;

  @TempDir Path folder;

  @Test
  void testsOfAllKindsAreRead() throws IOException {
    StdinTask task = task(ROW, CodeContestsOptions.DEFAULT);

    assertThat(task.tests())
        .extracting(ProgramTest::name)
        .containsExactly("public/0", "private/0", "private/1", "generated/0");
    assertThat(task.settings().testTime()).isEqualTo(Duration.ofMillis(7500));
    assertThat(task.settings().memory()).isEqualTo(DataSize.ofBytes(256_000_000));
    assertThat(task.settings().alwaysRun()).isEqualTo(3);
  }

  @Test
  void kindsCanBeLeftOut() throws IOException {
    CodeContestsOptions options =
        CodeContestsOptions.DEFAULT.without(TestKind.PRIVATE).without(TestKind.GENERATED);

    assertThat(task(ROW, options).tests())
        .extracting(ProgramTest::name)
        .containsExactly("public/0");
    assertThat(task(ROW, CodeContestsOptions.DEFAULT.withMaxTests(2)).tests()).hasSize(2);
  }

  @Test
  void timeIsTheLargerOneUnlessForced() throws IOException {
    String quick = ROW.replace("\"seconds\": 7", "\"seconds\": 1");
    String none = ROW.replace("{\"seconds\": 7, \"nanos\": 500000000}", "null");

    assertThat(task(quick, CodeContestsOptions.DEFAULT).settings().testTime())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(task(none, CodeContestsOptions.DEFAULT).settings().testTime())
        .isEqualTo(Duration.ofSeconds(5));
    CodeContestsOptions forced =
        CodeContestsOptions.DEFAULT.withTestTime(Duration.ofSeconds(2), true);
    assertThat(task(ROW, forced).settings().testTime()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aProblemWithoutAMemoryLimitGetsTheDefault() throws IOException {
    String none = ROW.replace("256000000", "0");

    assertThat(task(none, CodeContestsOptions.DEFAULT).settings().memory())
        .isEqualTo(DataSize.ofGibibytes(2));
  }

  @Test
  void programsHaveTheirLanguages() throws IOException {
    Path file = file(ROW);

    assertThat(new CodeContestsDataSet().canonical(file).map(Sample::language).toList())
        .containsExactly("python3", "cpp-any", null);
    assertThat(new CodeContestsDataSet().incorrect(file).map(Sample::language).toList())
        .containsExactly("python2", "java");
  }

  @Test
  void brokenRowsAreNamed() throws IOException {
    Path file = file(ROW.replace("\"output\": [\"4\", \"6\"]", "\"output\": [\"4\"]"));

    assertThatThrownBy(() -> new CodeContestsDataSet().problems(file).toList())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("private_tests")
        .hasMessageContaining("test 1");
  }

  @Test
  void passedIsToldByKind() {
    List<TestResult> tests =
        List.of(
            new TestResult("public/0", Verdict.PASSED, null, null, null),
            new TestResult("private/0", Verdict.PASSED, null, null, null),
            new TestResult("private/1", Verdict.SKIPPED, null, null, null));
    Grade grade = new Grade(Verdict.FAILED, tests, Duration.ZERO, null, null);

    assertThat(TestKind.passed(grade))
        .isEqualTo(Map.of(TestKind.PUBLIC, true, TestKind.PRIVATE, false));
  }

  @Test
  void knownBrokenTestsAreLeftOut() {
    String lists = "1582_B. Luntik and Subsequences";
    assertThat(BrokenTests.isSound(lists, TestKind.GENERATED, "1\n2\n0 1\n")).isTrue();
    assertThat(BrokenTests.isSound(lists, TestKind.GENERATED, "1\n2\n0 -1\n")).isFalse();
    assertThat(BrokenTests.isSound(lists, TestKind.GENERATED, "1\n3\n0 1\n")).isFalse();
    assertThat(BrokenTests.isSound(lists, TestKind.GENERATED, "2\n2\n0 1\n")).isFalse();
    assertThat(BrokenTests.isSound(lists, TestKind.PUBLIC, "1\n3\n0 1\n")).isTrue();
    String letters = "1606_A. AB Balance";
    assertThat(BrokenTests.isSound(letters, TestKind.PRIVATE, "1\nab\n")).isTrue();
    assertThat(BrokenTests.isSound(letters, TestKind.PRIVATE, "1\nabc\n")).isFalse();
    assertThat(BrokenTests.isSound(letters, TestKind.GENERATED, "x\nab\n")).isFalse();
    assertThat(BrokenTests.isSound(letters, TestKind.GENERATED, "1")).isFalse();
    String painters = "1548_E. Gregor and the Two Painters";
    assertThat(BrokenTests.isSound(painters, TestKind.GENERATED, "2 1 9\n1 2\n3\n")).isTrue();
    assertThat(BrokenTests.isSound(painters, TestKind.GENERATED, "2 2 9\n1 2\n3\n")).isFalse();
    assertThat(BrokenTests.isSound(painters, TestKind.GENERATED, "")).isFalse();
    assertThat(BrokenTests.isSound("1_A. Other", TestKind.GENERATED, "")).isTrue();
  }

  private StdinTask task(String row, CodeContestsOptions options) throws IOException {
    return (StdinTask)
        new CodeContestsDataSet(options).problems(file(row)).findFirst().orElseThrow().task();
  }

  private Path file(String row) throws IOException {
    return Files.writeString(folder.resolve("problems.jsonl"), row.replace("\n", " ") + "\n");
  }
}
