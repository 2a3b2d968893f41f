package dev.sce.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.compat.PyPercentPassed.Prediction;
import dev.sce.compat.PyPercentPassed.Result;
import dev.sce.judge.TestJudge;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The source tools, and the processor that works on lists of tests. */
@ExtendWith(LeakCheck.class)
final class PythonSourcesTest {
  @RegisterExtension static final TestJudge judging = new TestJudge();
  private static PythonSources sources;

  @BeforeAll
  static void open() {
    sources = new PythonSources(judging.executor());
  }

  private static PyPercentPassed.Test test(String call, String expected, boolean requiresFloat) {
    return new PyPercentPassed.Test(call, expected, requiresFloat);
  }

  private static String nested(int depth) {
    return depth == 0 ? "(0,-1)" : "(" + depth + "," + nested(depth - 1) + ")";
  }

  @Test
  void pythonSaysWhatIsPython() throws Exception {
    assertThat(sources.valid(List.of("x = 1", "x =", "", "\0", "\ud800", "print 'a'", "é = 'ü'")))
        .containsExactly(true, false, true, false, false, false, true);
  }

  @Test
  void manyTextsGoInBatches() throws Exception {
    List<String> codes = new ArrayList<>(Collections.nCopies(250, "x = 1"));
    codes.set(120, "x =");
    List<Boolean> valid = sources.valid(codes);
    assertThat(valid).hasSize(250).containsOnlyOnce(false);
    assertThat(valid.get(120)).isFalse();
  }

  @Test
  void aTextThatCrashesTheParserSpoilsNoOther() throws Exception {
    String deep = "-".repeat(2_000_000) + "1";
    List<Boolean> valid = sources.valid(List.of("x = 1", deep, "y = 2"));
    assertThat(valid).containsExactly(true, false, true);
  }

  @Test
  void importsOfTheTopLevelAreListed() throws Exception {
    String code = "import a, b as c\nfrom d.e import (f,\n g)\ndef h():\n    import i\n";
    assertThat(sources.imports(List.of(code, "import")))
        .containsExactly(List.of("import a, b as c", "from d.e import f, g"), List.of());
  }

  @Test
  void simpleTestCasesCompareACall() throws Exception {
    assertThat(
            sources.simpleTestCases(
                List.of(
                    "assert f(1) == 2",
                    "assert x == f(1)",
                    "assert f(1)",
                    "f(1) == 2",
                    "assert (")))
        .containsExactly(true, false, false, false, false);
  }

  @Test
  void callsBecomeAsserts() throws Exception {
    assertThat(
            sources.toAsserts(
                List.of(
                    test("f(x)", "1", false),
                    test("f(x)", "1.0", true),
                    test("a = 2\nf(a)", "[1]", false),
                    test("assert f(1)", "2", false),
                    PyPercentPassed.Test.statement("assert f( 1 )==2"),
                    test("f(", "1", false),
                    test("f(1)", "x = 1", false))))
        .containsExactly(
            Optional.of("assert f(x) == 1"),
            Optional.of("assert abs(f(x) - 1.0) < 1e-06"),
            Optional.of("a = 2\nassert f(a) == [1]"),
            Optional.of("assert f(1)"),
            Optional.of("assert f(1) == 2"),
            Optional.empty(),
            Optional.empty());
  }

  @Test
  void testsAreWrappedInTryAndPrint() throws Exception {
    var prints = new PythonSources.Prints("'P'", "'F'", List.of(Map.entry("Exception", "str(e)")));
    assertThat(sources.wrapInTryPrint(List.of(test("f(1)", "2", false)), i -> prints).getFirst())
        .contains(
            """
            try:
                assert f(1) == 2
                print('P')
            except AssertionError:
                print('F')
            except Exception as e:
                print(str(e))""");
  }

  @Test
  void deepTreesAreDropped() throws Exception {
    String plain = "def f(x):\n\treturn x";
    assertThat(
            sources.dropDeepTrees(
                List.of(List.of(nested(500), nested(60), plain), List.of(), List.of(nested(499)))))
        .containsExactly(List.of(nested(60), plain), List.of(), List.of());
  }

  private static Result percent(Prediction prediction) throws InterruptedException {
    PyPercentPassed processor = (PyPercentPassed) Processors.standard().get("py_percent_passed");
    return processor.read(prediction, judging.executor().execute(processor.prepare(prediction)));
  }

  @Test
  void shareOfPassedTestsIsCounted() throws Exception {
    String code = "def f(x):\n    return x / (x - 1)";
    var tests =
        List.of(
            test("f(2)", "2", false),
            test("f(3)", "1.5000001", true),
            test("f(1)", "1", false),
            test("f(5)", "7", false));
    Result result = percent(Prediction.of(code, "f", tests));
    assertThat(result.outcome()).isEqualTo(Verdict.FAILED);
    assertThat(result.percentPassed()).isEqualTo(0.5);
    assertThat(result.percentError()).isEqualTo(0.25);
    assertThat(result.memoryUsed()).isPositive();
    assertThat(result.runtime()).isPositive();
    assertThat(percent(Prediction.of(code, "f", tests.subList(0, 2))).outcome())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void outcomesAreTheOriginals() throws Exception {
    var one = test("f(1)", "1", false);
    var other = test("f(1)", "2", false);
    assertThat(percent(Prediction.of("def f(", "f", List.of(one))).outcome())
        .isEqualTo(Verdict.COMPILE_ERROR);
    String identity = "def f(x):\n    return x";
    assertThat(percent(Prediction.of(identity, "f", List.of(one, other))).outcome())
        .isEqualTo(Verdict.DUPLICATE_TESTS);
    var unknown =
        new Prediction(
            identity,
            "f",
            List.of(one, one),
            "",
            null,
            Set.of("0"),
            PyPercentPassed.Options.STRICT);
    assertThat(percent(unknown).outcome()).isEqualTo(Verdict.UNKNOWN_TESTS);
    assertThat(percent(Prediction.of(identity, "f", List.of())).outcome())
        .isEqualTo(Verdict.MISSING_INFO);
  }

  @Test
  void oneSlowTestTimesOutAndTheOthersGoOn() throws Exception {
    var tests =
        List.of(test("f(0)", "1", false), test("f(1)", "1", false), test("f(0)", "1", false));
    String code = "def f(x):\n    while x:\n        pass\n    return 1";
    var prediction =
        new Prediction(
            code, "f", tests, "", 0.2, Set.of("0", "1", "2"), PyPercentPassed.Options.STRICT);
    Result result = percent(prediction);
    assertThat(result.outcome()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(result.tests())
        .extracting(TestResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.TIMED_OUT, Verdict.PASSED);
  }
}
