package dev.sce.compat;

import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.python.PythonJudge;
import dev.sce.judge.python.PythonJudgeReport;
import dev.sce.judge.python.PythonLimits;
import dev.sce.judge.python.Requests;
import dev.sce.support.Seconds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The processor {@code py_percent_passed}: what share of a list of tests a Python program passes.
 */
public final class PyPercentPassed
    implements Processor<PyPercentPassed.Prediction, PyPercentPassed.Result> {

  /**
   * A test.
   *
   * @param call a statement such as {@code assert f(1) == 2}, or a call
   * @param expected an expression, what the call gives; absent for a statement
   * @param requiresFloat whether a difference below 1e-6 is none
   */
  public record Test(String call, @Nullable String expected, boolean requiresFloat) {
    /** Returns a test that is a statement. */
    public static Test statement(String text) {
      return new Test(text, null, false);
    }
  }

  /**
   * What is judged.
   *
   * @param code the program
   * @param entryPoint the name of what the tests call
   * @param tests the tests
   * @param imports Python that the tests need, such as imports; may be empty
   * @param testTimeout seconds of processor time for each call; absent for no limit but the
   *     program's
   * @param expectedTests names of the tests that count, by default the numbers of all
   * @param options how strict the outcome is
   */
  public record Prediction(
      String code,
      String entryPoint,
      List<Test> tests,
      String imports,
      @Nullable Double testTimeout,
      Set<String> expectedTests,
      Options options) {

    /** Copies the collections. */
    public Prediction {
      tests = List.copyOf(tests);
      expectedTests = Set.copyOf(expectedTests);
    }

    /** Returns one with all its tests expected, no imports, and the usual strictness. */
    public static Prediction of(String code, String entryPoint, List<Test> tests) {
      return new Prediction(
          code, entryPoint, tests, "", null, Set.copyOf(names(tests)), Options.STRICT);
    }
  }

  /**
   * How strict the outcome is.
   *
   * @param allowDuplicates whether tests may ask for different answers to the same call
   * @param allowUnknownTests whether there may be tests besides the expected ones
   * @param expectingMemory whether a result without a measure of memory is {@code MISSING_INFO}
   */
  public record Options(
      boolean allowDuplicates, boolean allowUnknownTests, boolean expectingMemory) {
    /** The defaults of the original. */
    public static final Options STRICT = new Options(false, false, true);
  }

  /**
   * What is said of a prediction.
   *
   * @param outcome PASSED, FAILED, COMPILE_ERROR, DUPLICATE_TESTS, UNKNOWN_TESTS, TIMED_OUT,
   *     MISSING_INFO, or SANDBOX_FAULT for a failure of ours
   * @param tests the expected tests
   * @param unknownTests tests that were not expected
   * @param numPassed how many of the expected tests passed
   * @param memoryUsed largest memory in bytes; absent where not measured
   * @param runtime seconds of the whole run
   */
  public record Result(
      Verdict outcome,
      List<TestResult> tests,
      List<TestResult> unknownTests,
      int numPassed,
      @Nullable Long memoryUsed,
      double runtime) {

    /** Returns the share of the expected tests that passed, from 0 to 1. */
    public double percentPassed() {
      return tests.isEmpty() ? 0 : (double) numPassed / tests.size();
    }

    /** Returns the share of the expected tests that neither passed nor failed, from 0 to 1. */
    public double percentError() {
      long errors =
          tests.stream()
              .filter(t -> t.verdict() != Verdict.PASSED && t.verdict() != Verdict.FAILED)
              .count();
      return tests.isEmpty() ? 0 : (double) errors / tests.size();
    }
  }

  @Override
  public String name() {
    return "py_percent_passed";
  }

  @Override
  public Class<Prediction> inputType() {
    return Prediction.class;
  }

  @Override
  public Executable prepare(Prediction input) {
    ObjectNode request =
        Requests.of("asserts")
            .put("code", input.code())
            .put("entry", input.entryPoint())
            .put("setup", input.imports())
            .put("seed", input.tests().hashCode())
            .put("test_seconds", input.testTimeout());
    ArrayNode tests = request.putArray("tests");
    for (Test test : input.tests()) {
      if (test.expected() == null) {
        tests.add(test.call());
      } else {
        tests
            .addObject()
            .put("call", test.call())
            .put("expected", test.expected())
            .put("tolerance", test.requiresFloat());
      }
    }
    return PythonJudge.program(request, PythonLimits.DEFAULT);
  }

  @Override
  public Result read(Prediction input, ExecutionResult result) {
    Grade grade = PythonJudgeReport.grade(result, names(input.tests()));
    List<TestResult> known = new ArrayList<>();
    List<TestResult> unknown = new ArrayList<>();
    for (TestResult test : grade.tests()) {
      (input.expectedTests().contains(test.name()) ? known : unknown).add(test);
    }
    Set<String> missing = new HashSet<>(input.expectedTests());
    known.forEach(test -> missing.remove(test.name()));
    missing.stream()
        .sorted()
        .forEach(name -> known.add(TestResult.notMeasured(name, Verdict.MISSING_INFO, null)));
    int passed = (int) known.stream().filter(t -> t.verdict() == Verdict.PASSED).count();
    DataSize peak = grade.peakMemory();
    double seconds = Seconds.asDouble(grade.runtime());
    return new Result(
        outcome(input, grade, known, unknown),
        known,
        unknown,
        passed,
        peak == null ? null : peak.bytes(),
        seconds);
  }

  private static Verdict outcome(
      Prediction input, Grade grade, List<TestResult> known, List<TestResult> unknown) {
    Options options = input.options();
    Verdict verdict = grade.verdict();
    if (verdict == Verdict.SANDBOX_FAULT || verdict == Verdict.COMPILE_ERROR) {
      return verdict;
    }
    if (known.isEmpty() || (options.expectingMemory() && grade.peakMemory() == null)) {
      return Verdict.MISSING_INFO;
    }
    if (known.stream().anyMatch(test -> test.verdict() == Verdict.TIMED_OUT)) {
      return Verdict.TIMED_OUT;
    }
    if (!options.allowDuplicates() && contradictory(input.tests())) {
      return Verdict.DUPLICATE_TESTS;
    }
    if (!options.allowUnknownTests() && !unknown.isEmpty()) {
      return Verdict.UNKNOWN_TESTS;
    }
    boolean all = known.stream().allMatch(test -> test.verdict() == Verdict.PASSED);
    return all ? Verdict.PASSED : Verdict.FAILED;
  }

  private static boolean contradictory(List<Test> tests) {
    Map<String, String> answers = new HashMap<>();
    for (Test test : tests) {
      String expected = test.expected();
      if (expected != null) {
        String before = answers.put(test.call().strip(), expected.strip());
        if (before != null && !before.equals(expected.strip())) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> names(List<Test> tests) {
    return IntStream.range(0, tests.size()).mapToObj(Integer::toString).toList();
  }
}
