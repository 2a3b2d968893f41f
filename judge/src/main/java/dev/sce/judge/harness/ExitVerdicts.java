package dev.sce.judge.harness;

import dev.sce.CommandResult;
import dev.sce.judge.Verdict;

/** What is said of a sample whose run ended before anything was judged. */
final class ExitVerdicts {
  private ExitVerdicts() {}

  static Verdict of(CommandResult result) {
    return switch (result.outcome()) {
      case OK, NONZERO_EXIT, SIGNALED, NOT_STARTED -> Verdict.RUNTIME_ERROR;
      case TIME_LIMIT, CPU_TIME_LIMIT -> Verdict.TIMED_OUT;
      case MEMORY_LIMIT -> Verdict.MEMORY_LIMIT;
      case OUTPUT_LIMIT -> Verdict.OUTPUT_LIMIT;
      case CANCELLED, SANDBOX_FAULT, INVALID_INPUT -> Verdict.SANDBOX_FAULT;
    };
  }
}
