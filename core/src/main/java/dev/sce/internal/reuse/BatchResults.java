package dev.sce.internal.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.ExecutionResult;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
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
  private final ReentrantLock lock = new ReentrantLock();

  /** The values used last are at the end. */
  @GuardedBy("lock")
  private final LinkedHashMap<Blob, Blob> memory = new LinkedHashMap<>(16, 0.75f, true);

  @GuardedBy("lock")
  private long weight;

  @GuardedBy("lock")
  private final GuardedStore store;

  BatchResults(long bound, GuardedStore.Opener opener) {
    this.bound = bound;
    this.store = new GuardedStore(opener, this::complain);
  }

  private void complain(IOException reason) {
    log.warn(
        "results cannot be kept for identical programs beyond {} MiB ({}); some will run again",
        bound >> 20,
        reason.getMessage());
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
      return store.find(key, memory.get(key));
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
    store.put(moved);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      memory.clear();
      store.close();
    } finally {
      lock.unlock();
    }
  }
}
