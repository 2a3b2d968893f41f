package dev.sce.eval.export;

import dev.sce.eval.metrics.PassAtK;
import dev.sce.judge.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words and numbers that evalplus and BigCodeBench share. */
final class Statuses {
  private static final List<Integer> KS = List.of(1, 10, 100);

  private Statuses() {}

  /** Returns the word for a verdict that is a judgement. */
  static String of(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "pass";
      case TIMED_OUT -> "timeout";
      default -> "fail";
    };
  }

  /**
   * How many of a problem's samples are correct.
   *
   * @param samples how many there are
   * @param correct how many of them are
   */
  record Count(int samples, int correct) {}

  /** Returns the mean of pass@k over problems, for each k for which all have enough samples. */
  static Map<String, Double> passAtK(List<Count> problems) {
    int fewest = problems.stream().mapToInt(Count::samples).min().orElse(0);
    Map<String, Double> means = new LinkedHashMap<>();
    for (int k : KS) {
      if (k <= fewest) {
        problems.stream()
            .mapToDouble(problem -> PassAtK.atLeastOne(problem.samples(), problem.correct(), k))
            .average()
            .ifPresent(mean -> means.put("pass@" + k, mean));
      }
    }
    return means;
  }
}
