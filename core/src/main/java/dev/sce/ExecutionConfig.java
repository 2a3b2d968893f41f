package dev.sce;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an executor. Immutable; validated when built, and nothing is adjusted
 * silently.
 */
public final class ExecutionConfig {
  private final int workers;
  private final @Nullable Integer maxInFlight;
  private final @Nullable Integer maxIdlePrograms;
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
    maxIdlePrograms = builder.maxIdlePrograms;
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
    ConfigChecks.check(this);
  }

  /** Returns the default configuration. */
  public static ExecutionConfig defaults() {
    return builder().build();
  }

  /** Returns a builder with the defaults of all options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder initialised with this configuration. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns the number of programs that run at a time. */
  public int workers() {
    return workers;
  }

  /**
   * Returns the number of predictions in progress at a time: between the preprocessor and the end
   * of their last program, or {@linkplain CodeExecutor#submit submitted} and not finished.
   */
  public int maxInFlight() {
    return maxInFlight != null
        ? maxInFlight
        : 4 * Math.clamp(workers, 1, ConfigChecks.MOST_WORKERS) + 16;
  }

  /**
   * Returns the number of programs that may sleep, or wait for a disk, without keeping a worker
   * from running another program. They run in slots of their own, beside those of the workers.
   */
  public int maxIdlePrograms() {
    if (maxIdlePrograms != null) {
      return maxIdlePrograms;
    }
    if (pinCpus) {
      return 0;
    }
    long fitting = MachineMemory.bytes() / Math.max(1, limits.memory().bytes());
    return Math.clamp(fitting - workers, 0, Math.clamp(4L * workers, 0, ConfigChecks.MOST_WORKERS));
  }

  /** Returns the limits of each command that does not have its own. */
  public Limits limits() {
    return limits;
  }

  /** Returns the configured isolation level. */
  public Isolation isolation() {
    return isolation;
  }

  /** Returns the order in which streams deliver results. */
  public ResultOrder order() {
    return order;
  }

  /** Returns how much output of finished programs may wait for a slower one before them. */
  public DataSize maxBufferedOutput() {
    return maxBufferedOutput;
  }

  /** Returns the maximum size of a file that is read back, at most 1g. */
  public DataSize trackedFileLimit() {
    return trackedFileLimit;
  }

  /** Returns the total size of files that one program may write, if the isolation enforces it. */
  public DataSize writableSize() {
    return writableSize;
  }

  /**
   * Returns {@code true} if a program that hits its wall-time limit while starved of CPU runs once
   * more, with the time spent waiting not counted, up to nine times its limit.
   */
  public boolean retryStarved() {
    return retryStarved;
  }

  /** Returns whether Python programs are forked from a warm interpreter. */
  public Warm warm() {
    return warm;
  }

  /** Returns {@code true} if each sandbox is pinned to one CPU. */
  public boolean pinCpus() {
    return pinCpus;
  }

  /** Returns additional modules that warm interpreters pre-import. */
  public List<String> preload() {
    return preload;
  }

  /** Returns additional paths of this machine that isolated programs may read. */
  public List<Path> readOnlyPaths() {
    return readOnlyPaths;
  }

  /** Returns variables added to the minimal environment of every command. */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * Returns the directory for working directories; if empty, {@code SCE_TMP_DIR}, else {@code
   * EXEC_TMP_DIR}, else the system's temporary directory.
   */
  public Optional<Path> temporaryDirectory() {
    return Optional.ofNullable(temporaryDirectory);
  }

  /** Returns the directory in which every program's files are kept; empty if they are removed. */
  public Optional<Path> debugDirectory() {
    return Optional.ofNullable(debugDirectory);
  }

  /** Returns the listener for executables whose files cannot be written. */
  public WriteFailureListener writeFailureListener() {
    return writeFailureListener;
  }

  /** Returns {@code true} if identical executables run once. */
  public boolean dedupe() {
    return dedupe;
  }

  /** Returns the directory in which results are kept for later executors; empty if they are not. */
  public Optional<Path> resultCache() {
    return Optional.ofNullable(resultCache);
  }

  /** Returns the listener for repeated runs, replaced slots and cold starts. */
  public ExecutionListener listener() {
    return listener;
  }

  private Map<ExecutionOption, @Nullable Object> values() {
    Map<ExecutionOption, @Nullable Object> values = new LinkedHashMap<>();
    values.put(ExecutionOption.WORKERS, workers);
    values.put(ExecutionOption.MAX_IN_FLIGHT, maxInFlight());
    values.put(ExecutionOption.MAX_IDLE_PROGRAMS, maxIdlePrograms());
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

  /** Builds an {@link ExecutionConfig}; not thread-safe. */
  public static final class Builder {
    private int workers = Runtime.getRuntime().availableProcessors();
    private @Nullable Integer maxInFlight;
    private @Nullable Integer maxIdlePrograms;
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
      maxIdlePrograms = config.maxIdlePrograms;
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

    /**
     * Sets the number of programs that run at a time; default: the CPUs available to this process.
     */
    public Builder workers(int value) {
      workers = value;
      return this;
    }

    /** Sets the number of predictions in progress at a time; default: {@code 4 * workers + 16}. */
    public Builder maxInFlight(int value) {
      maxInFlight = value;
      return this;
    }

    /**
     * Sets the number of programs that may sleep, or wait for a disk, without keeping a worker from
     * running another program; default: {@code 4 * workers}, but no more programs in all than the
     * machine has memory for, each at its limit; 0 with pinned CPUs. With 0 every program keeps its
     * worker until it ends, as always without isolation.
     */
    public Builder maxIdlePrograms(int value) {
      maxIdlePrograms = value;
      return this;
    }

    /**
     * Sets all limits; default: those of each limit, {@link Limits#DEFAULT}. Values set by {@link
     * #overrideLimits} and {@link #defaultTimeout} take precedence, whether they are called before
     * or after.
     */
    public Builder limits(Limits value) {
      limits = value;
      return this;
    }

    /** Sets individual limits; limits set by earlier calls are kept. */
    public Builder overrideLimits(LimitOverrides value) {
      overrides = value.orElse(overrides);
      return this;
    }

    /** Sets the wall-time limit of commands that do not have their own; default: 10 s. */
    public Builder defaultTimeout(Duration value) {
      return overrideLimits(LimitOverrides.NONE.withWallTime(value));
    }

    /** Sets the isolation level; default: {@link Isolation#AUTO}. */
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

    /** Sets the maximum size of a file that is read back; default: 16m. */
    public Builder trackedFileLimit(DataSize value) {
      trackedFileLimit = value;
      return this;
    }

    /** Sets the total size of files that one program may write; default: 256m. */
    public Builder writableSize(DataSize value) {
      writableSize = value;
      return this;
    }

    /**
     * Sets whether programs that hit their wall-time limit while starved of CPU run again; default:
     * yes.
     */
    public Builder retryStarved(boolean value) {
      retryStarved = value;
      return this;
    }

    /**
     * Sets whether Python programs are forked from a warm interpreter; default: {@link Warm#AUTO}.
     */
    public Builder warm(Warm value) {
      warm = value;
      return this;
    }

    /**
     * Sets whether every sandbox is pinned to one of the CPUs that this process may use; default:
     * no. Two sandboxes share a CPU only if there are more workers than CPUs. Programs then see one
     * CPU and cannot choose another. Without isolation this has no effect.
     */
    public Builder pinCpus(boolean value) {
      pinCpus = value;
      return this;
    }

    /**
     * Sets modules that warm interpreters pre-import, once per sandbox, in addition to the small
     * ones that they always pre-import; default: none. Each costs start-up time and memory per
     * worker.
     */
    public Builder preload(List<String> value) {
      preload = value;
      return this;
    }

    /** Sets additional paths that isolated programs may read; default: none. */
    public Builder readOnlyPaths(List<Path> value) {
      readOnlyPaths = value;
      return this;
    }

    /** Sets variables added to every command's environment; default: none. */
    public Builder environment(Map<String, String> value) {
      environment = value;
      return this;
    }

    /**
     * Sets the directory in which working directories are created; default: {@code SCE_TMP_DIR},
     * else {@code EXEC_TMP_DIR}, else the system's temporary directory.
     */
    public Builder temporaryDirectory(@Nullable Path value) {
      temporaryDirectory = value;
      return this;
    }

    /** Sets a directory in which every program's files are kept; default: they are removed. */
    public Builder debugDirectory(@Nullable Path value) {
      debugDirectory = value;
      return this;
    }

    /** Sets the listener for executables whose files cannot be written; default: none. */
    public Builder writeFailureListener(WriteFailureListener value) {
      writeFailureListener = value;
      return this;
    }

    /**
     * Sets whether an executable identical to an earlier one of the same executor reuses its result
     * instead of running; default: no. The caller's functions must be the same instances and
     * deterministic.
     */
    public Builder dedupe(boolean value) {
      dedupe = value;
      return this;
    }

    /**
     * Sets the directory in which results are kept for later executors; default: none. It is
     * created if it does not exist; several executors may use it at once.
     */
    public Builder resultCache(@Nullable Path value) {
      resultCache = value;
      return this;
    }

    /** Sets the listener for repeated runs, replaced slots and cold starts; default: none. */
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
