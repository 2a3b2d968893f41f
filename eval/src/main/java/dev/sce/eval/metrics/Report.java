package dev.sce.eval.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All the numbers of an evaluation.
 *
 * @param samples samples seen, weights counted
 * @param judged those with a judgement
 * @param excluded those without, which no score counts
 * @param passAtK pass@k for each k asked for
 * @param passAtKExcludedAsFailed pass@k where each excluded sample of a problem counts as a failed
 *     one, so that nothing is gained by not being judged
 * @param passHatK pass^k for each k asked for
 * @param meanScore mean over problems of the mean share of tests passed; empty without judgements
 * @param verdicts samples by verdict
 * @param seconds wall-clock time of a sample's programs, those not run left out
 * @param bytes peak memory of a sample's programs, where measured
 * @param problems the problems that have samples, in the order they were first seen
 */
public record Report(
    long samples,
    long judged,
    long excluded,
    List<Estimate> passAtK,
    List<Estimate> passAtKExcludedAsFailed,
    List<Estimate> passHatK,
    Optional<Double> meanScore,
    Map<String, Long> verdicts,
    Optional<Distribution.Figures> seconds,
    Optional<Distribution.Figures> bytes,
    List<ProblemCounts> problems) {

  /** Copies the collections. */
  public Report {
    passAtK = List.copyOf(passAtK);
    passAtKExcludedAsFailed = List.copyOf(passAtKExcludedAsFailed);
    passHatK = List.copyOf(passHatK);
    verdicts = Collections.unmodifiableMap(new TreeMap<>(verdicts));
    problems = List.copyOf(problems);
  }

  /** Returns the problems that have at least one judged sample. */
  public List<ProblemCounts> judgedProblems() {
    List<ProblemCounts> judgedOnes = new ArrayList<>();
    for (ProblemCounts problem : problems) {
      if (problem.samples() > 0) {
        judgedOnes.add(problem);
      }
    }
    return judgedOnes;
  }
}
