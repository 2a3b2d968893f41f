package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Languages;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.program.ProgramTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems of several passes: each pass is judged, and a wrong one is not passed. */
class MultiPassTest {
  /** The program must double a number three times; the judge counts the passes in its folder. */
  private static final String JUDGE =
      """
      import os, sys
      folder = sys.argv[3]
      number = int(open(sys.argv[1]).read())
      talks = len(sys.argv) > 4 and sys.argv[4] == 'talk'
      if talks:
          print(number, flush=True)
      doubled = sys.stdin.readline().strip()
      log = folder + 'passes.log'
      seen = open(log).read() if os.path.exists(log) else ''
      if os.path.exists(folder + 'nextpass.in'):
          sys.exit(1)
      if doubled != str(2 * number):
          open(folder + 'judgemessage.txt', 'a').write('%s after passes %s' % (doubled, seen))
          sys.exit(43)
      open(log, 'a').write('.')
      if len(seen) < 2 or open(sys.argv[2]).read().strip() == 'for ever':
          open(folder + 'nextpass.in', 'w').write(doubled)
      sys.exit(42)
      """;

  private static final String RIGHT = "print(2 * int(input()))";
  private static final String WRONG_AT_LAST = "n = int(input()); print(2 * n if n < 20 else 7)";

  private static Languages languages;
  @TempDir private Path temporary;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  private PackageFolder folder(boolean interactive, int passes) throws IOException {
    String types = interactive ? "[interactive, multi-pass]" : "multi-pass";
    PackageFolder folder =
        new PackageFolder(temporary.resolve("double"))
            .with(
                "problem.yaml",
                "problem_format_version: 2025-09\ntype: %s\nlimits: {validation_passes: %d}\n"
                    .formatted(types, passes))
            .with("output_validator/check.py", JUDGE)
            .withTest("sample/1", "5\n", "\n")
            .withTest("secret/2", "6\n", "\n");
    return interactive
        ? folder.with("data/test_group.yaml", "output_validator_args: [talk]\n")
        : folder;
  }

  private static Grade grade(PackageFolder folder, String code) throws Exception {
    ProgramTask task =
        (ProgramTask) ProblemPackage.read(folder.path(), languages.table()).problem().task();
    Sample sample = new Sample("double", 0, code, true, "python");
    return languages.grade(new ProgramGrader(languages.table()).begin(task, sample));
  }

  private static List<Verdict> verdicts(Grade grade) {
    return grade.tests().stream().map(TestResult::verdict).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyPassIsJudgedAndTheJudgeFindsWhatItLeft(boolean interactive) throws Exception {
    PackageFolder folder = folder(interactive, 3);
    Grade right = grade(folder, RIGHT);
    assertThat(right.verdict()).as(right.detail()).isEqualTo(Verdict.PASSED);
    assertThat(right.tests()).hasSize(2);

    Grade late = grade(folder, WRONG_AT_LAST);
    assertThat(late.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(late.detail()).contains("sample/1: pass 3").contains("7 after passes ..");

    Grade never = grade(folder, "print(1)");
    assertThat(never.detail()).contains("1 after passes").doesNotContain("pass 2");
    Grade crash = grade(folder, "n = int(input()); print(2 * n if n < 10 else 1 // 0)");
    assertThat(crash.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(crash.detail()).contains("pass 2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJudgeThatWantsMorePassesThanThereAreHasNotAccepted(boolean interactive) throws Exception {
    PackageFolder folder = folder(interactive, 4).withTest("sample/1", "5\n", "for ever\n");
    Grade grade = grade(folder, RIGHT);
    assertThat(grade.verdict()).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(grade.detail()).contains("more than the 4 passes");
  }

  @Test
  void aProgramKeepsNothingBetweenPasses() throws Exception {
    Grade grade =
        grade(
            folder(false, 3),
            "import os\nprint(7 if os.path.exists('x') else 2 * int(input()))\nopen('x', 'w')");
    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aProblemWithoutPassesIsJudgedOnce() throws Exception {
    PackageFolder folder = folder(false, 3).with("problem.yaml", "name: x\nvalidation: custom\n");
    Grade grade = grade(folder, WRONG_AT_LAST);
    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aMultiPassProblemWithoutItsValidatorCannotBeJudged() throws Exception {
    PackageFolder folder =
        new PackageFolder(temporary.resolve("double"))
            .with("problem.yaml", "problem_format_version: 2025-09\ntype: multi-pass\n")
            .withTest("secret/2", "6\n", "\n");
    Grade grade = grade(folder, RIGHT);
    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
  }

  @Test
  void argumentsOfATestReachTheProgramAndItsJudge() throws Exception {
    PackageFolder folder =
        new PackageFolder(temporary.resolve("args"))
            .with("problem.yaml", "problem_format_version: 2025-09\n")
            .with(
                "output_validator/check.py",
                "import sys\nsys.exit(42 if sys.stdin.read().split() == sys.argv[4:] else 43)\n")
            .withTest("secret/1", "", "")
            .withTest("secret/2", "", "")
            .with("data/secret/1.yaml", "args: [a, b c]\noutput_validator_args: [a, b, c]\n")
            .with("data/secret/2.yaml", "args: [d]\noutput_validator_args: [e]\n");
    Grade grade = grade(folder, "import sys; print(*sys.argv[1:])");
    assertThat(verdicts(grade)).containsExactly(Verdict.PASSED, Verdict.FAILED);
  }

  @Test
  void pointsThatAJudgeGivesAreNoVerdict() throws Exception {
    PackageFolder folder =
        new PackageFolder(temporary.resolve("points"))
            .with("problem.yaml", "type: scoring\nvalidation: custom\n")
            .with(
                "output_validators/check.py",
                """
                import sys
                x = sys.stdin.read().strip()
                if x == 'half':
                    open(sys.argv[3] + 'score.txt', 'w').write('0.5')
                sys.exit(43 if x == 'wrong' else 42)
                """)
            .withTest("secret/1", "", "");
    assertThat(grade(folder, "print('whole')").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(grade(folder, "print('wrong')").verdict()).isEqualTo(Verdict.FAILED);
    Grade half = grade(folder, "print('half')");
    assertThat(half.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(half.detail()).contains("points");
  }
}
