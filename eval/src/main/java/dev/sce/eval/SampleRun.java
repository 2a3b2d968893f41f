package dev.sce.eval;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The judging of one sample: what came of it, and what was measured. Used by one thread. */
final class SampleRun {
  final QueuedSample queued;
  Grade grade = Grade.of(Verdict.SANDBOX_FAULT, "nothing was begun");
  private final Map<String, Integer> launchers = new TreeMap<>();
  private Duration runtime = Duration.ZERO;
  private @Nullable DataSize peak;

  SampleRun(QueuedSample queued) {
    this.queued = queued;
  }

  void measure(List<ExecutionResult> results) {
    for (ExecutionResult result : results) {
      for (CommandResult command : result.commandResults()) {
        launchers.merge(command.launcher().label(), 1, Integer::sum);
        runtime = runtime.plus(command.runtime());
      }
      peak = PeakMemory.larger(peak, PeakMemory.of(result.commandResults()));
    }
  }

  /** Returns the result, with what was measured where the grader does not say it. */
  SampleResult result() {
    Grade complete =
        new Grade(
            grade.verdict(),
            grade.tests(),
            grade.runtime().isZero() ? runtime : grade.runtime(),
            grade.peakMemory() == null ? peak : grade.peakMemory(),
            grade.detail(),
            grade.reward());
    return new SampleResult(
        queued.index(),
        queued.problemId(),
        queued.number(),
        queued.hash(),
        queued.problem() != null,
        complete,
        launchers,
        queued.duplicateOf(),
        queued.authored());
  }
}
