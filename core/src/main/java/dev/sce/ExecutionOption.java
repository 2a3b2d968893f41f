package dev.sce;

import java.util.Locale;

/**
 * The options of a configuration, a command or its limits, for messages and for front ends that use
 * their own names for them.
 */
public enum ExecutionOption {
  /** {@link ExecutionConfig#workers()}. */
  WORKERS,
  /** {@link ExecutionConfig#maxInFlight()}. */
  MAX_IN_FLIGHT,
  /** {@link ExecutionConfig#limits()}. */
  LIMITS,
  /** {@link Limits#wallTime()}. */
  WALL_TIME,
  /** {@link Limits#cpuTime()}. */
  CPU_TIME,
  /** {@link Limits#memory()}. */
  MEMORY,
  /** {@link Limits#output()}. */
  OUTPUT,
  /** {@link Limits#maxProcesses()}. */
  MAX_PROCESSES,
  /** {@link Limits#fileSize()}. */
  FILE_SIZE,
  /** {@link Limits#stack()}. */
  STACK,
  /** {@link ExecutionConfig#isolation()}. */
  ISOLATION,
  /** {@link ExecutionConfig#order()}. */
  ORDER,
  /** {@link ExecutionConfig#maxBufferedOutput()}. */
  MAX_BUFFERED_OUTPUT,
  /** {@link ExecutionConfig#trackedFileLimit()}. */
  TRACKED_FILE_LIMIT,
  /** {@link ExecutionConfig#writableSize()}. */
  WRITABLE_SIZE,
  /** {@link ExecutionConfig#retryStarved()}. */
  RETRY_STARVED,
  /** {@link ExecutionConfig#warm()}. */
  WARM,
  /** {@link ExecutionConfig#pinCpus()}. */
  PIN_CPUS,
  /** {@link ExecutionConfig#preload()}. */
  PRELOAD,
  /** {@link ExecutionConfig#readOnlyPaths()}. */
  READ_ONLY_PATHS,
  /** {@link ExecutionConfig#environment()} and {@link Command#environment()}. */
  ENVIRONMENT,
  /** {@link ExecutionConfig#temporaryDirectory()}. */
  TEMPORARY_DIRECTORY,
  /** {@link ExecutionConfig#debugDirectory()}. */
  DEBUG_DIRECTORY,
  /** {@link ExecutionConfig#writeFailureListener()}. */
  WRITE_FAILURE_LISTENER,
  /** {@link ExecutionConfig#dedupe()}. */
  DEDUPE,
  /** {@link ExecutionConfig#resultCache()}. */
  RESULT_CACHE,
  /** {@link ExecutionConfig#listener()}. */
  LISTENER,
  /** {@link Command#numTimes()}. */
  NUM_TIMES,
  /** {@link Executable#independentAfter()}. */
  INDEPENDENT_AFTER;

  /** Returns the option's name in Java, such as {@code maxInFlight}. */
  public String key() {
    StringBuilder key = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
      key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return key.toString();
  }

  /** Returns the option's name in rows and in Python, such as {@code num_times}. */
  public String snakeCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
