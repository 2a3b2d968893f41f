package dev.sce;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an executor runs programs. Immutable; checked when it is built, and nothing is adjusted
 * silently.
 */
public final class ExecutionConfig {
  private static final int MOST_WORKERS = 4096;
  private static final Pattern MODULE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

  private final int workers;
  private final @Nullable Integer maxInFlight;
  private final Limits limits;
  private final Isolation isolation;
  private final ResultOrder order;
  private final DataSize maxBufferedOutput;
  private final DataSize trackedFileLimit;
  private final DataSize writableSize;
  private final boolean retryStarved;
  private final Warm warm;
  private final boolean pinCpus;
  private final List<String> preload;
  private final List<Path> readOnlyPaths;
  private final Map<String, String> environment;
  private final @Nullable Path temporaryDirectory;
  private final @Nullable Path debugDirectory;
  private final WriteFailureListener writeFailureListener;
  private final boolean dedupe;
  private final @Nullable Path resultCache;
  private final ExecutionListener listener;

  private ExecutionConfig(Builder builder) {
    workers = builder.workers;
    maxInFlight = builder.maxInFlight;
    limits = builder.overrides.applyTo(builder.limits);
    isolation = builder.isolation;
    order = builder.order;
    maxBufferedOutput = builder.maxBufferedOutput;
    trackedFileLimit = builder.trackedFileLimit;
    writableSize = builder.writableSize;
    retryStarved = builder.retryStarved;
    warm = builder.warm;
    pinCpus = builder.pinCpus;
    preload = List.copyOf(builder.preload);
    readOnlyPaths = List.copyOf(builder.readOnlyPaths);
    environment = Map.copyOf(builder.environment);
    temporaryDirectory = builder.temporaryDirectory;
    debugDirectory = builder.debugDirectory;
    writeFailureListener = builder.writeFailureListener;
    dedupe = builder.dedupe;
    resultCache = builder.resultCache;
    listener = GuardedListener.of(builder.listener);
    checkNumbers();
    checkPaths();
    environment.forEach(Command::checkVariable);
  }

  private void checkNumbers() {
    requireRange(ExecutionOption.WORKERS, workers, MOST_WORKERS);
    requireRange(ExecutionOption.MAX_IN_FLIGHT, maxInFlight(), 1_000_000);
    if (trackedFileLimit.compareTo(DataSize.ofMebibytes(1024)) > 0) {
      throw InvalidOptionException.of(
          ExecutionOption.TRACKED_FILE_LIMIT, trackedFileLimit, "at most 1g");
    }
    if (writableSize.compareTo(DataSize.ofMebibytes(1)) < 0) {
      throw InvalidOptionException.of(ExecutionOption.WRITABLE_SIZE, writableSize, "at least 1m");
    }
  }

  private void checkPaths() {
    for (String module : preload) {
      if (!MODULE.matcher(module).matches()) {
        throw InvalidOptionException.of(
            ExecutionOption.PRELOAD, module, "names of Python modules, like numpy");
      }
    }
    for (Path path : readOnlyPaths) {
      if (!path.isAbsolute()) {
        throw InvalidOptionException.of(ExecutionOption.READ_ONLY_PATHS, path, "an absolute path");
      }
    }
    if (resultCache != null && isolation == Isolation.NONE) {
      throw InvalidOptionException.because(
          ExecutionOption.RESULT_CACHE,
          resultCache,
          "cannot be used with isolation none: a program can then read every file of the machine,"
              + " and a result that depends on one would outlive its changes");
    }
  }

  private static void requireRange(ExecutionOption option, int value, int most) {
    if (value < 1 || value > most) {
      throw InvalidOptionException.of(option, value, "between 1 and " + most);
    }
  }

  /** Returns the configuration that a new builder has. */
  public static ExecutionConfig defaults() {
    return builder().build();
  }

  /** Returns a builder with the default of every option. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with the options of this configuration. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns how many programs run at once. */
  public int workers() {
    return workers;
  }

  /**
   * Returns how many predictions are under way at once: between the preprocessor and the end of
   * their last program, or {@linkplain CodeExecutor#submit submitted} and not finished.
   */
  public int maxInFlight() {
    return maxInFlight != null ? maxInFlight : 4 * Math.clamp(workers, 1, MOST_WORKERS) + 16;
  }

  /** Returns what each command may use that has no limits of its own. */
  public Limits limits() {
    return limits;
  }

  /** Returns what keeps programs apart from the machine. */
  public Isolation isolation() {
    return isolation;
  }

  /** Returns the order in which streams hand out results. */
  public ResultOrder order() {
    return order;
  }

  /** Returns how much output of finished programs may wait for a slower one before them. */
  public DataSize maxBufferedOutput() {
    return maxBufferedOutput;
  }

  /** Returns the largest file that is read back, at most 1g. */
  public DataSize trackedFileLimit() {
    return trackedFileLimit;
  }

  /** Returns all that one program may write into files, where the isolation enforces it. */
  public DataSize writableSize() {
    return writableSize;
  }

