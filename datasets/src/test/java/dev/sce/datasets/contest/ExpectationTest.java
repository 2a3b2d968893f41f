package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What authors expect of submissions, by folders, tags and submissions.yaml. */
class ExpectationTest {
  @TempDir private Path temporary;

  private static Grade grade(Verdict... verdicts) {
    List<TestResult> tests = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      String name = tests.isEmpty() ? "sample/1" : "secret/" + tests.size();
      tests.add(new TestResult(name, verdict, null, null, null));
    }
    return Grade.ofTests(tests, Duration.ZERO);
  }

  private static Optional<Expectation> of(String folder, String... sources) {
    return Expectation.of(folder, List.of(sources));
  }

  @Test
  void foldersSayWhatIsExpected() {
    Map<String, Verdict> folders =
        new TreeMap<>(
            Map.of(
                "accepted", Verdict.PASSED,
                "wrong_answer", Verdict.FAILED,
                "time_limit_exceeded", Verdict.TIMED_OUT,
                "run_time_error", Verdict.MEMORY_LIMIT,
                "brute_force", Verdict.TIMED_OUT,
                "output_limit", Verdict.OUTPUT_LIMIT,
                "no_output", Verdict.FAILED,
                "rejected", Verdict.RUNTIME_ERROR));
    folders.forEach(
        (folder, verdict) -> {
          Expectation expected = of(folder).orElseThrow();
          assertThat(expected.isMetBy(grade(verdict))).as(folder).isTrue();
          for (Verdict other : List.of(Verdict.JUDGE_CRASHED, Verdict.MISSING_INFO)) {
            boolean any = folder.equals("rejected") && other.isJudgement();
            assertThat(expected.isMetBy(grade(other))).as(folder + other).isEqualTo(any);
          }
        });
    assertThat(of("mixed")).isEmpty();
  }

  @Test
  void tagsSayItInFoldersThatDoNot() {
    String tag = "/* @EXPECTED_RESULTS@: ";
    Expectation either = of("mixed", "x", tag + "CORRECT, WRONG-ANSWER */").orElseThrow();
    assertThat(either.shown()).containsExactly("accepted", "wrong_answer");
    assertThat(either.isMetBy(grade(Verdict.PASSED))).isTrue();
    assertThat(either.isMetBy(grade(Verdict.FAILED))).isTrue();
    assertThat(either.isMetBy(grade(Verdict.TIMED_OUT))).isFalse();
    assertThat(of("rejected", tag + "TIMELIMIT").orElseThrow().shown())
        .containsExactly("time_limit_exceeded");
    assertThat(of("accepted", tag + "TIMELIMIT").orElseThrow().shown()).containsExactly("accepted");
    assertThat(of("mixed", tag + "CHECK-MANUALLY")).isEmpty();
    assertThat(of("mixed", tag + "CORRECT", tag + "TIMELIMIT")).isEmpty();
  }

  @Test
  void patternsMatchWholePathsAndWhatIsBelow() {
    assertThat(Glob.of("accepted/*.{py,cpp}").matchesOrHolds("accepted/a.cpp")).isTrue();
    assertThat(Glob.of("accepted").matchesOrHolds("accepted/a.cpp")).isTrue();
    assertThat(Glob.of("*.py").matchesOrHolds("accepted/a.py")).isFalse();
    assertThat(Glob.of("secret/*{1,3}").matchesOrHolds("secret/13")).isTrue();
    assertThat(Glob.of("secret/*{1,3}").matchesOrHolds("secret/12")).isFalse();
    assertThatThrownBy(() -> Glob.of("a{b")).isInstanceOf(IllegalArgumentException.class);
  }

  private ProblemPackage.Submission submission(String yaml, String name) throws IOException {
    PackageFolder folder =
        new PackageFolder(temporary.resolve("p"))
            .with("problem.yaml", "name: x\n")
            .withTest("secret/1", "", "")
            .with("submissions/submissions.yaml", yaml)
            .with("submissions/accepted/a.py", "print()")
            .with("submissions/mixed/two/b.py", "print()")
            .with("submissions/mixed/two/a.py", "print()");
    return ProblemPackage.read(folder.path(), LanguageTable.standard()).submissions().stream()
        .filter(submission -> submission.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean met(ProblemPackage.Submission submission, Verdict... verdicts) {
    Expectation expected = submission.expected();
    return expected != null && expected.isMetBy(grade(verdicts));
  }

  @Test
  void submissionsYamlSaysMoreOrOther() throws IOException {
    ProblemPackage.Submission own =
        submission("accepted: {permitted: [AC, WA], required: [WA]}", "accepted/a.py");
    assertThat(met(own, Verdict.PASSED, Verdict.FAILED)).isTrue();
    assertThat(met(own, Verdict.PASSED, Verdict.PASSED)).isFalse();
    assertThat(met(own, Verdict.PASSED, Verdict.TIMED_OUT)).isFalse();
    ProblemPackage.Submission more =
        submission("accepted/*: {secret: {required: [WA]}}", "accepted/a.py");
    assertThat(met(more, Verdict.PASSED, Verdict.PASSED)).isFalse();
  }

  @Test
  void rulesForGroupsAreAboutTheirTests() throws IOException {
    ProblemPackage.Submission some =
        submission(
            "mixed/two: {sample: {permitted: [AC]}, secret: {required: [TLE]}}", "mixed/two");
    assertThat(met(some, Verdict.PASSED, Verdict.TIMED_OUT)).isTrue();
    assertThat(met(some, Verdict.TIMED_OUT, Verdict.TIMED_OUT)).isFalse();
    assertThat(met(some, Verdict.PASSED, Verdict.FAILED)).isFalse();
    assertThat(met(some, Verdict.PASSED, Verdict.JUDGE_CRASHED)).isFalse();
  }

  @Test
  void submissionsYamlNamesLanguageAndBeginning() throws IOException {
    ProblemPackage.Submission two =
        submission("mixed/*: {language: pypy3, entrypoint: b.py, authors: me}", "mixed/two");
    assertThat(two.sample().language()).isEqualTo("pypy3");
    assertThat(two.sample().code().indexOf("b.py")).isLessThan(two.sample().code().indexOf("a.py"));
    assertThat(submission("- not a map", "accepted/a.py").expected()).isNotNull();
  }
}
