package dev.sce.eval;

import dev.sce.datasets.Problem;
import dev.sce.eval.metrics.Estimate;
import dev.sce.eval.metrics.Estimates;
import dev.sce.eval.metrics.ProblemCounts;
import dev.sce.eval.metrics.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The score of the problems that carry one label.
 *
 * @param value the label, for example {@code easy}
 * @param problems how many problems of the data set carry it, with samples or without
 * @param estimates the scores of those with judged samples
 */
public record GroupScore(String value, int problems, Estimates estimates) {
  /** Usual labels that have an order of their own; others stand behind, by their letters. */
  private static final List<String> LEVELS =
      List.of("easy", "introductory", "medium", "interview", "hard", "competition");

  private static final Comparator<String> ORDER =
      Comparator.comparingInt(GroupScore::level).thenComparing(Comparator.naturalOrder());

  private static int level(String label) {
    int level = LEVELS.indexOf(label);
    return level < 0 ? LEVELS.size() : level;
  }

  /** Returns an estimate. */
  public Estimate passAtK(int k) {
    return estimates.passAtK(k);
  }

  /**
   * Returns the scores by each kind of label, in the order in which problems have them. They come
   * from the counts of problems, so that a run that was resumed has those of all its rows.
   */
  public static Map<String, List<GroupScore>> all(ProblemIndex problems, Report report) {
    Map<String, ProblemCounts> counts =
        report.problems().stream()
            .collect(Collectors.toMap(ProblemCounts::id, Function.identity()));
    Map<String, Map<String, List<ProblemCounts>>> members = new LinkedHashMap<>();
    for (String id : problems.ids()) {
      ProblemCounts own = counts.getOrDefault(id, new ProblemCounts(id, 0, 0, 0, 0));
      Map<String, String> groups = problems.find(id).map(Problem::groups).orElse(Map.of());
      groups.forEach(
          (name, value) ->
              members
                  .computeIfAbsent(name, each -> new TreeMap<>(ORDER))
                  .computeIfAbsent(value, each -> new ArrayList<>())
                  .add(own));
    }
    Map<String, List<GroupScore>> all = new LinkedHashMap<>();
    members.forEach((name, values) -> all.put(name, scores(values)));
    return all;
  }

  private static List<GroupScore> scores(Map<String, List<ProblemCounts>> values) {
    return values.entrySet().stream()
        .map(
            entry ->
                new GroupScore(
                    entry.getKey(),
                    entry.getValue().size(),
                    Estimates.of(entry.getValue().stream())))
        .toList();
  }
}