  /**
   * Returns whether a program that met its wall-clock limit while it was kept waiting for a
   * processor is run once more, with such time not counted, up to nine times its limit.
   */
  public boolean retryStarved() {
    return retryStarved;
  }

  /** Returns whether Python programs are started from an interpreter that is kept ready. */
  public Warm warm() {
    return warm;
  }

  /** Returns whether each of the programs that run at once keeps to one processor. */
  public boolean pinCpus() {
    return pinCpus;
  }

  /** Returns modules that a warm interpreter has imported ahead besides its usual ones. */
  public List<String> preload() {
    return preload;
  }

  /** Returns what isolated programs may read of this machine besides the usual. */
  public List<Path> readOnlyPaths() {
    return readOnlyPaths;
  }

  /** Returns variables added to the small clean environment of every command. */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * Returns where working directories are made; empty for {@code SCE_TMP_DIR}, else {@code
   * EXEC_TMP_DIR}, else the system's.
   */
  public Optional<Path> temporaryDirectory() {
    return Optional.ofNullable(temporaryDirectory);
  }

  /** Returns where every program's files are kept; empty when they are removed. */
  public Optional<Path> debugDirectory() {
    return Optional.ofNullable(debugDirectory);
  }

  /** Returns what is called for executables whose files cannot be written. */
  public WriteFailureListener writeFailureListener() {
    return writeFailureListener;
  }

  /** Returns whether executables that are identical are run once. */
  public boolean dedupe() {
    return dedupe;
  }

  /** Returns the folder in which results are kept for later executors; empty for nowhere. */
  public Optional<Path> resultCache() {
    return Optional.ofNullable(resultCache);
  }

  /** Returns what is told of repeated runs, replaced slots and cold starts. */
  public ExecutionListener listener() {
    return listener;
  }

