package dev.sce.judge;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The largest memory of runs; absent where no run was measured. */
public final class PeakMemory {
  private PeakMemory() {}

  /** Returns the largest memory of a run. */
  public static @Nullable DataSize of(CommandResult run) {
    return run.peakMemory().orElse(null);
  }

  /** Returns the largest memory of any of the runs. */
  public static @Nullable DataSize of(Collection<CommandResult> runs) {
    return runs.stream()
        .flatMap(run -> run.peakMemory().stream())
        .max(DataSize::compareTo)
        .orElse(null);
  }

  /** Returns the larger of two, either of which may be absent. */
  public static @Nullable DataSize larger(@Nullable DataSize one, @Nullable DataSize other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
