package dev.sce.report.page;

import dev.sce.eval.metrics.ProblemCounts;

/** Counts the samples of a problem. */
final class ProblemRow {
  private final String id;
  private final boolean known;
  private int samples;
  private int judged;
  private int passed;
  private double score;

  ProblemRow(String id, boolean known) {
    this.id = id;
    this.known = known;
  }

  void add(boolean isJudged, boolean isPassed, double itsScore) {
    samples++;
    if (isJudged) {
      judged++;
      passed += isPassed ? 1 : 0;
      score += itsScore;
    }
  }

  String id() {
    return id;
  }

  /** Whether the data set has it. */
  boolean isKnown() {
    return known;
  }

  int samples() {
    return samples;
  }

  int judged() {
    return judged;
  }

  int passed() {
    return passed;
  }

  /** Returns the share of judged samples that passed; 0 without any. */
  double rate() {
    return judged == 0 ? 0 : (double) passed / judged;
  }

  ProblemCounts counts() {
    return new ProblemCounts(
        id, judged, passed, samples - judged, judged == 0 ? 0 : score / judged);
  }
}
