package dev.sce.eval;

import dev.sce.eval.metrics.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The outcome of an evaluation.
 *
 * @param report the numbers
 * @param exclusions the samples that no score counts
 * @param authors how submissions were judged of which their authors say how
 * @param problems problems of the data set
 * @param unattempted ids of those without any sample
 * @param partial whether that was expected
 * @param meanReward mean reward of samples, where a rule rewards
 * @param tests tests by verdict, where problems have several
 * @param launchers commands by what started them
 * @param duplicates samples that were not run because they equal another
 * @param extractions how programs were taken out of what models wrote
 * @param resumed rows that an earlier run had finished
 * @param interrupted whether it was ended before its last sample; there are no scores then
 * @param elapsed wall-clock time of this run
 * @param isolation what kept programs apart from the machine
 */
public record Scores(
    Report report,
    Exclusions exclusions,
    AuthorsVerdicts authors,
    int problems,
    List<String> unattempted,
    boolean partial,
    OptionalDouble meanReward,
    Map<String, Long> tests,
    Map<String, Long> launchers,
    long duplicates,
    Extractions extractions,
    long resumed,
    boolean interrupted,
    Duration elapsed,
    String isolation) {

  /** Copies the collections. */
  public Scores {
    unattempted = List.copyOf(unattempted);
    tests = new TreeMap<>(tests);
    launchers = new TreeMap<>(launchers);
  }

  /** Whether every sample was judged, and every problem has samples unless that is expected. */
  public boolean isComplete() {
    return !interrupted && report.excluded() == 0 && (partial || unattempted.isEmpty());
  }
}
