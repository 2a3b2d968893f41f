package dev.sce.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.support.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a supervisor prints on standard error, which is nothing as a rule.
 *
 * <p>A thread of its own reads to the end, since a supervisor must never block on a full pipe.
 * Lines that come before the slot is ready wait for whether it gets ready at all.
 */
final class Diagnostics implements Runnable {
  /** Bytes of a line that are kept. */
  private static final int MOST_BYTES = 2048;

  /** Lines that are kept until the slot is ready. */
  private static final int MOST_EARLY = 20;

  /** Most it takes to read what a supervisor that has ended left in the pipe. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int STACK_BYTES = 256 << 10;

  /** With which every line begins. */
  private static final String PREFIX = "sce-supervisor: ";

  private final InputStream in;
  private final int slot;
  private final SlotEvents events;
  private final Thread thread;
  private final byte[] line = new byte[MOST_BYTES];
  private int length;

  @GuardedBy("this")
  private final List<String> early = new ArrayList<>();

  @GuardedBy("this")
  private boolean ready;

  Diagnostics(InputStream in, int slot, SlotEvents events) {
    this.in = in;
    this.slot = slot;
    this.events = events;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("sce-supervisor-" + slot)
            .stackSize(STACK_BYTES)
            .unstarted(this);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    byte[] chunk = new byte[MOST_BYTES];
    try {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        for (int i = 0; i < count; i++) {
          add(chunk[i]);
        }
      }
    } catch (IOException e) {
      // Closed by close().
    }
    end();
  }

  private void add(byte next) {
    if (next == '\n') {
      finishLine();
    } else if (length < MOST_BYTES) {
      line[length++] = next;
    }
  }

  private void finishLine() {
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    length = 0;
    String clean = LogText.clean(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    if (!clean.isBlank()) {
      pass(clean);
    }
  }

  private synchronized void pass(String text) {
    if (ready) {
      events.supervisorSaid(slot, text);
    } else if (early.size() < MOST_EARLY) {
      early.add(text);
    } else {
      events.leftOut();
    }
  }

  /** The slot is ready: from here on every line counts. */
  synchronized void slotIsReady() {
    ready = true;
    early.forEach(text -> events.supervisorSaid(slot, text));
    early.clear();
  }

  private synchronized void end() {
    if (length > 0) {
      finishLine();
    }
    early.forEach(text -> events.supervisorSaidInVain(slot, text));
    early.clear();
  }

  /**
   * Waits for the last line of a supervisor that has ended, and closes the stream.
   *
   * @return whether the thread was interrupted meanwhile; its flag is cleared then
   */
  boolean close() {
    boolean interrupted = false;
    try {
      var _ = thread.join(PATIENCE);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      in.close();
    } catch (IOException e) {
      // Nothing is read from it any more.
    }
    return interrupted;
  }
}
