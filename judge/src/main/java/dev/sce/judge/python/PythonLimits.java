package dev.sce.judge.python;

import dev.sce.Limits;
import java.time.Duration;

/**
 * What a sample may use where its data set does not say.
 *
 * <p>The limit of wall-clock time leaves out the time for which a busy machine keeps the sample or
 * its judge waiting for a processor. So it is the same limit on a busy machine and on an idle one:
 * for a sample that computes it means processor time, and one that sleeps meets it all the same.
 * The limit of processor time is there for samples with several processes.
 */
public final class PythonLimits {
  /** Processor time of a sample and its tests. */
  public static final Duration CPU_TIME = Duration.ofSeconds(10);

  /** Wall-clock time of a sample and its tests, but for waiting for a processor. */
  public static final Duration WALL_TIME = Duration.ofSeconds(8);

  /** These two, and all else as configured for the executor. */
  public static final Limits DEFAULT =
      Limits.INHERITED.withCpuTime(CPU_TIME).withWallTime(WALL_TIME);

  private PythonLimits() {}
}
