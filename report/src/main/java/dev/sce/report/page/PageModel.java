package dev.sce.report.page;

import dev.sce.eval.metrics.Estimate;
import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the templates show.
 *
 * @param directory the evaluation
 * @param rows what is kept of its rows
 * @param conditions how it judged
 * @param version who writes the page
 * @param scoring scores of the rows
 * @param details programs and messages
 * @param withoutPrograms why there are no programs; absent if there are
 * @param data the numbers of all samples, as they stand in the page
 */
record PageModel(
    EvaluationDirectory directory,
    Rows rows,
    Conditions conditions,
    String version,
    Scoring scoring,
    Details details,
    @Nullable String withoutPrograms,
    String data) {
  private static final int FIRST_CLUSTERS = 15;
  private static final int MOST_CLUSTERS = 200;
  private static final int MOST_UNSTABLE = 50;
  private static final int MOST_PROBLEMS = 500;

  String title() {
    return Shown.text(directory.dataSet());
  }

  List<String> doubts() {
    return Doubts.of(directory, rows);
  }

  Map<String, String> facts() {
    return conditions.facts(version);
  }

  int samples() {
    return rows.columns().size();
  }

  /** Returns pass@1; absent without a judged sample. */
  @Nullable Estimate first() {
    return scoring.passAt().isEmpty() ? null : scoring.passAt().getFirst();
  }

  /** Returns the lower end of the interval of pass@1. */
  @Nullable Double low() {
    Estimate first = first();
    return first == null || first.interval() == null ? null : first.interval().low();
  }

  /** Returns the upper end of the interval of pass@1. */
  @Nullable Double high() {
    Estimate first = first();
    return first == null || first.interval() == null ? null : first.interval().high();
  }

  static String interval(Estimate estimate) {
    return estimate.interval() == null
        ? "–"
        : Figures.rate(estimate.interval().low())
            + " to "
            + Figures.rate(estimate.interval().high());
  }

  static String value(Estimate estimate) {
    return estimate.value() == null ? "–" : Figures.rate(estimate.value());
  }

  /** Returns further numbers of the headline by their names. */
  List<Map.Entry<String, String>> numbers() {
    List<Map.Entry<String, String>> numbers = new ArrayList<>();
    numbers.add(Map.entry("problems", Figures.count(rows.judgedProblems().size())));
    numbers.add(Map.entry("samples", Figures.count(samples())));
    for (String name : List.of("mean_score", "mean_reward")) {
      if (directory.metrics().hasNonNull(name)) {
        numbers.add(
            Map.entry(
                name.replace('_', ' '), Figures.rate(directory.metrics().path(name).asDouble())));
      }
    }
    if (rows.duplicates() > 0) {
      numbers.add(Map.entry("equal samples not run", Figures.count(rows.duplicates())));
    }
    return numbers;
  }

  String share(int samples) {
    return Figures.percent((double) samples / samples());
  }

  RateHistogram rates() {
    return new RateHistogram(rows.judgedProblems());
  }

  /** Returns the problems with the lowest pass rates first. */
  List<ProblemRow> hardest() {
    return rows.judgedProblems().stream()
        .sorted(Comparator.comparingDouble(ProblemRow::rate))
        .limit(MOST_PROBLEMS)
        .toList();
  }

  List<Clusters.Cluster> clusters() {
    return rows.clusters().bySize().stream().limit(FIRST_CLUSTERS).toList();
  }

  List<Clusters.Cluster> rarerClusters() {
    return rows.clusters().bySize().stream()
        .skip(FIRST_CLUSTERS)
        .limit(MOST_CLUSTERS - FIRST_CLUSTERS)
        .toList();
  }

  int clustersLeftOut() {
    return Math.max(0, rows.clusters().inOrder().size() - MOST_CLUSTERS);
  }

  /** Returns programs with more than one verdict. */
  List<List<Integer>> unstable() {
    return rows.equal().unstable().stream().limit(MOST_UNSTABLE).toList();
  }

  List<Groups> groups() {
    return Groups.of(directory.metrics());
  }

  /** Returns where a sample is found in the page. */
  String link(int position) {
    return "#s=" + rows.columns().index(position);
  }

  String name(int position) {
    ProblemRow problem = rows.problems().get(rows.columns().problem(position));
    return Shown.text(problem.id().isEmpty() ? "(no problem)" : problem.id())
        + " #"
        + rows.columns().index(position);
  }

  Verdict verdict(int position) {
    return rows.columns().verdict(position);
  }

  List<Distribution> distributions() {
    Columns columns = rows.columns();
    return List.of(
            new Distribution(
                "Wall time",
                Figures::seconds,
                conditions.timeout(),
                values(true, columns::seconds),
                values(false, columns::seconds)),
            new Distribution(
                "Peak memory",
                Figures::bytes,
                conditions.memory(),
                values(true, columns::memory),
                values(false, columns::memory)))
        .stream()
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private double[] values(boolean passed, IntToDoubleFunction value) {
    return IntStream.range(0, samples())
        .filter(each -> rows.columns().isPassed(each) == passed)
        .mapToDouble(value)
        .toArray();
  }

  int withDetails() {
    return details.count();
  }
}
