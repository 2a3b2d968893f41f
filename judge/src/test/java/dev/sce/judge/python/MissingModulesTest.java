package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A missing module of the data set says nothing of any sample, or excuses none. */
@ExtendWith(LeakCheck.class)
final class MissingModulesTest {
  private static final String RIGHT = "def f(x):\n    return x + 1";
  private static final String WRONG = "def f(x):\n    return x";
  private static final String CHECK = "def check(f):\n    assert f(1) == 2\n";

  @RegisterExtension static final TestJudge judging = new TestJudge();

  private static Grade function(String prompt, String test, String reference, String code)
      throws InterruptedException {
    FunctionTask task = new FunctionTask(prompt, "f", test, reference, TestJudge.TIGHT);
    return judging.grade(new FunctionGrader(), task, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import notthere\n",
        "import typing\nif typing.TYPE_CHECKING:\n    from notthere import X\n",
        "def helper():\n    import notthere\n",
        "if 1 > 2:\n    import notthere\n",
        "try:\n    import notthere\nexcept ImportError:\n    pass\n",
      })
  void whatIsNotImportedExcusesNoSample(String text) throws Exception {
    for (String reference : new String[] {"", RIGHT}) {
      for (String prompt : new String[] {"", text}) {
        String test = prompt.isEmpty() ? text + CHECK : CHECK;
        assertThat(function(prompt, test, reference, RIGHT).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(function(prompt, test, reference, WRONG).verdict()).isEqualTo(Verdict.FAILED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import notthere\n" + CHECK,
        "class Helper:\n    from notthere.part import x\n" + CHECK,
        CHECK + "    import notthere\n",
      })
  void whatIsImportedInAnyCaseLeavesAllSamplesWithoutVerdict(String test) throws Exception {
    for (String code : new String[] {RIGHT, WRONG, "f(", "1/0"}) {
      Grade grade = function("", test, RIGHT, code);
      assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
      assertThat(grade.detail()).contains("imports notthere", "install it");
    }
    assertThat(function("import notthere\n", CHECK, "", RIGHT).verdict())
        .isEqualTo(Verdict.MISSING_INFO);
  }

  @Test
  void whereAHelperImportsItTheReferenceDecides() throws Exception {
    String test =
        "def two():\n    import notthere\n    return 2\ndef check(f):\n    assert f(1) == two()\n";
    for (String code : new String[] {RIGHT, WRONG}) {
      Grade grade = function("", test, RIGHT, code);
      assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.MISSING_INFO);
      assertThat(grade.detail()).contains("imports notthere").doesNotContain("in-process");
    }
    assertThat(function("", test, "", WRONG).detail()).contains("imports notthere");
  }

  @Test
  void noTestOfSuchAProblemCounts() throws Exception {
    AssertsTask task =
        new AssertsTask(
            "", "", List.of("assert f(1) == 2", "import notthere"), "", List.of(), TestJudge.TIGHT);
    Grade grade = judging.grade(new AssertsGrader(), task, RIGHT);
    assertThat(grade.tests())
        .extracting(TestResult::verdict)
        .containsExactly(Verdict.MISSING_INFO, Verdict.MISSING_INFO);
  }
}
