package dev.sce.report.compare;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.json.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which problems are compared: those with at least one judged sample in both evaluations. Each list
 * is in the order of the samples.
 *
 * @param compared the problems that are compared
 * @param onlyA problems judged in A that have no sample in B
 * @param onlyB problems judged in B that have no sample in A
 * @param withoutJudgementA problems judged in B whose samples in A have no judgement
 * @param withoutJudgementB problems judged in A whose samples in B have no judgement
 */
public record Pairing(
    List<String> compared,
    List<String> onlyA,
    List<String> onlyB,
    List<String> withoutJudgementA,
    List<String> withoutJudgementB) {
  /** Copies the lists. */
  public Pairing {
    compared = List.copyOf(compared);
    onlyA = List.copyOf(onlyA);
    onlyB = List.copyOf(onlyB);
    withoutJudgementA = List.copyOf(withoutJudgementA);
    withoutJudgementB = List.copyOf(withoutJudgementB);
  }

  /** Whether a problem that is judged on one side is missing on the other. */
  public boolean isPartial() {
    return !onlyA.isEmpty()
        || !onlyB.isEmpty()
        || !withoutJudgementA.isEmpty()
        || !withoutJudgementB.isEmpty();
  }

  /**
   * Pairs the problems of two evaluations.
   *
   * @throws UnusableFileException if these are of different data sets, are the same, or have no
   *     problem in common
   */
  static Pairing of(EvaluationCounts a, EvaluationCounts b) throws IOException {
    checkTogether(a.directory(), b.directory());
    Set<String> compared = new LinkedHashSet<>(judged(a));
    compared.retainAll(judged(b));
    if (compared.isEmpty()) {
      throw nothingInCommon(a, b);
    }
    return new Pairing(
        List.copyOf(compared),
        missing(a, b, false),
        missing(b, a, false),
        missing(b, a, true),
        missing(a, b, true));
  }

  /**
   * Returns the problems that all evaluations have judged.
   *
   * @throws UnusableFileException as {@link #of}
   */
  static List<String> common(List<EvaluationCounts> all) throws IOException {
    Set<String> common = new LinkedHashSet<>(judged(all.getFirst()));
    for (int i = 1; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        checkTogether(all.get(j).directory(), all.get(i).directory());
      }
      common.retainAll(judged(all.get(i)));
      if (common.isEmpty()) {
        throw nothingInCommon(all.getFirst(), all.get(i));
      }
    }
    return List.copyOf(common);
  }

  private static void checkTogether(EvaluationDirectory a, EvaluationDirectory b)
      throws IOException {
    if (Files.isSameFile(a.path(), b.path())) {
      throw new UnusableFileException(
          a.path() + " and " + b.path() + " are the same directory; name two evaluations");
    }
    if (!a.dataSet().equals(b.dataSet())) {
      throw new UnusableFileException(
          a.path()
              + " is of the data set '"
              + a.dataSet()
              + "' and "
              + b.path()
              + " of '"
              + b.dataSet()
              + "'; name evaluations of one data set");
    }
  }

  /** Returns the judged problems in the order of their first samples. */
  private static List<String> judged(EvaluationCounts side) {
    List<String> ids = new ArrayList<>();
    side.problems()
        .forEach(
            (id, problem) -> {
              if (problem.judged() > 0) {
                ids.add(id);
              }
            });
    ids.sort(Comparator.comparingLong(id -> side.problem(id).firstIndex()));
    return ids;
  }

  /**
   * Returns the problems that are judged here and not there.
   *
   * @param withRows those that have rows there, or those that have none
   */
  private static List<String> missing(
      EvaluationCounts here, EvaluationCounts there, boolean withRows) {
    return judged(here).stream()
        .filter(
            id -> {
              ProblemTally other = there.problems().get(id);
              return withRows ? other != null && other.judged() == 0 : other == null;
            })
        .toList();
  }

  private static UnusableFileException nothingInCommon(EvaluationCounts a, EvaluationCounts b) {
    return new UnusableFileException(
        "no problem was judged in both: "
            + judged(a).size()
            + " in "
            + a.directory().resultsFile()
            + ", others in "
            + b.directory().resultsFile()
            + "; name evaluations of the same problems");
  }
}
