package dev.sce;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a batch has taken; see {@link OverallExecutionResults} for what each figure means.
 *
 * @param net wall-clock time since the batch began
 * @param pureExec sum of the time that programs ran
 * @param execution wall-clock time from the first start of a program to the last end
 * @param writing sum of the time files were written
 * @param postprocessing sum of the time in the postprocessor
 * @param preprocessing sum of the time in the preprocessor
 */
public record BatchTimes(
    Duration net,
    Duration pureExec,
    Duration execution,
    Duration writing,
    Duration postprocessing,
    Duration preprocessing) {

  /** Returns these times together with the results they belong to, stamped with the present. */
  public <R> OverallExecutionResults<R> with(List<R> results) {
    return new OverallExecutionResults<>(
        results, net, pureExec, execution, writing, postprocessing, preprocessing, Instant.now());
  }
}
