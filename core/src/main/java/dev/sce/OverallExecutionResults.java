package dev.sce;

import dev.sce.support.Seconds;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All results of a batch, with its times.
 *
 * <p>The phases of different predictions overlap, so the times of the phases are sums over the
 * predictions and can exceed {@code netTime}.
 *
 * @param results the postprocessor's results, in the order of the predictions
 * @param netTime wall time of the whole batch
 * @param pureExecTime sum of the programs' runtimes
 * @param executionTime wall time from the start of the first program to the end of the last
 * @param writingTime sum of the time spent writing files
 * @param postprocessingTime sum of the time spent in the postprocessor
 * @param preprocessingTime sum of the time spent in the preprocessor
 * @param timestamp the time at which the batch ended
 */
public record OverallExecutionResults<R>(
    List<R> results,
    Duration netTime,
    Duration pureExecTime,
    Duration executionTime,
    Duration writingTime,
    Duration postprocessingTime,
    Duration preprocessingTime,
    Instant timestamp) {

  /** Returns the times in seconds and the timestamp, under their customary names. */
  public Map<String, Object> timingMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("net_time", Seconds.of(netTime));
    map.put("pure_exec_time", Seconds.of(pureExecTime));
    map.put("execution_time", Seconds.of(executionTime));
    map.put("writing_time", Seconds.of(writingTime));
    map.put("postprocessing_time", Seconds.of(postprocessingTime));
    map.put("preprocessing_time", Seconds.of(preprocessingTime));
    map.put("timestamp", timestamp.toString());
    return map;
  }
}
