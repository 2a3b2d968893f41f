package dev.sce.datasets.verifiable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.Problem;
import dev.sce.datasets.RewardRule;
import dev.sce.judge.Grade;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class RewardRulesTest {
  private static final String SUM =
      "{\"tests\": {\"inputs\": [\"1 2\\n\", \"3 4\\n\"], \"outputs\": [\"3\\nend\\n\", \"7\\nend\\n\"]}}";
  private static final String READ = "a, b = map(int, input().split())\n";

  @RegisterExtension static final TestJudge judge = new TestJudge();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // printed | strict | prime | sandbox-fusion | lcb | open-r1 | open-r1-cf
        "print(a + b)\\nprint('end')|1|1|1|1|1|1.1",
        "print(a + b)\\nprint('end ')|1|1|0|1|1|1.1",
        "print(a + b)\\nprint()\\nprint('end')|0|1|0|0|0|1.1",
        "print(a + b)|0|0|0|0|1|0",
        "print(a + b, 'end')|0|0|0|0|0|1.1",
        "print(a + b)\\nprint('END')|0|0|0|0|0|0",
        "print(3)\\nprint('end')|0|0.5|0.5|0|0.5|0.05",
        "print(a + b)\\nprint('end')\\nimport sys\\nsys.exit(1)|0|1|0|1|0|0",
        "print(a +|0|0|0|0|0|0",
      })
  void rulesDifferInWhatTheyTake(
      String printed,
      double strict,
      double prime,
      double fusion,
      double lcb,
      double openR1,
      double codeforces)
      throws Exception {
    String code = READ + printed.replace("\\n", "\n");

    assertThat(reward(RewardRule.STRICT, SUM, code)).isEqualTo(strict);
    assertThat(reward(RewardRule.PRIME, SUM, code)).isEqualTo(prime);
    assertThat(reward(RewardRule.SANDBOX_FUSION, SUM, code)).isEqualTo(fusion);
    assertThat(reward(RewardRule.LCB, SUM, code)).isEqualTo(lcb);
    assertThat(reward(RewardRule.OPEN_R1, SUM, code)).isEqualTo(openR1);
    assertThat(reward(RewardRule.OPEN_R1_CF, SUM, code)).isEqualTo(codeforces);
  }

  @Test
  void verlLooksAtTheFirstTenTestsOnly() throws Exception {
    String row =
        "{\"tests\": {\"inputs\": ["
            + IntStream.range(0, 12).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","))
            + "], \"outputs\": ["
            + IntStream.range(0, 12).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","))
            + "]}}";
    String code = "n = int(input())\nprint(n if n < 10 else 0)";

    assertThat(reward(RewardRule.PRIME, row, code)).isEqualTo(1);
    assertThat(reward(RewardRule.SANDBOX_FUSION, row, code)).isEqualTo(1);
    Grade strict = grade(RewardRule.STRICT, row, code);
    assertThat(strict.reward()).isEqualTo(0);
    assertThat(strict.tests()).hasSize(12);
    assertThat(grade(RewardRule.PRIME, row, code).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void callsAreComparedByEachRule() throws Exception {
    String row =
        "{\"tests\": {\"inputs\": [\"1\", \"2\"], \"outputs\": [\"[1, 9]\", \"[2, 9]\"], \"fn_name\":"
            + " \"f\"}}";

    assertThat(reward(RewardRule.STRICT, row, "def f(n):\n  return [n, 9]")).isEqualTo(1);
    assertThat(reward(RewardRule.STRICT, row, "def f(n):\n  return n")).isEqualTo(0);
    assertThat(reward(RewardRule.PRIME, row, "def f(n):\n  return n")).isEqualTo(1);
    assertThat(reward(RewardRule.LCB, row, "def f(n):\n  return n, 9")).isEqualTo(1);
    assertThat(reward(RewardRule.SANDBOX_FUSION, row, "def f(n):\n  return n, 9")).isEqualTo(1);
    assertThat(reward(RewardRule.SANDBOX_FUSION, row, "def f(n):\n  print()\n  return [n, 9]"))
        .isEqualTo(0);
  }

  @Test
  void verlGivesNoShareOfCalls() throws Exception {
    String row =
        "{\"tests\": {\"inputs\": [\"1\", \"2\"], \"outputs\": [\"1\", \"3\"], \"fn_name\": \"f\"}}";
    String once =
        "calls = 0\ndef f(n):\n  global calls\n  calls += 1\n  return n if calls < 2 else 0";

    assertThat(reward(RewardRule.PRIME, row, once)).isEqualTo(0);
    assertThat(reward(RewardRule.SANDBOX_FUSION, row, once)).isEqualTo(0.5);
  }

  @Test
  void statementsAreRewardedByTheirShare() throws Exception {
    String row = "{\"test_cases\": [\"assert f(1) == 2\", \"assert f(2) == 3\"]}";
    String half = "def f(n):\n  return 2";

    assertThat(reward(RewardRule.STRICT, row, half)).isEqualTo(0);
    assertThat(reward(RewardRule.ACECODE, row, half)).isEqualTo(0.5);
    assertThat(reward(RewardRule.OPEN_INSTRUCT, row, half)).isEqualTo(0.5);
    assertThat(reward(RewardRule.OPEN_INSTRUCT, row, "import os\n" + half)).isEqualTo(0);
    String slow = "import time\ndef f(n):\n  time.sleep(60 if n == 1 else 0)\n  return n + 1";
    assertThat(reward(RewardRule.ACECODE, row, slow)).isEqualTo(0.5);
  }

  @Test
  void aCheckerOfTheRowDecidesWithCodeforces() throws Exception {
    String checker =
        "import sys\\nexpected, found = (open(name).read().split() for name in sys.argv[2:])\\n"
            + "print(1 if sorted(expected) == sorted(found) else 0)\\n";
    String row =
        "{\"official_tests\": [{\"input\": \"\", \"output\": \"1 2\"}], \"generated_checker\": \""
            + checker
            + "\", \"time_limit\": 2, \"memory_limit\": 256}";

    assertThat(reward(RewardRule.OPEN_R1_CF, row, "print(2)\nprint(1)")).isEqualTo(1.1);
    assertThat(reward(RewardRule.OPEN_R1_CF, row, "print(2)\nprint(2)")).isEqualTo(0);
    assertThat(reward(RewardRule.OPEN_R1_CF, row, "")).isEqualTo(-1);
  }

  @Test
  void aCheckerThatRaisesIsNoWrongAnswerButRewardedLikeOne() throws Exception {
    String row =
        "{\"official_tests\": [{\"input\": \"\", \"output\": \"1\"}, {\"input\": \"\", \"output\":"
            + " \"2\"}], \"generated_checker\": \"import sys\\nif open(sys.argv[2]).read() == '1\\\\n':"
            + " int('x')\\nprint(1)\"}";

    Grade grade = grade(RewardRule.OPEN_R1_CF, row, "print(1)");
    assertThat(grade.verdict()).as(grade.detail()).isEqualTo(Verdict.JUDGE_CRASHED);
    assertThat(grade.tests().getLast().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(grade.reward()).isEqualTo(0.05);
  }

  @Test
  void problemsOfFilesAreJudgedByThem() throws Exception {
    String row =
        "{\"official_tests\": [{\"input\": \"1 2\", \"output\": \"3\"}], \"input_mode\": \"file\"}";
    String code =
        "a, b = map(int, open('input.txt').read().split())\n"
            + "print(a + b, file=open('output.txt', 'w'))";

    assertThat(reward(RewardRule.OPEN_R1_CF, row, code)).isEqualTo(1.1);
    assertThat(reward(RewardRule.STRICT, row, code)).isEqualTo(1);
    assertThat(reward(RewardRule.OPEN_R1_CF, row, READ + "print(a + b)")).isEqualTo(0);
  }

  @Test
  void assertCasesStandBehindTheProgram() throws Exception {
    String row = "{\"tests\": {\"assert_case\": [\"assert f(1) == 2\", \"assert f(2) == 3\"]}}";

    assertThat(reward(RewardRule.SANDBOX_FUSION, row, "def f(n):\n  return 2")).isEqualTo(0.5);
    assertThat(reward(RewardRule.STRICT, row, "def f(n):\n  return n + 1")).isEqualTo(1);
    // It ends before the statement, with status 0, and nothing is missed.
    assertThat(reward(RewardRule.SANDBOX_FUSION, row, "exit()")).isEqualTo(1);
    assertThat(reward(RewardRule.STRICT, row, "exit()")).isEqualTo(0);
  }

  @Test
  void whatCannotBeJudgedHasNoReward() throws Exception {
    Grade grade = grade(RewardRule.STRICT, "{\"tests\": []}\n" + SUM, "print(1)");

    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.reward()).isNull();
  }

  private double reward(RewardRule rule, String row, String code) throws Exception {
    Grade grade = grade(rule, row, code);
    return Objects.requireNonNull(grade.reward(), String.valueOf(grade.detail()));
  }

  private Grade grade(RewardRule rule, String row, String code) throws Exception {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, row + "\n");
    DataSet set =
        new VerifiableDataSet()
            .with(
                new DataSetSettings(GraderSettings.standard(), null, null, null)
                    .withRule(rule, null));
    Problem problem = set.problems(file).findFirst().orElseThrow();
    return judge.grade(set.graders(), problem.task(), TestJudge.sample(code));
  }
}
