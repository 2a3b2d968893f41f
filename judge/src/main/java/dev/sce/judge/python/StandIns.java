package dev.sce.judge.python;

import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges samples, and tells a sample that fails from a problem that cannot be judged apart from it.
 *
 * <p>Tests see stand-ins for objects of a sample's own classes. Where a sample fails over one, its
 * object may be of no use, or the test may be one that only works in the sample's own process. What
 * decides is the reference solution, never the sample: it is judged in the same way, once for each
 * such problem, and where it fails over a stand-in too, nothing is known of the sample.
 *
 * <p>Used by many threads.
 */
final class StandIns {
  private static final String REMEDY =
      "the test needs the sample in its own process, for the reference solution cannot be judged"
          + " apart from it either; --judge in-process judges so: ";

  /** Whether a problem's reference solution fails over a stand-in, by task. */
  private final Map<Object, Boolean> needed = new ConcurrentHashMap<>();

  private final PythonJudge pythonJudge = new PythonJudge();

  /**
   * Returns the step that judges a sample, and the reference solution where need be.
   *
   * @param request what the judge is to do
   * @param names of the problem's tests; empty for one single test
   * @param task the problem
   * @param reference its reference solution, a whole program; empty for none
   */
  Step judge(
      ObjectNode request,
      LimitOverrides limits,
      List<String> names,
      Object task,
      String reference) {
    request.put("has_reference", !reference.isBlank());
    return pythonJudge.step(
        request,
        limits,
        run -> {
          Grade grade = PythonJudgeReport.grade(run, names);
          Optional<String> standIn = standIn(run, grade);
          if (standIn.isEmpty() || reference.isBlank()) {
            return new Step.Done(grade);
          }
          Grade without = withoutJudgement(grade, standIn.get());
          Boolean known = needed.get(task);
          if (known != null) {
            return new Step.Done(known ? without : grade);
          }
          ObjectNode again = request.deepCopy().put("code", reference);
          return pythonJudge.step(
              again,
              limits,
              other -> new Step.Done(isNeeded(task, other, names) ? without : grade));
        });
  }

  private boolean isNeeded(Object task, ExecutionResult run, List<String> names) {
    Grade grade = PythonJudgeReport.grade(run, names);
    boolean isNeeded = standIn(run, grade).isPresent();
    if (isNeeded || grade.passed()) {
      needed.put(task, isNeeded);
    }
    return isNeeded;
  }

  /** Returns the stand-in, or the missing module, that a failure may be owed to. */
  private static Optional<String> standIn(ExecutionResult run, Grade grade) {
    if (grade.verdict() != Verdict.FAILED && grade.verdict() != Verdict.RUNTIME_ERROR) {
      return Optional.empty();
    }
    Optional<PythonJudgeReport> report = PythonJudgeReport.read(run);
    return report
        .map(each -> each.field("perhaps_lacking"))
        .map(lacking -> "the reference solution cannot be judged either, and " + lacking)
        .or(() -> report.map(each -> each.field("stand_in")).map(REMEDY::concat));
  }

  private static Grade withoutJudgement(Grade grade, String reason) {
    List<TestResult> tests =
        grade.tests().stream()
            .map(
                test ->
                    test.verdict() == Verdict.FAILED || test.verdict() == Verdict.RUNTIME_ERROR
                        ? test.with(Verdict.MISSING_INFO, test.detail())
                        : test)
            .toList();
    return new Grade(Verdict.MISSING_INFO, tests, grade.runtime(), grade.peakMemory(), reason);
  }
}
