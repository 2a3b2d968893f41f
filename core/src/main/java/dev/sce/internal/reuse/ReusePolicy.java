package dev.sce.internal.reuse;

import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import java.util.Set;

/**
 * Which results may stand for those of identical executables. The reasons are in ADR 13.
 *
 * <p>Every command counts, not only the last: a rule of the caller's may go on after a time limit.
 */
final class ReusePolicy {
  /** Signals that a program's own instructions or limits raise, unlike those that others send. */
  private static final Set<Integer> OWN_SIGNALS = Set.of(4, 5, 6, 8, 11, 13, 25, 31);

  private ReusePolicy() {}

  /** Whether the result says something about the program. */
  static boolean inBatch(ExecutionResult result, boolean starved) {
    return !starved
        && !result.outcome().isInconclusive()
        && result.commandResults().stream()
            .noneMatch(command -> command.outcome().isInconclusive());
  }

  /** Whether the result would have been the same on another day, as far as anyone can tell. */
  static boolean onDisk(ExecutionResult result, boolean starved) {
    return inBatch(result, starved)
        && result.commandResults().stream().allMatch(ReusePolicy::isLasting);
  }

  private static boolean isLasting(CommandResult command) {
    return switch (command.outcome()) {
      case OK, NONZERO_EXIT, MEMORY_LIMIT, OUTPUT_LIMIT -> true;
      case SIGNALED -> OWN_SIGNALS.contains(command.signal());
      // The first two depend on how fast the machine was; the third costs nothing to try again.
      case TIME_LIMIT, CPU_TIME_LIMIT, NOT_STARTED -> false;
      case CANCELLED, SANDBOX_FAULT, INVALID_INPUT -> false;
    };
  }

  /** Whether the machinery failed, in contrast to a caller who lost interest. */
  static boolean isFault(ExecutionResult result) {
    return result.outcome() == Outcome.SANDBOX_FAULT;
  }
}
