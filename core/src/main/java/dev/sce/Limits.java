package dev.sce;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The limits of a command. Complete: every limit has a value, which may be {@link #UNLIMITED}.
 * {@link LimitOverrides} holds the limits that a command changes.
 */
public final class Limits {
  // These come first, since the checks of DEFAULT use them.
  private static final DataSize PEBIBYTE = DataSize.ofGibibytes(1 << 20);

  /** The longest wall-time limit; longer ones are rejected rather than shortened. */
  public static final Duration MAX_TIME = Duration.ofDays(365);

  /** No limit on CPU time. */
  public static final Duration UNLIMITED = ChronoUnit.FOREVER.getDuration();

  /** A stack size that follows the memory limit. */
  public static final DataSize STACK_FOLLOWS_MEMORY = DataSize.ofBytes(0);

  /** The default limits of an executor. */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          UNLIMITED,
          DataSize.ofGibibytes(2),
          DataSize.ofMebibytes(1),
          64,
          DataSize.ofMebibytes(64),
          STACK_FOLLOWS_MEMORY);

  private final Duration wallTime;
  private final Duration cpuTime;
  private final DataSize memory;
  private final DataSize output;
  private final int maxProcesses;
  private final DataSize fileSize;
  private final DataSize stack;

  private Limits(
      Duration wallTime,
      Duration cpuTime,
      DataSize memory,
      DataSize output,
      int maxProcesses,
      DataSize fileSize,
      DataSize stack) {
    this.wallTime = checkWallTime(wallTime);
    this.cpuTime = checkCpuTime(cpuTime);
    this.memory = checkMemory(memory);
    this.output = checkOutput(output);
    this.maxProcesses = checkMaxProcesses(maxProcesses);
    this.fileSize = checkFileSize(fileSize);
    this.stack = checkStack(stack);
  }

  /** Returns the limit on the time from start to exit, greater than zero. */
  public Duration wallTime() {
    return wallTime;
  }

  /** Returns the limit on the CPU time of the whole process tree, greater than zero. */
  public Duration cpuTime() {
    return cpuTime;
  }

  /** Returns the limit on the memory of the whole process tree. */
  public DataSize memory() {
    return memory;
  }

  /** Returns the number of bytes kept of each of the two output streams. */
  public DataSize output() {
    return output;
  }

  /** Returns the limit on concurrent processes and threads. */
  public int maxProcesses() {
    return maxProcesses;
  }

  /** Returns the limit on the size of each file that the program writes. */
  public DataSize fileSize() {
    return fileSize;
  }

  /**
   * Returns the stack size of a process, and of each thread that does not ask for a size. {@link
   * #STACK_FOLLOWS_MEMORY} means 16m more than {@code memory}, at least 64m and at most 8g or half
   * of the machine's memory. Not enforced without isolation.
   */
  public DataSize stack() {
    return stack;
  }

  /** Returns these limits with another wall-time limit. */
  public Limits withWallTime(Duration value) {
    return LimitOverrides.NONE.withWallTime(value).applyTo(this);
  }

  /** Returns these limits with another CPU time limit, or {@link #UNLIMITED}. */
  public Limits withCpuTime(Duration value) {
    return LimitOverrides.NONE.withCpuTime(value).applyTo(this);
  }

  /** Returns these limits with another memory limit. */
  public Limits withMemory(DataSize value) {
    return LimitOverrides.NONE.withMemory(value).applyTo(this);
  }

  /** Returns these limits with another limit on each output stream. */
  public Limits withOutput(DataSize value) {
    return LimitOverrides.NONE.withOutput(value).applyTo(this);
  }

  /** Returns these limits with another limit on processes. */
  public Limits withMaxProcesses(int value) {
    return LimitOverrides.NONE.withMaxProcesses(value).applyTo(this);
  }

  /** Returns these limits with another file size limit. */
  public Limits withFileSize(DataSize value) {
    return LimitOverrides.NONE.withFileSize(value).applyTo(this);
  }

  /** Returns these limits with another stack size, or {@link #STACK_FOLLOWS_MEMORY}. */
  public Limits withStack(DataSize value) {
    return LimitOverrides.NONE.withStack(value).applyTo(this);
  }

  /** Returns these limits with those set in {@code overrides} replaced. */
  Limits with(LimitOverrides overrides) {
    return new Limits(
        overrides.wallTime().orElse(wallTime),
        overrides.cpuTime().orElse(cpuTime),
        overrides.memory().orElse(memory),
        overrides.output().orElse(output),
        overrides.maxProcesses().orElse(maxProcesses),
        overrides.fileSize().orElse(fileSize),
        overrides.stack().orElse(stack));
  }

  static Duration checkWallTime(Duration value) {
    return checkTime(ExecutionOption.WALL_TIME, value);
  }

  static Duration checkCpuTime(Duration value) {
    return value.equals(UNLIMITED) ? value : checkTime(ExecutionOption.CPU_TIME, value);
  }

  static DataSize checkMemory(DataSize value) {
    return checkSize(ExecutionOption.MEMORY, value, DataSize.ofMebibytes(1), PEBIBYTE);
  }

  static DataSize checkOutput(DataSize value) {
    return checkSize(
        ExecutionOption.OUTPUT, value, DataSize.ofBytes(0), DataSize.ofMebibytes(1024));
  }

  static DataSize checkFileSize(DataSize value) {
    return checkSize(ExecutionOption.FILE_SIZE, value, DataSize.ofBytes(0), PEBIBYTE);
  }

  static DataSize checkStack(DataSize value) {
    return value.equals(STACK_FOLLOWS_MEMORY)
        ? value
        : checkSize(
            ExecutionOption.STACK, value, DataSize.ofMebibytes(1), DataSize.ofGibibytes(1 << 10));
  }

  static int checkMaxProcesses(int value) {
    if (value < 1 || value > 1_000_000) {
      throw InvalidOptionException.of(
          ExecutionOption.MAX_PROCESSES, value, "between 1 and 1000000");
    }
    return value;
  }

  private static Duration checkTime(ExecutionOption option, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(MAX_TIME) > 0) {
      throw InvalidOptionException.of(option, value, "longer than 0 and at most 365 days");
    }
    return value;
  }

  private static DataSize checkSize(
      ExecutionOption option, DataSize value, DataSize least, DataSize most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw InvalidOptionException.of(option, value, "between " + least + " and " + most);
    }
    return value;
  }

  private List<Object> values() {
    return List.of(wallTime, cpuTime, memory, output, maxProcesses, fileSize, stack);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits limits && values().equals(limits.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "Limits" + values();
  }
}
