package dev.sce.report.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A problem that one evaluation solves more often than the other.
 *
 * @param id the problem
 * @param a what became of its samples in A
 * @param b what became of its samples in B
 */
public record ChangedProblem(String id, ProblemOutcome a, ProblemOutcome b) {
  /** Returns the share of samples that pass in B less that in A. */
  public double change() {
    return b.rate() - a.rate();
  }

  /** Whether no sample passes in A, and some do in B. */
  boolean isFixed() {
    return a.passed() == 0 && b.passed() > 0;
  }

  /** Whether samples pass in A, and none does in B. */
  boolean isBroken() {
    return a.passed() > 0 && b.passed() == 0;
  }

  /** Returns all compared problems that meet a condition, in the order of the samples. */
  static List<ChangedProblem> all(
      EvaluationCounts a,
      EvaluationCounts b,
      List<String> ids,
      Predicate<ChangedProblem> condition) {
    List<ChangedProblem> found = new ArrayList<>();
    for (String id : ids) {
      ChangedProblem problem =
          new ChangedProblem(id, a.problem(id).outcome(), b.problem(id).outcome());
      if (condition.test(problem)) {
        found.add(problem);
      }
    }
    return found;
  }

  /** Returns the problems whose rate differs, the largest change first. */
  static List<ChangedProblem> byChange(EvaluationCounts a, EvaluationCounts b, List<String> ids) {
    List<ChangedProblem> changed = all(a, b, ids, problem -> problem.change() != 0);
    changed.sort(
        Comparator.comparingDouble((ChangedProblem problem) -> Math.abs(problem.change()))
            .reversed());
    return changed;
  }
}
