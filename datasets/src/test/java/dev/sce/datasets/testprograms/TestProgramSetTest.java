package dev.sce.datasets.testprograms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sce.datasets.DataSet;
import dev.sce.datasets.Problem;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.judge.python.TestProgramGrader;
import dev.sce.testkit.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class TestProgramSetTest {
  private static final String BIG =
      """
      {"task_id":"BigCodeBench/0","complete_prompt":"import math\\ndef task_func(x):\\n    \\"\\"\\"The root.\\"\\"\\"",\
      "code_prompt":"import math\\ndef task_func(x):","canonical_solution":"    return math.sqrt(x)",\
      "test":"import unittest\\nclass TestCases(unittest.TestCase):\\n    def test_four(self):\\n\
              self.assertEqual(task_func(4), 2)\\n    def test_nine(self):\\n\
              self.assertEqual(task_func(9), 3)"}
      """;
  private static final String CLASS =
      """
      [{"task_id":"ClassEval_0","import_statement":["import math"],"class_name":"Roots",\
      "test":"import unittest\\nclass RootsTestA(unittest.TestCase):\\n    def test_a(self):\\n\
              self.assertEqual(Roots().of(4), 2)\\nclass RootsTestB(unittest.TestCase):\\n\
          def test_b(self):\\n        self.assertEqual(Roots().of(9), 3)",\
      "test_classes":["RootsTestA","RootsTestB"],\
      "solution_code":"class Roots:\\n    def of(self, x):\\n        return math.sqrt(x)"}]
      """;
  private static final String KOD =
      """
      {"question_id":"Kod_1","subset":"Leetcode","style":"instruct","solution":"def f(x):\\n    return x + 1",\
      "test_code":"from solution import f\\ndef test_f():\\n    assert f(1) == 2"}
      """;

  @RegisterExtension static final TestJudge judging = new TestJudge();

  @TempDir Path folder;

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Grade grade(DataSet set, Path file, String code, boolean complete)
      throws Exception {
    Problem problem = set.problems(file).toList().getFirst();
    Sample sample = new Sample(problem.id(), 0, code, complete, null);
    return judging.grade(set.graders(), problem.task(), sample);
  }

  private static Grade reference(DataSet set, Path file) throws Exception {
    Problem problem = set.problems(file).toList().getFirst();
    return judging.grade(set.graders(), problem.task(), set.canonical(file).toList().getFirst());
  }

  @Test
  void bigCodeBenchPutsItsImportsBeforeEverySample() throws Exception {
    DataSet set = new TestProgramSet.BigCodeBench();
    Path file = file("big.jsonl", BIG);

    assertThat(reference(set, file).passed()).isTrue();
    Grade whole = grade(set, file, "def task_func(x):\n    return math.sqrt(x)", true);
    assertThat(whole.passed()).isTrue();
    assertThat(whole.tests()).hasSize(2);
    assertThat(whole.detail()).isEqualTo(TestProgramGrader.ONE_PROGRAM);
    Grade wrong = grade(set, file, "\n    return 2", false);
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(wrong.score()).isEqualTo(0.5);
    assertThat(grade(set, file, "", true).passed()).isFalse();
  }

  @Test
  void samplesOfBigCodeBenchHaveTheNamesThatItsAuthorsGive() throws Exception {
    DataSet set = new TestProgramSet.BigCodeBench();
    String code =
        "def task_func(x):\n  os.listdir('.'), sys.path, environ['PATH']\n  return math.sqrt(x)";

    Grade grade = grade(set, file("big.jsonl", BIG), code, true);
    assertThat(grade.passed()).as(grade.detail()).isTrue();
  }

  @Test
  void classEvalRunsAllItsClasses() throws Exception {
    DataSet set = new TestProgramSet.ClassEval();
    Path file = file("class.json", CLASS);

    Grade grade = reference(set, file);
    assertThat(grade.detail()).isEqualTo(TestProgramGrader.ONE_PROGRAM);
    assertThat(grade.passed()).isTrue();
    assertThat(grade.tests()).hasSize(2);
    assertThat(grade(set, file, "class Roots:\n  def of(self, x):\n    return 2", true).score())
        .isEqualTo(0.5);
  }

  @Test
  void aModuleThatTheDataSetNeedsAndPythonLacksIsNoFaultOfSamples() throws Exception {
    DataSet set = new TestProgramSet.ClassEval();
    Path given = file("given.json", CLASS.replace("import math", "import no_such_module_1"));
    Path test = file("test.json", CLASS.replace("import unittest", "import unittest, nosuch2.a"));
    Path sample = file("class.json", CLASS);

    assertThat(reference(set, given).verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(reference(set, given).detail()).contains("no_such_module_1 is not installed");
    assertThat(reference(set, test).detail()).contains("nosuch2 is not installed");
    assertThat(grade(set, sample, "import no_such_module_3", true).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void kodCodeIsJudgedByPytest() throws Exception {
    DataSet set = new TestProgramSet.KodCode();
    Path file = file("kod.jsonl", KOD);

    Grade grade = reference(set, file);
    assumeThat(grade.verdict()).isNotEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.passed()).isTrue();
    assertThat(grade(set, file, "def f(x):\n    return x", true).verdict())
        .isEqualTo(Verdict.FAILED);
    assertThat(set.problems(file).toList().getFirst().groups()).containsEntry("subset", "Leetcode");
  }
}
