package dev.sce;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an executor runs programs. Checked when it is built; nothing is adjusted silently.
 *
 * @param workers programs that run at once
 * @param maxExecuteAtOnce predictions between the preprocessor and the end of their last program;
 *     at least {@code workers} to keep all of them busy
 * @param limits what each command may use; complete but for {@code cpuTime}, absent for unlimited
 * @param isolation what keeps programs apart from the machine
 * @param order in which order streams hand out results
 * @param window how much output of finished programs may wait for a slower one before them
 * @param writeRateLimit executables whose files are written at the same time
 * @param trackedFileLimit the largest file that is read back, at most 1g
 * @param writableSize all that one program may write into files, where the isolation enforces it
 * @param retryStarved whether a program that met its wall-clock limit while it was kept waiting for
 *     a processor is run once more, with such time not counted, up to nine times its limit
 * @param warm whether Python programs are started from an interpreter that is kept ready
 * @param pinCpus whether each of the programs that run at once keeps to one processor, where the
 *     isolation can see to it
 * @param preload modules that such an interpreter has imported ahead besides its usual ones
 * @param readOnlyPaths files and folders of this machine that isolated programs may read besides
 *     the usual ones
 * @param environment variables added to the small clean environment of every command
 * @param temporaryDirectory where working directories are made; absent: {@code SCE_TMP_DIR}, else
 *     {@code EXEC_TMP_DIR}, else the system's
 * @param debugDirectory where every program's files are kept; absent: they are removed
 * @param errorDirectory where predictions whose files cannot be written are recorded
 * @param dedupe whether executables that are identical are run once; needs the module sce-cache
 * @param resultCache folder in which results are kept for later executors; absent: nowhere; needs
 *     the module sce-cache and an isolation other than none
 * @param listener what is told of what the machinery does
 */
public record ExecutionConfig(
    int workers,
    int maxExecuteAtOnce,
    Limits limits,
    Isolation isolation,
    ResultOrder order,
    DataSize window,
    int writeRateLimit,
    DataSize trackedFileLimit,
    DataSize writableSize,
    boolean retryStarved,
    Warm warm,
    boolean pinCpus,
    List<String> preload,
    List<Path> readOnlyPaths,
    Map<String, String> environment,
    @Nullable Path temporaryDirectory,
    @Nullable Path debugDirectory,
    @Nullable Path errorDirectory,
    boolean dedupe,
    @Nullable Path resultCache,
    ExecutionListener listener) {

  private static final int MOST_WORKERS = 4096;
  private static final Pattern MODULE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

  /** Checks every value. */
  public ExecutionConfig {
    requireRange("workers", workers, 1, MOST_WORKERS);
    requireRange("max-execute-at-once", maxExecuteAtOnce, 1, 1_000_000);
    requireRange("write-rate-limit", writeRateLimit, 1, 1_000_000);
    limits = limits.orElse(Limits.DEFAULT);
    environment = Map.copyOf(environment);
    preload = List.copyOf(preload);
    for (String module : preload) {
      if (!MODULE.matcher(module).matches()) {
        throw Invalid.option("preload", module, "names of Python modules, like numpy");
      }
    }
    readOnlyPaths = List.copyOf(readOnlyPaths);
    for (Path path : readOnlyPaths) {
      if (!path.isAbsolute()) {
        throw Invalid.option("read-only", path, "an absolute path");
      }
    }
    if (trackedFileLimit.compareTo(DataSize.ofMebibytes(1024)) > 0) {
      throw Invalid.option("tracked-file-limit", trackedFileLimit, "at most 1g");
    }
    if (writableSize.compareTo(DataSize.ofMebibytes(1)) < 0) {
      throw Invalid.option("writable-size", writableSize, "at least 1m");
    }
    if (resultCache != null && isolation == Isolation.NONE) {
      throw new IllegalArgumentException(
          "cache cannot be used with isolation none: a program can then read every file of the"
              + " machine, and a result that depends on one would outlive its changes");
    }
    // A command checks names and values; the same rules hold here.
    var _ = Command.of("true").withEnvironment(environment);
  }

  /** Returns the configuration that a new builder has. */
  public static ExecutionConfig defaults() {
    return builder().build();
  }

  /** Returns a builder with the default of every option. */
  public static Builder builder() {
    return new Builder();
  }

  private static void requireRange(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw Invalid.option(option, value, "between " + least + " and " + most);
    }
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private int workers = Runtime.getRuntime().availableProcessors();
    private @Nullable Integer maxExecuteAtOnce;
    private Limits limits = Limits.DEFAULT;
    private Isolation isolation = Isolation.AUTO;
    private ResultOrder order = ResultOrder.INPUT;
    private DataSize window = DataSize.ofMebibytes(64);
    private int writeRateLimit = 768;
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
    private @Nullable Path errorDirectory;
    private boolean dedupe;
    private @Nullable Path resultCache;
    private ExecutionListener listener = ExecutionListener.NONE;

    private Builder() {}

    /** Sets how many programs run at once; default: the processors available to this JVM. */
    public Builder workers(int value) {
      workers = value;
      return this;
    }

    /** Sets how many predictions are under way at once; default: {@code 4 * workers + 16}. */
    public Builder maxExecuteAtOnce(int value) {
      maxExecuteAtOnce = value;
      return this;
    }

    /**
     * Sets limits; absent components stay as they are, at first their {@linkplain Limits#DEFAULT
     * default}. So it does not matter in which order this and {@link #defaultTimeout} are called.
     */
    public Builder limits(Limits value) {
      limits = value.orElse(limits);
      return this;
    }

    /** Sets the wall-clock limit of a command that has none of its own; default: 10 s. */
    public Builder defaultTimeout(Duration value) {
      limits = limits.withWallTime(Objects.requireNonNull(value));
      return this;
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
    public Builder window(DataSize value) {
      window = value;
      return this;
    }

    /** Sets how many executables' files are written at the same time; default: 768. */
    public Builder writeRateLimit(int value) {
      writeRateLimit = value;
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

    /** Sets where predictions whose files cannot be written are recorded; default: nowhere. */
    public Builder errorDirectory(@Nullable Path value) {
      errorDirectory = value;
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
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    public ExecutionConfig build() {
      int atOnce = maxExecuteAtOnce != null ? maxExecuteAtOnce : defaultAtOnce();
      return new ExecutionConfig(
          workers,
          atOnce,
          limits,
          isolation,
          order,
          window,
          writeRateLimit,
          trackedFileLimit,
          writableSize,
          retryStarved,
          warm,
          pinCpus,
          preload,
          readOnlyPaths,
          environment,
          temporaryDirectory,
          debugDirectory,
          errorDirectory,
          dedupe,
          resultCache,
          new GuardedListener(listener));
    }

    private int defaultAtOnce() {
      return 4 * Math.clamp(workers, 1, MOST_WORKERS) + 16;
    }
  }
}