  private Map<ExecutionOption, @Nullable Object> values() {
    Map<ExecutionOption, @Nullable Object> values = new LinkedHashMap<>();
    values.put(ExecutionOption.WORKERS, workers);
    values.put(ExecutionOption.MAX_IN_FLIGHT, maxInFlight());
    values.put(ExecutionOption.LIMITS, limits);
    values.put(ExecutionOption.ISOLATION, isolation);
    values.put(ExecutionOption.ORDER, order);
    values.put(ExecutionOption.MAX_BUFFERED_OUTPUT, maxBufferedOutput);
    values.put(ExecutionOption.TRACKED_FILE_LIMIT, trackedFileLimit);
    values.put(ExecutionOption.WRITABLE_SIZE, writableSize);
    values.put(ExecutionOption.RETRY_STARVED, retryStarved);
    values.put(ExecutionOption.WARM, warm);
    values.put(ExecutionOption.PIN_CPUS, pinCpus);
    values.put(ExecutionOption.PRELOAD, preload);
    values.put(ExecutionOption.READ_ONLY_PATHS, readOnlyPaths);
    values.put(ExecutionOption.ENVIRONMENT, environment);
    values.put(ExecutionOption.TEMPORARY_DIRECTORY, temporaryDirectory);
    values.put(ExecutionOption.DEBUG_DIRECTORY, debugDirectory);
    values.put(ExecutionOption.WRITE_FAILURE_LISTENER, writeFailureListener);
    values.put(ExecutionOption.DEDUPE, dedupe);
    values.put(ExecutionOption.RESULT_CACHE, resultCache);
    values.put(ExecutionOption.LISTENER, listener);
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExecutionConfig config && values().equals(config.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "ExecutionConfig" + values();
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private int workers = Runtime.getRuntime().availableProcessors();
    private @Nullable Integer maxInFlight;
    private Limits limits = Limits.DEFAULT;
    private LimitOverrides overrides = LimitOverrides.NONE;
    private Isolation isolation = Isolation.AUTO;
    private ResultOrder order = ResultOrder.INPUT;
    private DataSize maxBufferedOutput = DataSize.ofMebibytes(64);
    private DataSize trackedFileLimit = DataSize.ofMebibytes(16);
    private DataSize writableSize = DataSize.ofMebibytes(256);
    private boolean retryStarved = true;
    private Warm warm = Warm.AUTO;
    private boolean pinCpus;
    private List<String> preload = List.of();
    private List<Path> readOnlyPaths = List.of();
    private Map<String, String> environment = Map.of();
    private @Nullable Path temporaryDirectory;
    private @Nullable Path debugDirectory;
    private WriteFailureListener writeFailureListener = WriteFailureListener.NONE;
    private boolean dedupe;
    private @Nullable Path resultCache;
    private ExecutionListener listener = ExecutionListener.NONE;

    private Builder() {}

    private Builder(ExecutionConfig config) {
      workers = config.workers;
      maxInFlight = config.maxInFlight;
      limits = config.limits;
      isolation = config.isolation;
      order = config.order;
      maxBufferedOutput = config.maxBufferedOutput;
      trackedFileLimit = config.trackedFileLimit;
      writableSize = config.writableSize;
      retryStarved = config.retryStarved;
      warm = config.warm;
      pinCpus = config.pinCpus;
      preload = config.preload;
      readOnlyPaths = config.readOnlyPaths;
      environment = config.environment;
      temporaryDirectory = config.temporaryDirectory;
      debugDirectory = config.debugDirectory;
      writeFailureListener = config.writeFailureListener;
      dedupe = config.dedupe;
      resultCache = config.resultCache;
      listener = config.listener;
    }

    /** Sets how many programs run at once; default: the processors available to this JVM. */
    public Builder workers(int value) {
      workers = value;
      return this;
    }

    /** Sets how many predictions are under way at once; default: {@code 4 * workers + 16}. */
    public Builder maxInFlight(int value) {
      maxInFlight = value;
      return this;
    }

    /**
     * Sets all limits; default: {@link Limits#DEFAULT}. What {@link #overrideLimits} and {@link
     * #defaultTimeout} set holds whether they are called before or after.
     */
    public Builder limits(Limits value) {
      limits = value;
      return this;
    }

    /** Sets single limits, and keeps those that were set so before. */
    public Builder overrideLimits(LimitOverrides value) {
      overrides = value.orElse(overrides);
      return this;
    }

    /** Sets the wall-clock limit of a command that has none of its own; default: 10 s. */
    public Builder defaultTimeout(Duration value) {
      return overrideLimits(LimitOverrides.NONE.withWallTime(value));
    }

    /** Sets what keeps programs apart from the machine; default: {@link Isolation#AUTO}. */
    public Builder isolation(Isolation value) {
      isolation = value;
      return this;
    }

    /** Sets the order of a stream's results; default: {@link ResultOrder#INPUT}. */
    public Builder order(ResultOrder value) {
      order = value;
      return this;
    }

    /** Sets how much finished output may wait for a slower program before it; default: 64m. */
    public Builder maxBufferedOutput(DataSize value) {
      maxBufferedOutput = value;
      return this;
    }

    /** Sets the largest file that is read back; default: 16m. */
    public Builder trackedFileLimit(DataSize value) {
      trackedFileLimit = value;
      return this;
    }

    /** Sets how much one program may write into files in all; default: 256m. */
    public Builder writableSize(DataSize value) {
      writableSize = value;
      return this;
    }

    /**
     * Sets whether wall-clock limits met on an overloaded machine are tried again; default: yes.
     */
    public Builder retryStarved(boolean value) {
      retryStarved = value;
      return this;
    }

    /** Sets whether Python programs are forked from a started interpreter; default: yes. */
    public Builder warm(Warm value) {
      warm = value;
      return this;
    }

    /**
     * Sets whether every sandbox keeps to one of the processors that this JVM may use; default: no.
     * Two share one only when there are more workers than processors. Programs then see one
     * processor and cannot choose another. Without isolation this has no effect.
     */
    public Builder pinCpus(boolean value) {
      pinCpus = value;
      return this;
    }

    /**
     * Sets modules that warm interpreters import ahead, once for each sandbox; default: none but
     * the small ones they always have ready. Each costs start-up time and memory of every worker.
     */
    public Builder preload(List<String> value) {
      preload = value;
      return this;
    }

    /** Sets what isolated programs may read besides the usual paths; default: nothing. */
    public Builder readOnlyPaths(List<Path> value) {
      readOnlyPaths = value;
      return this;
    }

    /** Sets variables added to every command's environment; default: none. */
    public Builder environment(Map<String, String> value) {
      environment = value;
      return this;
    }

    /** Sets where working directories are made. */
    public Builder temporaryDirectory(@Nullable Path value) {
      temporaryDirectory = value;
      return this;
    }

    /** Sets where every program's files are kept; default: they are removed. */
    public Builder debugDirectory(@Nullable Path value) {
      debugDirectory = value;
      return this;
    }

    /** Sets what is called for executables whose files cannot be written; default: nothing. */
    public Builder writeFailureListener(WriteFailureListener value) {
      writeFailureListener = value;
      return this;
    }

    /**
     * Sets whether an executable that is identical to an earlier one of the same executor gets its
     * result instead of being run; default: no. Functions of the caller's have to be the same
     * instance, and to return the same for the same.
     */
    public Builder dedupe(boolean value) {
      dedupe = value;
      return this;
    }

    /**
     * Sets the folder in which results are kept for later executors; default: nowhere. It is made
     * when it is not there; several executors may use it at once.
     */
    public Builder resultCache(@Nullable Path value) {
      resultCache = value;
      return this;
    }

    /** Sets what is told of repeated runs, replaced slots and cold starts; default: nothing. */
    public Builder listener(ExecutionListener value) {
      listener = value;
      return this;
    }

    /**
     * Returns the configuration.
     *
     * @throws InvalidOptionException naming the option, its value and what is allowed
     */
    public ExecutionConfig build() {
      return new ExecutionConfig(this);
    }
  }
}
