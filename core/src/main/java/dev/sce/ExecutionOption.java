package dev.sce;

import java.util.Locale;

/**
 * The options of a configuration, a command or its limits: what each means and its default. Front
 * ends that use their own names for them take their help from here, and tests hold the builders,
 * their documentation and the documentation of the command to it.
 */
public enum ExecutionOption {
  /** {@link ExecutionConfig#workers()}. */
  WORKERS("Number of programs to run at a time", "the CPUs available to this process"),
  /** {@link ExecutionConfig#maxInFlight()}. */
  MAX_IN_FLIGHT("Number of predictions in progress at a time", "4 * workers + 16"),
  /** {@link ExecutionConfig#maxIdlePrograms()}. */
  MAX_IDLE_PROGRAMS(
      "Number of programs that may sleep, or wait for a disk, without keeping a worker from running"
          + " another program. At level 'none' every program keeps its worker",
      "4 * workers, but no more programs in all than the machine has memory for, each at its limit;"
          + " 0 with pinned CPUs"),
  /** {@link ExecutionConfig#limits()}. */
  LIMITS("Limits of each command that does not have its own", "those of each limit"),
  /** {@link Limits#wallTime()}. */
  WALL_TIME("Wall time of one command", "10s"),
  /** {@link Limits#cpuTime()}. */
  CPU_TIME("CPU time of one command's whole process tree", "unlimited"),
  /** {@link Limits#memory()}. */
  MEMORY("Memory of one command's whole process tree", "2g"),
  /** {@link Limits#output()}. */
  OUTPUT("Output of one command, for each of its two streams", "1m"),
  /** {@link Limits#maxProcesses()}. */
  MAX_PROCESSES("Processes and threads of one command at a time", "64"),
  /** {@link Limits#fileSize()}. */
  FILE_SIZE("Largest file a command may write", "64m"),
  /** {@link Limits#stack()}. */
  STACK(
      "Stack of a process, and of a thread that does not ask for a size",
      "16m more than the memory limit, at least 64m, at most 8g or half of the machine's memory"),
  /** {@link ExecutionConfig#isolation()}. */
  ISOLATION(
      "'auto', 'namespaces', 'landlock', 'none', or a level from a jar of your own. 'auto' uses"
          + " the strongest level this machine supports and refuses to start if it supports none",
      "auto"),
  /** {@link ExecutionConfig#order()}. */
  ORDER("Order of the results: 'input' or 'completion'", "input"),
  /** {@link ExecutionConfig#maxBufferedOutput()}. */
  MAX_BUFFERED_OUTPUT(
      "Output of finished programs that may wait for a slower one before them", "64m"),
  /** {@link ExecutionConfig#trackedFileLimit()}. */
  TRACKED_FILE_LIMIT("Largest file that is read back", "16m"),
  /** {@link ExecutionConfig#writableSize()}. */
  WRITABLE_SIZE("Total size of the files that one program may write", "256m"),
  /** {@link ExecutionConfig#retryStarved()}. */
  RETRY_STARVED("Run a program again that hit its wall-time limit while starved of CPU", "yes"),
  /** {@link ExecutionConfig#warm()}. */
  WARM(
      "'auto' or 'off': fork Python programs from an interpreter that is kept ready in their sandbox",
      "auto"),
  /** {@link ExecutionConfig#pinCpus()}. */
  PIN_CPUS(
      "Pin each program to one of the CPUs available to this process, a different one for each"
          + " worker as long as there are enough",
      "no"),
  /** {@link ExecutionConfig#preload()}. */
  PRELOAD("Python modules to pre-import in warm interpreters, like numpy", "none"),
  /** {@link ExecutionConfig#readOnlyPaths()}. */
  READ_ONLY_PATHS("An additional file or directory of this machine that programs may read", "none"),
  /** {@link ExecutionConfig#environment()} and {@link Command#environment()}. */
  ENVIRONMENT("Variables added to the minimal environment of a command", "none"),
  /** {@link ExecutionConfig#temporaryDirectory()}. */
  TEMPORARY_DIRECTORY(
      "Directory in which working directories are created",
      "SCE_TMP_DIR, else EXEC_TMP_DIR, else the system's temporary directory"),
  /** {@link ExecutionConfig#debugDirectory()}. */
  DEBUG_DIRECTORY("Keep every program's files in this directory", "they are removed"),
  /** {@link ExecutionConfig#writeFailureListener()}. */
  WRITE_FAILURE_LISTENER("Listener for executables whose files cannot be written", "none"),
  /** {@link ExecutionConfig#dedupe()}. */
  DEDUPE(
      "Run identical programs once; rows that share a result say so. Only for deterministic programs",
      "no"),
  /** {@link ExecutionConfig#resultCache()}. */
  RESULT_CACHE(
      "Keep results in a directory and reuse them in later runs while the program, the limits and"
          + " the machine's tools are the same. Remove the directory to start over. Only for"
          + " deterministic programs",
      "none"),
  /** {@link ExecutionConfig#listener()}. */
  LISTENER("Listener for repeated runs, replaced slots and cold starts", "none"),
  /** {@link Command#numTimes()}. */
  NUM_TIMES("Run each command so many times and report the mean runtime", "1"),
  /** {@link Executable#independentAfter()}. */
  INDEPENDENT_AFTER(
      "Number of first commands whose files every later command starts from",
      "every command sees the files of all earlier ones");

  private final String meaning;
  private final String defaultText;

  ExecutionOption(String meaning, String defaultText) {
    this.meaning = meaning;
    this.defaultText = defaultText;
  }

  /** Returns what the option does, as a sentence without its period; literals are in quotes. */
  public String meaning() {
    return meaning;
  }

  /** Returns the default for people, such as {@code 10s}. */
  public String defaultText() {
    return defaultText;
  }

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
