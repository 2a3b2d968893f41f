package dev.sce;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A partial set of limits, such as those of a command that differ from its executor's. A limit that
 * is not set keeps its value; one that is set to {@link Limits#UNLIMITED} is lifted.
 */
public final class LimitOverrides {
  /** Changes nothing. */
  public static final LimitOverrides NONE = new LimitOverrides(new Values());

  private final Values values;

  /** The limits that are set. Never changed once assigned. */
  private static final class Values {
    private @Nullable Duration wallTime;
    private @Nullable Duration cpuTime;
    private @Nullable DataSize memory;
    private @Nullable DataSize output;
    private @Nullable Integer maxProcesses;
    private @Nullable DataSize fileSize;
    private @Nullable DataSize stack;

    Values() {}

    Values(Values other) {
      wallTime = other.wallTime;
      cpuTime = other.cpuTime;
      memory = other.memory;
      output = other.output;
      maxProcesses = other.maxProcesses;
      fileSize = other.fileSize;
      stack = other.stack;
    }

    List<@Nullable Object> all() {
      return Arrays.asList(wallTime, cpuTime, memory, output, maxProcesses, fileSize, stack);
    }
  }

  private LimitOverrides(Values values) {
    this.values = values;
  }

  /** Returns overrides that set every limit. */
  public static LimitOverrides allOf(Limits limits) {
    return NONE.withWallTime(limits.wallTime())
        .withCpuTime(limits.cpuTime())
        .withMemory(limits.memory())
        .withOutput(limits.output())
        .withMaxProcesses(limits.maxProcesses())
        .withFileSize(limits.fileSize())
        .withStack(limits.stack());
  }

  /** Returns the wall-time limit, if set. */
  public Optional<Duration> wallTime() {
    return Optional.ofNullable(values.wallTime);
  }

  /** Returns the CPU time limit, if set. */
  public Optional<Duration> cpuTime() {
    return Optional.ofNullable(values.cpuTime);
  }

  /** Returns the memory limit, if set. */
  public Optional<DataSize> memory() {
    return Optional.ofNullable(values.memory);
  }

  /** Returns the limit on each output stream, if set. */
  public Optional<DataSize> output() {
    return Optional.ofNullable(values.output);
  }

  /** Returns the limit on processes, if set. */
  public Optional<Integer> maxProcesses() {
    return Optional.ofNullable(values.maxProcesses);
  }

  /** Returns the limit on the size of a file, if set. */
  public Optional<DataSize> fileSize() {
    return Optional.ofNullable(values.fileSize);
  }

  /** Returns the stack size, if set. */
  public Optional<DataSize> stack() {
    return Optional.ofNullable(values.stack);
  }

  /** Returns these overrides with a wall-time limit. */
  public LimitOverrides withWallTime(@Nullable Duration value) {
    Values changed = new Values(values);
    changed.wallTime = value == null ? null : Limits.checkWallTime(value);
    return new LimitOverrides(changed);
  }

  /** Returns these overrides with a CPU time limit, or {@link Limits#UNLIMITED}. */
  public LimitOverrides withCpuTime(@Nullable Duration value) {
    Values changed = new Values(values);
    changed.cpuTime = value == null ? null : Limits.checkCpuTime(value);
    return new LimitOverrides(changed);
  }

  /** Returns these overrides with a memory limit. */
  public LimitOverrides withMemory(@Nullable DataSize value) {
    Values changed = new Values(values);
    changed.memory = value == null ? null : Limits.checkMemory(value);
    return new LimitOverrides(changed);
  }

  /** Returns these overrides with a limit on each output stream. */
  public LimitOverrides withOutput(@Nullable DataSize value) {
    Values changed = new Values(values);
    changed.output = value == null ? null : Limits.checkOutput(value);
    return new LimitOverrides(changed);
  }

  /** Returns these overrides with a limit on concurrent processes and threads. */
  public LimitOverrides withMaxProcesses(@Nullable Integer value) {
    Values changed = new Values(values);
    changed.maxProcesses = value == null ? null : Limits.checkMaxProcesses(value);
    return new LimitOverrides(changed);
  }

  /** Returns these overrides with a limit on the size of a file. */
  public LimitOverrides withFileSize(@Nullable DataSize value) {
    Values changed = new Values(values);
    changed.fileSize = value == null ? null : Limits.checkFileSize(value);
    return new LimitOverrides(changed);
  }

  /** Returns these overrides with a stack size, or {@link Limits#STACK_FOLLOWS_MEMORY}. */
  public LimitOverrides withStack(@Nullable DataSize value) {
    Values changed = new Values(values);
    changed.stack = value == null ? null : Limits.checkStack(value);
    return new LimitOverrides(changed);
  }

  /** Returns these overrides, with limits that they do not set taken from others. */
  public LimitOverrides orElse(LimitOverrides others) {
    Values merged = new Values(others.values);
    merged.wallTime = values.wallTime == null ? merged.wallTime : values.wallTime;
    merged.cpuTime = values.cpuTime == null ? merged.cpuTime : values.cpuTime;
    merged.memory = values.memory == null ? merged.memory : values.memory;
    merged.output = values.output == null ? merged.output : values.output;
    merged.maxProcesses = values.maxProcesses == null ? merged.maxProcesses : values.maxProcesses;
    merged.fileSize = values.fileSize == null ? merged.fileSize : values.fileSize;
    merged.stack = values.stack == null ? merged.stack : values.stack;
    return new LimitOverrides(merged);
  }

  /** Returns the given limits with those that are set here replaced. */
  public Limits applyTo(Limits limits) {
    return limits.with(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LimitOverrides overrides && values.all().equals(overrides.values.all());
  }

  @Override
  public int hashCode() {
    return values.all().hashCode();
  }

  @Override
  public String toString() {
    return "LimitOverrides" + values.all();
  }
}
