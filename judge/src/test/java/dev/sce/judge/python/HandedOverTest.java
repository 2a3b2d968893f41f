package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a test hands over that cannot leave the judge excuses a sample only where it is no doing of
 * the sample's.
 */
@ExtendWith(LeakCheck.class)
final class HandedOverTest {
  @RegisterExtension static final TestJudge judging = new TestJudge();

  private static Grade asserts(String test, String reference, String code)
      throws InterruptedException {
    AssertsTask task =
        new AssertsTask("", "", List.of(test), reference, List.of("f", "g"), TestJudge.TIGHT);
    return judging.grade(new AssertsGrader(), task, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "g(f('ab')[0]) == 'ab' # return [x] # return list",
        "g(f('ab').keys()) == {'ab': 1}.keys() # return {x: 1}"
            + " # import collections; return collections.OrderedDict()",
        "g(f(1) | f(2)) == 3 # return x # return [int, str][x - 1]",
        "list(g(f(1)([2]))) == [2] # return list # return reversed",
        "g(f('ab').upper()) == 'AB' # return x # return type('T', (), {'upper': list})()",
      })
  void whatATestMakesOfASamplesValuesExcusesNoSample(String test, String right, String wrong)
      throws Exception {
    String program = "def g(x): return x\ndef f(x): %s";
    for (String reference : new String[] {"", program.formatted(right)}) {
      assertThat(asserts("assert " + test, reference, program.formatted(right)).verdict())
          .isEqualTo(Verdict.PASSED);
      assertThat(asserts("assert " + test, reference, program.formatted(wrong)).verdict())
          .isEqualTo(Verdict.FAILED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assert f(lambda x: 2 * x) == 2",
        "def double(x):\n    return 2 * x\nassert f(double) == 2",
        "class Twice:\n    def __call__(self, x): return 2 * x\nassert f(Twice()) == 2",
        "class Twice:\n    def of(self, x): return 2 * x\nassert f(Twice().of) == 2",
        "import functools\nassert f(functools.partial(pow, 2)) == 2",
        "import io\nassert f(io.StringIO('2')) == 2",
        "assert f(iter([2])) == 2",
        "assert f(i for i in [2]) == 2",
      })
  void whatIsATestsOwnLeavesNoVerdict(String test) throws Exception {
    String reference =
        "def f(x): return int(x.read()) if hasattr(x, 'read') else x(1) if callable(x) else next(x)";
    for (String known : new String[] {"", reference}) {
      for (String code : new String[] {reference, "def f(x): return list"}) {
        Grade grade = asserts(test, known, code);
        assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.MISSING_INFO);
        assertThat(grade.detail()).contains("hands over");
      }
    }
  }

  @Test
  void aSampleThatFailsBeforehandHasFailed() throws Exception {
    String test = "assert f(1) == 1\nassert f(lambda x: x) == 1";
    for (String reference : new String[] {"", "def f(x): return 1"}) {
      assertThat(asserts(test, reference, "def f(x): return 2").verdict())
          .isEqualTo(Verdict.FAILED);
      assertThat(asserts(test, reference, "def f(x): return 1").verdict())
          .isEqualTo(Verdict.MISSING_INFO);
    }
  }
}
