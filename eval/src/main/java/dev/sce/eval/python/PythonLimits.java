package dev.sce.eval.python;

import dev.sce.Limits;
import java.time.Duration;

/**
 * What a sample may use where its data set does not say.
 *
 * <p>Processor time decides, since it is the same on a busy machine. Wall-clock time is there for
 * samples that wait, and above the processor time so that a short wait for a processor does not
 * matter; a long one is a reason for the executor to run the sample once more, alone.
 */
public final class PythonLimits {
  /** Processor time of a sample and its tests. */
  public static final Duration CPU_TIME = Duration.ofSeconds(5);

  /** Wall-clock time of a sample and its tests. */
  public static final Duration WALL_TIME = Duration.ofSeconds(8);

  /** These two, and all else as configured for the executor. */
  public static final Limits DEFAULT =
      Limits.INHERITED.withCpuTime(CPU_TIME).withWallTime(WALL_TIME);

  private PythonLimits() {}
}
