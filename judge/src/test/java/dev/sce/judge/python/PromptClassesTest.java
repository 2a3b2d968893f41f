package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes of a prompt, and exceptions of the standard library, as tests see them. */
@ExtendWith(LeakCheck.class)
final class PromptClassesTest {
  @RegisterExtension static final TestJudge judging = new TestJudge();

  /** Judges a sample whose function has this body. */
  private static Verdict judged(String prompt, String test, String right, String body)
      throws InterruptedException {
    String program = prompt.replace("~", "\n") + "\n\ndef f(x):\n    ";
    String check = "def check(f):\n    " + test.replace("~", "\n    ");
    String reference = right.isEmpty() ? "" : program + right;
    FunctionTask task = new FunctionTask(program, "f", check, reference, TestJudge.TIGHT);
    return judging.grade(new FunctionGrader(), task, program + body).verdict();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "from enum import IntEnum~class C(IntEnum):~    A = 1~    B = 2"
            + " # assert f(1) is C.A and f(1) == 1 # return C(x) # return C(x + 1)",
        "from enum import Enum~class C(str, Enum):~    A = 'a'~    B = 'b'"
            + " # assert f('a') == C.A == 'a' # return C(x) # return C.B",
        "from enum import Enum~class C(Enum):~    A = 1~    B = 2"
            + " # assert f(C.A) is C.B # return C.B if x is C.A else C.A # return x",
        "class L(list):~    pass # assert f(1) == [1] # return L([x]) # return L([x, x])",
        "class M(int):~    pass # assert f(1) == 1 # return M(x) # return M(x + 1)",
        "class S(str):~    pass # assert f('a') == 'a' # return S(x) # return S(x + x)",
        "class D(dict):~    __getattr__ = dict.__getitem__"
            + " # assert f(1) == {'a': 1} # return D(a=x) # return D(a=2)",
        "from typing import NamedTuple~class P(NamedTuple):~    x: int~    def twice(self): return 2 * self.x"
            + " # r = f(1)~assert isinstance(r, P) and r.twice() == 2 # return P(x) # return P(2)",
        "class E(Exception):~    def __init__(self, code): self.code = code"
            + " # try:~    f(5)~except E as e:~    assert e.code == 5~else:~    assert False"
            + " # raise E(x) # raise E(x + 1)",
        "import json # try:~    f('')~except json.JSONDecodeError as e:~    assert e.pos == 0~else:~    assert False"
            + " # return json.loads(x) # return 0",
        "import statistics # try:~    f([])~except statistics.StatisticsError:~    pass~else:~    assert False"
            + " # return statistics.mean(x) # raise ValueError('no mean')",
        "import re # try:~    f('(')~except re.error:~    pass~else:~    assert False"
            + " # return re.compile(x) # raise KeyError(x)",
        "import decimal # try:~    f('x')~except decimal.InvalidOperation:~    pass~else:~    assert False"
            + " # return decimal.Decimal(x) # return x",
      })
  void areWhatTheyAre(String prompt, String test, String right, String wrong) throws Exception {
    for (String reference : new String[] {"", right}) {
      assertThat(judged(prompt, test, reference, right)).as(right).isEqualTo(Verdict.PASSED);
      assertThat(judged(prompt, test, reference, wrong))
          .as(wrong)
          .isIn(Verdict.FAILED, Verdict.RUNTIME_ERROR);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "class L(list):~    pass # assert isinstance(f(1), L) # return L([x])",
        "class L(list):~    def push(self, x): self.append(x)"
            + " # s = L([1])~assert f(s) == 1 # x.push(2); return x[0]",
        "class E(Exception):~    pass # assert isinstance(f(1), E) # return E('x')",
      })
  void whereTheReferenceFailsOverThemTooNothingIsSaid(String prompt, String test, String right)
      throws Exception {
    assertThat(judged(prompt, test, right, right)).isEqualTo(Verdict.MISSING_INFO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "try:~    f(1)~except Mine:~    pass # class Mine(Exception): pass~def f(x): raise Mine(x)",
        "class Other(Mine):~    pass~assert Other().get() == 1 # class Mine:~    def get(self): return 1",
        "assert isinstance(Mine(1), Mine) # import typing~class Mine(typing.NamedTuple):~    x: int",
      })
  void testsOverClassesOfTheSamplesOwnAreForTheReferenceToDecide(String test, String code)
      throws Exception {
    String right = code.replace("~", "\n");
    for (String reference : new String[] {"", right}) {
      AssertsTask task =
          new AssertsTask(
              "",
              "",
              List.of(test.replace("~", "\n")),
              reference,
              List.of("f", "Mine"),
              TestJudge.TIGHT);
      assertThat(judging.grade(new AssertsGrader(), task, right).verdict())
          .isEqualTo(reference.isEmpty() ? Verdict.FAILED : Verdict.MISSING_INFO);
    }
  }

  @Test
  void aSampleDoesNotChooseWhichExceptionATestSees() throws Exception {
    String test =
        """
        import unittest, io
            class T(unittest.TestCase):
                def test(self): self.assertEqual(f(1), 2)
            suite = unittest.TestLoader().loadTestsFromTestCase(T)
            assert unittest.TextTestRunner(stream=io.StringIO()).run(suite).wasSuccessful()""";
    assertThat(judged("", test, "", "return 2")).isEqualTo(Verdict.PASSED);
    for (String raised : new String[] {"unittest.SkipTest('x')", "unittest.case._ShouldStop()"}) {
      assertThat(judged("", test, "", "import unittest; raise " + raised))
          .isEqualTo(Verdict.FAILED);
    }
    assertThat(
            judged(
                "",
                "import sys~before = set(sys.modules)~try:~    f(1)~except Exception as e:~"
                    + "    assert type(e).__module__ == 'solution'~assert set(sys.modules) == before",
                "",
                "import wave; raise wave.Error('x')"))
        .isEqualTo(Verdict.PASSED);
  }
}
