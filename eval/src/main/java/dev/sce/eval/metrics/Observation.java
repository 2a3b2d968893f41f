package dev.sce.eval.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What became of one sample.
 *
 * @param problem its problem's id
 * @param verdict the name of its verdict
 * @param judged whether the verdict is about the sample; those that are not, faults of the sandbox
 *     or of the input, are counted but never scored
 * @param passed whether it counts as correct
 * @param score the share of its tests that passed, from 0 to 1
 * @param weight how many samples it stands for, at least 1
 * @param seconds wall-clock time of its programs; absent when none was run
 * @param bytes largest memory of its programs; absent when not measured
 */
public record Observation(
    String problem,
    String verdict,
    boolean judged,
    boolean passed,
    double score,
    long weight,
    @Nullable Double seconds,
    @Nullable Long bytes) {

  /** Checks the numbers. */
  public Observation {
    if (weight < 1) {
      throw new IllegalArgumentException("weight must be at least 1, but is " + weight);
    }
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score must be between 0 and 1, but is " + score);
    }
  }
}
