package dev.sce.eval;

import dev.sce.datasets.Authored;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.judge.Sample;
import org.jspecify.annotations.Nullable;

/**
 * One row of the samples with what is known of it before it runs.
 *
 * @param index position among all samples, from 0
 * @param row the row
 * @param hash tells samples apart; empty for rows that cannot be read
 * @param problem its problem; absent when there is none of that id
 * @param duplicateOf index of an equal sample before it; absent for none
 * @param finished whether an earlier run has its result
 */
record QueuedSample(
    long index,
    SampleRow row,
    String hash,
    @Nullable Problem problem,
    @Nullable Long duplicateOf,
    boolean finished) {

  /** Returns what is to be judged; absent when nothing needs to or can be. */
  @Nullable Sample toJudge() {
    boolean judged = !finished && duplicateOf == null && problem != null;
    return judged && row instanceof SampleRow.Valid valid ? valid.sample() : null;
  }

  /** Returns the id as the problem has it, else as the sample says it. */
  String problemId() {
    if (problem != null) {
      return problem.id();
    }
    return sampleProblemId();
  }

  /** Returns the id as the sample says it. */
  String sampleProblemId() {
    return switch (row) {
      case SampleRow.Valid valid -> valid.sample().problemId();
      case SampleRow.Invalid invalid -> invalid.problemId();
    };
  }

  @Nullable Authored authored() {
    return row instanceof SampleRow.Valid valid ? valid.authored() : null;
  }

  int number() {
    return row instanceof SampleRow.Valid valid ? valid.sample().number() : -1;
  }
}
