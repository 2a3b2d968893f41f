package dev.sce.eval;

import dev.sce.DataSize;
import dev.sce.eval.metrics.Observation;
import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.support.Seconds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One row of the results file, without or with its tests.
 *
 * @param result the result; its grade has no tests when it was read from a file or is a duplicate's
 * @param score the share of tests passed, which cannot be told from a grade without them
 * @param tests its tests by verdict
 */
record JudgedSample(SampleResult result, double score, Map<String, Integer> tests) {

  /** Returns the row of a sample that was judged. */
  static JudgedSample of(SampleResult result) {
    Map<Verdict, Integer> counts = new TreeMap<>();
    for (TestResult test : result.grade().tests()) {
      counts.merge(test.verdict(), 1, Integer::sum);
    }
    Map<String, Integer> byName = new LinkedHashMap<>();
    counts.forEach((verdict, count) -> byName.put(verdict.name(), count));
    return new JudgedSample(result, result.grade().score(), byName);
  }

  /** Returns the row of a sample that equals this one. */
  JudgedSample forDuplicate(SampleResult duplicate) {
    Grade own = result.grade();
    Grade grade = new Grade(own.verdict(), List.of(), Duration.ZERO, null, null, own.reward());
    return new JudgedSample(duplicate.withGrade(grade), score, tests);
  }

  /** Returns what duplicates need of this row, without what is large. */
  JudgedSample head() {
    return forDuplicate(result);
  }

  boolean isDuplicate() {
    return result.duplicateOf() != null;
  }

  /** Returns what the metrics need. */
  Observation observation() {
    Grade grade = result.grade();
    DataSize peak = grade.peakMemory();
    boolean ran = !result.launchers().isEmpty();
    return new Observation(
        result.problemId(),
        grade.verdict().name(),
        grade.verdict().isJudgement(),
        grade.passed(),
        score,
        1,
        ran ? Seconds.asDouble(grade.runtime()) : null,
        ran && peak != null ? peak.bytes() : null);
  }
}
