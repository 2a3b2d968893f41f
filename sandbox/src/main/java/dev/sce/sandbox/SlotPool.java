package dev.sce.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Slots that wait for a program. They are started when needed and kept; one that breaks is closed,
 * and the next borrower starts another.
 *
 * <p>Starting a slot takes a processor, and so does the interpreter that follows. So only as many
 * start at a time as there are processors: were all started at once, the first would be ready no
 * sooner than the last. Whoever may not start one yet takes what comes first, a slot that another
 * program gives back or a turn to start one; where programs are short, fewer slots are started.
 */
final class SlotPool implements AutoCloseable {
  /** Far above the ids of people and services, so that no file belongs to a program by chance. */
  private static final int FIRST_UID = 3_000_000;

  private static final int UID_RANGE = 100_000_000;
  private static final String CLOSED = "the sandbox is closed";

  private final SlotSettings settings;
  private final @Nullable Path workdirs;
  private final SlotEvents events;
  private final Watchdog watchdog = new Watchdog();
  private final ReentrantLock lock = new ReentrantLock();

  /** A slot has come back, another one may start, or the pool is closed. */
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<Slot> idle = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Set<Slot> all = new HashSet<>();

  @GuardedBy("lock")
  private int nextUid = FIRST_UID + ThreadLocalRandom.current().nextInt(UID_RANGE);

  @GuardedBy("lock")
  private int mayStart = Runtime.getRuntime().availableProcessors();

  @GuardedBy("lock")
  private int started;

  @GuardedBy("lock")
  private final BitSet taken = new BitSet();

  @GuardedBy("lock")
  private boolean closed;

  /**
   * Makes an empty pool.
   *
   * @param workdirs where mode LANDLOCK makes its working directories; null otherwise
   */
  SlotPool(SlotSettings settings, @Nullable Path workdirs, SlotEvents events) {
    this.events = events;
    this.settings = settings;
    this.workdirs = workdirs;
  }

  /** Returns a slot that is empty or being emptied. */
  Slot borrow() throws BackendException, InterruptedException {
    while (true) {
      Slot slot = awaitIdleOrTurn();
      if (slot == null) {
        try {
          return start();
        } finally {
          endTurn();
        }
      }
      if (slot.isAlive()) {
        return slot;
      }
      discard(slot, "its supervisor ended while it was idle");
    }
  }

  /** Returns an idle slot, or null when the caller may start one; its turn then has to end. */
  private @Nullable Slot awaitIdleOrTurn() throws BackendException, InterruptedException {
    lock.lock();
    try {
      while (true) {
        if (closed) {
          throw new BackendException(Stage.WRITE, CLOSED, null);
        }
        // The one used last has its memory in the processor's caches.
        Slot slot = idle.pollLast();
        if (slot != null) {
          return slot;
        }
        if (mayStart > 0) {
          mayStart--;
          return null;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void endTurn() {
    lock.lock();
    try {
      mayStart++;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private Slot start() throws BackendException, InterruptedException {
    SlotPlace place = take();
    boolean kept = false;
    try {
      if (place.workdir() != null) {
        Files.createDirectory(place.workdir());
      }
      Slot slot = Slot.start(settings, place, watchdog, events);
      kept = keep(slot);
      if (!kept) {
        slot.close();
        throw new BackendException(Stage.WRITE, CLOSED, null);
      }
      return slot;
    } catch (SlotException | IOException e) {
      throw new BackendException(Stage.WRITE, "no sandbox: " + e.getMessage(), e);
    } finally {
      if (!kept) {
        free(place);
      }
    }
  }

  /** The lowest free place, so that a slot follows the one that it replaces. */
  private SlotPlace take() {
    lock.lock();
    try {
      int number = taken.nextClearBit(0);
      taken.set(number);
      int serial = started++;
      Path workdir = workdirs == null ? null : workdirs.resolve("w" + serial);
      return new SlotPlace(number, nextUid++, workdir);
    } finally {
      lock.unlock();
    }
  }

  private void free(SlotPlace place) {
    lock.lock();
    try {
      taken.clear(place.number());
    } finally {
      lock.unlock();
    }
  }

  private boolean keep(Slot slot) {
    lock.lock();
    try {
      return !closed && all.add(slot);
    } finally {
      lock.unlock();
    }
  }

  /** Takes a slot back that is empty, or whose wipe has begun. */
  void giveBack(Slot slot) {
    lock.lock();
    try {
      if (!closed) {
        idle.addLast(slot);
        changed.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    slot.close();
  }

  /** Ends a slot that has failed; idempotent. */
  void discard(Slot slot, String reason) {
    boolean known;
    lock.lock();
    try {
      known = all.remove(slot);
    } finally {
      lock.unlock();
    }
    slot.close();
    if (known) {
      events.discarded(reason);
      free(slot.place()); // not before: until it has ended it may still use its processor
    }
  }

  @Override
  public void close() {
    Set<Slot> last;
    lock.lock();
    try {
      closed = true;
      last = new HashSet<>(all);
      all.clear();
      idle.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    last.forEach(Slot::close);
    watchdog.close();
    events.reportDropped();
  }
}
