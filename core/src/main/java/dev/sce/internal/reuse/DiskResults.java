package dev.sce.internal.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.ExecutionResult;
import dev.sce.spi.ResultStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result cache of one executor. Whatever goes wrong with it, it only becomes useless: one
 * warning, and from then on nothing is found and nothing kept.
 *
 * <p>New results wait in memory until it has been verified that the tools of the machine are still
 * those of the beginning, after the programs have ended. So no result is ever kept under tools that
 * it was not made with. Verifying costs some thousand looks at files and is done every few seconds,
 * by the thread that happens to come.
 */
final class DiskResults implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskResults.class);

  private static final long MOST_WAITING = 16L << 20;
  private static final long PAUSE_NANOS = 2_000_000_000L;

  /** Verifying must not take more than a small share of the time. */
  private static final int PAUSE_FACTOR = 20;

  private final Path folder;
  private final Tools tools;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final GuardedStore store;

  @GuardedBy("lock")
  private final Map<Blob, Blob> waiting = new LinkedHashMap<>();

  @GuardedBy("lock")
  private long waitingBytes;

  @GuardedBy("lock")
  private long nextFlush;

  @GuardedBy("lock")
  private boolean readOnly;

  /** Tells whether what programs are run with is still what it was. */
  interface Tools {
    /** Returns whether nothing has changed since the beginning. */
    boolean unchanged();
  }

  DiskResults(Path folder, @Nullable ResultStore store, Tools tools, LongSupplier clock) {
    this.folder = folder;
    this.store = new GuardedStore(store, this::complain);
    this.tools = tools;
    this.clock = clock;
    this.nextFlush = clock.getAsLong() + PAUSE_NANOS;
  }

  Optional<ExecutionResult> find(Blob key) {
    lock.lock();
    try {
      return store.isClosed() ? Optional.empty() : store.find(key, waiting.get(key));
    } finally {
      lock.unlock();
    }
  }

  void keep(Blob key, ExecutionResult result) {
    Blob value = ResultCodec.encode(key, result);
    lock.lock();
    try {
      if (store.isClosed() || readOnly) {
        return;
      }
      if (waiting.put(key, value) == null) {
        waitingBytes += value.size();
      }
      if (waitingBytes > MOST_WAITING || clock.getAsLong() - nextFlush >= 0) {
        flush();
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void flush() {
    if (store.isClosed() || waiting.isEmpty()) {
      return;
    }
    long begin = clock.getAsLong();
    if (tools.unchanged()) {
      store.put(waiting);
    } else {
      readOnly = true;
      log.warn("tools of this machine changed; no more results are kept in {}", folder);
    }
    waiting.clear();
    waitingBytes = 0;
    long end = clock.getAsLong();
    nextFlush = end + Math.max(PAUSE_NANOS, PAUSE_FACTOR * (end - begin));
  }

  private void complain(IOException reason) {
    log.warn(
        "the result cache in {} is not used any more: {}; if it is damaged, remove the folder",
        folder,
        reason.getMessage());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      flush();
      store.close();
    } finally {
      lock.unlock();
    }
  }
}
