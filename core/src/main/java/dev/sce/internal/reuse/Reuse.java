package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionOption;
import dev.sce.ExecutionResult;
import dev.sce.InvalidOptionException;
import dev.sce.Isolation;
import dev.sce.Reused;
import dev.sce.spi.Backend;
import dev.sce.spi.WarmModule;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one executor knows of results that it need not run for again. Used by many threads.
 *
 * <p>Opened before the backend and closed after it.
 */
public final class Reuse implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reuse.class);

  /** Bytes of results kept in memory for identical executables of a batch. */
  private static final long IN_MEMORY = 32L << 20;

  private final @Nullable BatchResults batch;
  private final @Nullable DiskResults disk;
  private final @Nullable MachineTools tools;

  private Reuse(
      @Nullable BatchResults batch, @Nullable DiskResults disk, @Nullable MachineTools tools) {
    this.batch = batch;
    this.disk = disk;
    this.tools = tools;
  }

  /**
   * Opens what the configuration asks for.
   *
   * @throws IllegalArgumentException when that is not safe or not installed
   */
  public static Reuse open(ExecutionConfig config) {
    Stores stores = Stores.find(config);
    BatchResults batch =
        config.dedupe() ? new BatchResults(IN_MEMORY, stores::openTemporary) : null;
    Path folder = config.resultCache().orElse(null);
    if (folder == null) {
      return new Reuse(batch, null, null);
    }
    try {
      MachineTools tools = new MachineTools(config, MachineTools.MOST_FILES);
      DiskResults disk = new DiskResults(folder, stores.open(folder), tools, System::nanoTime);
      return new Reuse(batch, disk, tools);
    } catch (IOException e) {
      log.warn("the result cache in {} cannot be used: {}", folder, reason(e));
      return new Reuse(batch, null, null);
    }
  }

  /** A file system's exceptions often say nothing but the path. */
  private static String reason(IOException e) {
    return e instanceof FileSystemException ? e.toString() : String.valueOf(e.getMessage());
  }

  /** Returns the use of this for a backend, whose isolation belongs to what a result depends on. */
  public Scope on(ExecutionConfig config, Backend backend) {
    if (disk != null && backend.isolation().equals(Isolation.NONE)) {
      throw InvalidOptionException.because(
          ExecutionOption.RESULT_CACHE,
          config.resultCache().orElse(null),
          "cannot be used with isolation none");
    }
    boolean known = tools == null || isAdded(tools, backend);
    ServiceLoader<WarmModule> modules = ServiceLoader.load(WarmModule.class);
    ExecutableKeys keys = new ExecutableKeys(config, backend.isolation(), modules);
    return new Scope(config, keys, known ? disk : null);
  }

  private static boolean isAdded(MachineTools tools, Backend backend) {
    try {
      tools.add(backend.getClass());
      return true;
    } catch (IOException e) {
      log.warn("the result cache is not used: {}", e.getMessage());
      return false;
    }
  }

  /** Reuse for the executables of one executor. */
  public final class Scope {
    private final ExecutionConfig config;
    private final ExecutableKeys keys;
    private final @Nullable DiskResults disk;
    private final SharedRuns shared = new SharedRuns();

    private Scope(ExecutionConfig config, ExecutableKeys keys, @Nullable DiskResults disk) {
      this.config = config;
      this.keys = keys;
      this.disk = disk;
    }

    /**
     * Returns the result of an identical executable, or else runs this one.
     *
     * @param program runs it, in this thread and at most once
     * @throws InterruptedException when interrupted while waiting for another's run
     */
    public ExecutionResult run(Executable executable, Supplier<Measured> program)
        throws InterruptedException {
      ExecutableKeys.Key key = keys.of(executable).orElse(null);
      if (key == null) {
        return program.get().result();
      }
      Supplier<SharedRuns.Answer> answer = () -> answer(executable, key, program);
      return batch == null
          ? answer.get().result()
          : shared.run(key.digest(), answer, Reuse::asOfBatch);
    }

    private SharedRuns.Answer answer(
        Executable executable, ExecutableKeys.Key key, Supplier<Measured> program) {
      Optional<ExecutionResult> earlier =
          batch == null ? Optional.empty() : batch.find(key.digest());
      if (earlier.isPresent()) {
        return new SharedRuns.Answer(asOfBatch(earlier.get()), true);
      }
      Blob lasting = disk != null && key.lasting() ? lastingKey(executable, key) : null;
      Optional<ExecutionResult> kept =
          disk == null || lasting == null ? Optional.empty() : disk.find(lasting);
      if (kept.isPresent()) {
        return new SharedRuns.Answer(marked(kept.get(), Reused.CACHE), true);
      }
      Measured fresh = program.get();
      return keep(fresh, key, lasting);
    }

    private SharedRuns.Answer keep(Measured fresh, ExecutableKeys.Key key, @Nullable Blob lasting) {
      ExecutionResult result = fresh.result();
      boolean inBatch = ReusePolicy.inBatch(result, fresh.starved());
      if (batch != null && inBatch) {
        batch.keep(key.digest(), result);
      }
      if (disk != null && lasting != null && ReusePolicy.onDisk(result, fresh.starved())) {
        disk.keep(lasting, result);
      }
      return new SharedRuns.Answer(result, inBatch);
    }

    private @Nullable Blob lastingKey(Executable executable, ExecutableKeys.Key key) {
      if (tools == null) {
        return null;
      }
      try {
        Blob print = tools.print(executable, config.environment());
        return new KeyDigest("sce lasting 1").add(key.digest()).add(print).finish();
      } catch (IOException e) {
        return null;
      }
    }
  }

  /** What came from the cache stays marked so: it was not measured in this batch. */
  private static ExecutionResult asOfBatch(ExecutionResult result) {
    return marked(result, result.reused() == Reused.CACHE ? Reused.CACHE : Reused.BATCH);
  }

  /** For a reused result nothing was written and nothing removed. */
  private static ExecutionResult marked(ExecutionResult result, Reused from) {
    return result.toBuilder()
        .reused(from)
        .preprocessTime(Duration.ZERO)
        .writingTime(Duration.ZERO)
        .cleanupTime(Duration.ZERO)
        .build();
  }

  @Override
  public void close() {
    if (disk != null) {
      disk.close();
    }
    if (batch != null) {
      batch.close();
    }
  }
}
