package dev.sce.internal.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.ExecutionResult;
import dev.sce.spi.ResultStore;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All results of one executor, in memory up to a bound and beyond it in a temporary store on disk,
 * which is opened only when it is needed.
 */
final class BatchResults implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BatchResults.class);

  /** What an entry weighs besides its bytes. */
  private static final long ENTRY = 256;

  private final long bound;
  private final Opener opener;
  private final ReentrantLock lock = new ReentrantLock();

  /** The values used last are at the end. */
  @GuardedBy("lock")
  private final LinkedHashMap<Blob, Blob> memory = new LinkedHashMap<>(16, 0.75f, true);

  @GuardedBy("lock")
  private long weight;

  @GuardedBy("lock")
  private @Nullable ResultStore store;

  @GuardedBy("lock")
  private boolean broken;

  /** Opens the temporary store. */
  interface Opener {
    /** Returns a new store, which is closed by who asked for it. */
    ResultStore open() throws IOException;
  }

  BatchResults(long bound, Opener opener) {
    this.bound = bound;
    this.opener = opener;
  }

  void keep(Blob key, ExecutionResult result) {
    Blob value = ResultCodec.encode(key, result);
    lock.lock();
    try {
      if (memory.put(key, value) == null) {
        weight += ENTRY + value.size();
      }
      if (weight > bound) {
        spill();
      }
    } finally {
      lock.unlock();
    }
  }

  Optional<ExecutionResult> find(Blob key) {
    lock.lock();
    try {
      Blob value = memory.get(key);
      if (value == null && store != null) {
        value = store.get(key).orElse(null);
      }
      return value == null ? Optional.empty() : Optional.of(ResultCodec.decode(key, value));
    } catch (IOException e) {
      giveUp(e);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Moves the older half to the store. */
  @GuardedBy("lock")
  private void spill() {
    Map<Blob, Blob> moved = new LinkedHashMap<>();
    Iterator<Map.Entry<Blob, Blob>> oldest = memory.entrySet().iterator();
    while (weight > bound / 2 && oldest.hasNext()) {
      Map.Entry<Blob, Blob> entry = oldest.next();
      moved.put(entry.getKey(), entry.getValue());
      weight -= ENTRY + entry.getValue().size();
      oldest.remove();
    }
    if (broken) {
      return;
    }
    try {
      ResultStore target = store;
      if (target == null) {
        target = opener.open();
        store = target;
      }
      target.put(moved);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /** Goes on with what fits into memory. */
  @GuardedBy("lock")
  private void giveUp(IOException reason) {
    if (!broken) {
      log.warn(
          "results cannot be kept for identical programs beyond {} MiB ({}); some will run again",
          bound >> 20,
          reason.getMessage());
    }
    broken = true;
    closeStore();
  }

  @GuardedBy("lock")
  private void closeStore() {
    if (store != null) {
      store.close();
      store = null;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      broken = true;
      memory.clear();
      closeStore();
    } finally {
      lock.unlock();
    }
  }
}
