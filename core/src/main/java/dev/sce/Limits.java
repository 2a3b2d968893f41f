package dev.sce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one command may use; an absent component means "as configured for the executor".
 *
 * <p>In {@link ExecutionConfig#limits()} every component but {@code cpuTime} and {@code stack} is
 * present; there an absent {@code cpuTime} means unlimited, an absent {@code stack} one that
 * follows the memory limit.
 *
 * @param wallTime time from start to exit, greater than zero
 * @param cpuTime processor time of the whole process tree, greater than zero
 * @param memory memory of the whole process tree
 * @param output bytes kept of each of the two output streams
 * @param maxProcesses processes and threads at once
 * @param fileSize size of any one file the program writes
 * @param stack the stack of a process, and of each thread that asks for no size; 16m more than
 *     {@code memory} where neither this nor the executor's is present, at least 64m and at most 8g
 *     or half of the machine's memory. Not enforced without isolation
 */
public record Limits(
    @Nullable Duration wallTime,
    @Nullable Duration cpuTime,
    @Nullable DataSize memory,
    @Nullable DataSize output,
    @Nullable Integer maxProcesses,
    @Nullable DataSize fileSize,
    @Nullable DataSize stack) {

  // First, since the checks of the constants below use it.
  /**
   * The longest time that can be asked for; longer ones are refused rather than shortened. For a
   * command it is how to say "unlimited" where the executor has a limit.
   */
  public static final Duration MAX_TIME = Duration.ofDays(365);

  /** Leaves every limit as configured for the executor. */
  public static final Limits INHERITED = new Limits(null, null, null, null, null, null, null);

  /** What an executor enforces when nothing else is configured. */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          null,
          DataSize.ofGibibytes(2),
          DataSize.ofMebibytes(1),
          64,
          DataSize.ofMebibytes(64),
          null);

  /** Checks every present component. */
  public Limits {
    checkTime("timeout", wallTime);
    checkTime("cpu-time", cpuTime);
    checkSize("memory", memory, DataSize.ofMebibytes(1), DataSize.ofGibibytes(1 << 20));
    checkSize("output-limit", output, DataSize.ofBytes(0), DataSize.ofMebibytes(1024));
    checkSize("file-size", fileSize, DataSize.ofBytes(0), DataSize.ofGibibytes(1 << 20));
    checkSize("stack", stack, DataSize.ofMebibytes(1), DataSize.ofGibibytes(1 << 10));
    if (maxProcesses != null && (maxProcesses < 1 || maxProcesses > 1_000_000)) {
      throw Invalid.option("max-processes", maxProcesses, "between 1 and 1000000");
    }
  }

  /** Makes limits with a stack as configured for the executor. */
  public Limits(
      @Nullable Duration wallTime,
      @Nullable Duration cpuTime,
      @Nullable DataSize memory,
      @Nullable DataSize output,
      @Nullable Integer maxProcesses,
      @Nullable DataSize fileSize) {
    this(wallTime, cpuTime, memory, output, maxProcesses, fileSize, null);
  }

  /** Returns these limits with every absent one taken from {@code defaults}. */
  public Limits orElse(Limits defaults) {
    return new Limits(
        first(wallTime, defaults.wallTime),
        first(cpuTime, defaults.cpuTime),
        first(memory, defaults.memory),
        first(output, defaults.output),
        first(maxProcesses, defaults.maxProcesses),
        first(fileSize, defaults.fileSize),
        first(stack, defaults.stack));
  }

  /** Returns these limits with another wall-clock limit. */
  public Limits withWallTime(@Nullable Duration value) {
    return new Limits(value, cpuTime, memory, output, maxProcesses, fileSize, stack);
  }

  /** Returns these limits with another limit of processor time. */
  public Limits withCpuTime(@Nullable Duration value) {
    return new Limits(wallTime, value, memory, output, maxProcesses, fileSize, stack);
  }

  /** Returns these limits with another memory limit. */
  public Limits withMemory(@Nullable DataSize value) {
    return new Limits(wallTime, cpuTime, value, output, maxProcesses, fileSize, stack);
  }

  /** Returns these limits with another limit of each output stream. */
  public Limits withOutput(@Nullable DataSize value) {
    return new Limits(wallTime, cpuTime, memory, value, maxProcesses, fileSize, stack);
  }

  /** Returns these limits with another limit of processes. */
  public Limits withMaxProcesses(@Nullable Integer value) {
    return new Limits(wallTime, cpuTime, memory, output, value, fileSize, stack);
  }

  /** Returns these limits with another file size limit. */
  public Limits withFileSize(@Nullable DataSize value) {
    return new Limits(wallTime, cpuTime, memory, output, maxProcesses, value, stack);
  }

  /** Returns these limits with another stack; absent: it follows the memory limit. */
  public Limits withStack(@Nullable DataSize value) {
    return new Limits(wallTime, cpuTime, memory, output, maxProcesses, fileSize, value);
  }

  private static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
    return value != null ? value : other;
  }

  private static void checkTime(String option, @Nullable Duration value) {
    if (value != null && (value.isZero() || value.isNegative() || value.compareTo(MAX_TIME) > 0)) {
      throw Invalid.option(option, value, "longer than 0 and at most 365 days");
    }
  }

  private static void checkSize(
      String option, @Nullable DataSize value, DataSize least, DataSize most) {
    if (value != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
      throw Invalid.option(option, value, "between " + least + " and " + most);
    }
  }
}
