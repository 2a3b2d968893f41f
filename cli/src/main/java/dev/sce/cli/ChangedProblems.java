package dev.sce.cli;

import dev.sce.report.compare.ChangedProblem;
import dev.sce.report.compare.Comparison;
import dev.sce.report.compare.EvaluationCounts;
import dev.sce.report.compare.ProblemOutcome;
import dev.sce.support.LogText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints the problems that changed from one evaluation to another, with what was said of them. */
final class ChangedProblems {
  private static final int MOST_PROBLEMS = 20;
  private static final int LONGEST_REASON = 120;

  private final PrintStream out;
  private final boolean all;

  /**
   * Makes one.
   *
   * @param all whether all problems are listed
   */
  ChangedProblems(PrintStream out, boolean all) {
    this.out = out;
    this.all = all;
  }

  void print(Comparison comparison, EvaluationCounts a, EvaluationCounts b) throws IOException {
    List<ChangedProblem> broken = comparison.broken();
    heading("broken", broken, "pass in A, fail in B" + failures(broken, ChangedProblem::b));
    list(broken, b.reasons(ids(broken)));
    List<ChangedProblem> fixed = comparison.fixed();
    heading("fixed", fixed, "fail in A, pass in B" + failures(fixed, ChangedProblem::a));
    list(fixed, a.reasons(ids(fixed)));
    List<ChangedProblem> changed = comparison.changed();
    if (!changed.isEmpty()) {
      heading("changed", changed, "largest change first");
      list(changed, Map.of());
    }
  }

  private void heading(String name, List<ChangedProblem> problems, String meaning) {
    out.println();
    out.println(name + " " + problems.size() + ": " + meaning);
  }

  private List<ChangedProblem> shown(List<ChangedProblem> problems) {
    return all ? problems : problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()));
  }

  private Set<String> ids(List<ChangedProblem> problems) {
    return shown(problems).stream().map(ChangedProblem::id).collect(Collectors.toSet());
  }

  /**
   * Prints a line for each problem.
   *
   * @param reasons why samples failed, by problem
   */
  private void list(List<ChangedProblem> problems, Map<String, String> reasons) {
    List<ChangedProblem> shown = shown(problems);
    int width =
        shown.stream().mapToInt(each -> EvalTable.oneLine(each.id()).length()).max().orElse(0);
    for (ChangedProblem problem : shown) {
      String reason = reasons.get(problem.id());
      out.printf(
          Locale.ROOT,
          "  %-" + width + "s  %s -> %s%s%n",
          EvalTable.oneLine(problem.id()),
          outcome(problem.a()),
          outcome(problem.b()),
          reason == null ? "" : "  " + LogText.clean(reason.strip(), LONGEST_REASON, ' '));
    }
    if (shown.size() < problems.size()) {
      out.println("  and " + (problems.size() - shown.size()) + " more (--all)");
    }
  }

  /** Returns how often each verdict occurs on one side that is not PASSED. */
  private static String failures(
      List<ChangedProblem> problems, Function<ChangedProblem, ProblemOutcome> side) {
    Map<String, Long> sums = new TreeMap<>();
    for (ChangedProblem problem : problems) {
      side.apply(problem)
          .verdicts()
          .forEach((verdict, count) -> sums.merge(verdict, count, Long::sum));
    }
    String text = failures(sums);
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static String failures(Map<String, Long> verdicts) {
    return verdicts.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("PASSED"))
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /**
   * Returns the verdict of a single sample; of several, how many passed and what the others got.
   */
  private static String outcome(ProblemOutcome outcome) {
    if (outcome.samples() == 1 && outcome.excluded() == 0) {
      return outcome.verdicts().keySet().iterator().next();
    }
    String failures = failures(outcome.verdicts());
    return outcome.passed()
        + "/"
        + outcome.samples()
        + (failures.isEmpty() ? "" : " (" + failures + ")");
  }
}
