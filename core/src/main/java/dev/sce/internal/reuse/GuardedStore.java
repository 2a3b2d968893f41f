package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.ExecutionResult;
import dev.sce.spi.ResultStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store of results that does without itself when it fails: it complains once, closes, and from
 * then on has nothing and takes nothing. Not thread-safe.
 */
final class GuardedStore implements AutoCloseable {
  private final Opener opener;
  private final Consumer<IOException> complaint;
  private @Nullable ResultStore store;
  private boolean closed;

  /** Opens a store. */
  interface Opener {
    /** Returns the store, which is closed by who asked for it. */
    ResultStore open() throws IOException;
  }

  /**
   * Makes one that is opened when there is something to keep.
   *
   * @param complaint is told of the first failure
   */
  GuardedStore(Opener opener, Consumer<IOException> complaint) {
    this.opener = opener;
    this.complaint = complaint;
  }

  /**
   * Makes one that is open.
   *
   * @param store what is guarded; absent for none
   */
  GuardedStore(@Nullable ResultStore store, Consumer<IOException> complaint) {
    this(
        () -> {
          throw new IOException("it is closed");
        },
        complaint);
    this.store = store;
    this.closed = store == null;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Finds a result.
   *
   * @param waiting its value where that is not in the store yet
   */
  Optional<ExecutionResult> find(Blob key, @Nullable Blob waiting) {
    try {
      Blob value = waiting == null && store != null ? store.get(key).orElse(null) : waiting;
      return value == null ? Optional.empty() : Optional.of(ResultCodec.decode(key, value));
    } catch (IOException e) {
      giveUp(e);
      return Optional.empty();
    }
  }

  void put(Map<Blob, Blob> values) {
    if (closed) {
      return;
    }
    try {
      ResultStore target = store == null ? opener.open() : store;
      store = target;
      target.put(values);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private void giveUp(IOException reason) {
    if (!closed) {
      complaint.accept(reason);
    }
    close();
  }

  @Override
  public void close() {
    closed = true;
    if (store != null) {
      store.close();
      store = null;
    }
  }
}
