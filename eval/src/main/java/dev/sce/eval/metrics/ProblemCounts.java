package dev.sce.eval.metrics;

/**
 * How a problem's samples fared.
 *
 * @param id the problem
 * @param samples samples that were judged
 * @param passed those of them that are correct
 * @param excluded samples without a judgement
 * @param meanScore mean share of tests passed of the judged ones; 0 when there are none
 */
public record ProblemCounts(String id, long samples, long passed, long excluded, double meanScore) {

  /** Returns these counts with every sample that was excluded as one that failed. */
  ProblemCounts withExcludedAsFailed() {
    long all = samples + excluded;
    return new ProblemCounts(id, all, passed, 0, all == 0 ? 0 : meanScore * samples / all);
  }
}
