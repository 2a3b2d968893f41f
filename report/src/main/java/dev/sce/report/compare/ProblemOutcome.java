package dev.sce.report.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the samples of one problem in one evaluation.
 *
 * @param samples judged samples
 * @param passed those of them that passed
 * @param excluded samples without a judgement, which no score counts
 * @param verdicts all samples by the name of their verdict, in the order of {@link
 *     dev.sce.judge.Verdict}
 */
public record ProblemOutcome(long samples, long passed, long excluded, Map<String, Long> verdicts) {
  /** Copies the map. */
  public ProblemOutcome {
    verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
  }

  /** Returns the share of judged samples that passed; 0 without judged samples. */
  public double rate() {
    return samples == 0 ? 0 : (double) passed / samples;
  }
}
