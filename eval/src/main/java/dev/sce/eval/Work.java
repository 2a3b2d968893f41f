package dev.sce.eval;

import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The judging of one sample: where it stands, and what was measured. Used by one thread at once.
 */
final class Work {
  final Entry entry;
  Step step = Step.done(Verdict.SANDBOX_FAULT, "nothing was begun");
  private final Map<String, Integer> launchers = new TreeMap<>();
  private Duration runtime = Duration.ZERO;
  private @Nullable Long peak;

  Work(Entry entry) {
    this.entry = entry;
  }

  void measure(List<ExecutionResult> results) {
    for (ExecutionResult result : results) {
      for (CommandResult command : result.commandResults()) {
        launchers.merge(command.launcher(), 1, Integer::sum);
        runtime = runtime.plus(command.runtime());
        Long bytes = command.peakMemoryBytes();
        if (bytes != null) {
          peak = peak == null ? bytes : Math.max(peak, bytes);
        }
      }
    }
  }

  /** Returns the result, with what was measured where the grader does not say it. */
  SampleResult result(Grade grade) {
    Grade complete =
        new Grade(
            grade.verdict(),
            grade.tests(),
            grade.runtime().isZero() ? runtime : grade.runtime(),
            grade.peakMemoryBytes() == null ? peak : grade.peakMemoryBytes(),
            grade.detail());
    return new SampleResult(
        entry.index(),
        entry.problemId(),
        entry.number(),
        entry.hash(),
        entry.problem() != null,
        complete,
        launchers,
        entry.duplicateOf(),
        entry.authored());
  }
}
