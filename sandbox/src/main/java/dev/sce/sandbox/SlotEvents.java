package dev.sce.sandbox;

import dev.sce.ExecutionListener;
import dev.sce.support.LogText;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what happens to the slots of one backend: to the caller's listener all of it, to the
 * log no more than people can read. Safe for use by many threads.
 */
final class SlotEvents {
  private static final Logger log = LoggerFactory.getLogger(SlotEvents.class);

  private final ExecutionListener listener;
  private final LineBudget diagnostics = new LineBudget(System::nanoTime);
  private final LineBudget coldStarts = new LineBudget(System::nanoTime);
  private final AtomicReference<String> missingBefore = new AtomicReference<>("");

  SlotEvents(ExecutionListener listener) {
    this.listener = listener;
  }

  /** A slot is ready. What the machine does not support is logged once, since no slot differs. */
  void started(Duration took, Reply.Ready ready) {
    String missing = LogText.clean(ready.notes());
    if (!missingBefore.getAndSet(missing).equals(missing)) {
      log.info("not supported on this machine: {}", missing);
    }
    log.debug("a slot is ready after {}, its control group: {}", took, ready.cgroup());
    listener.slotStarted(took, missing);
  }

  /** A slot failed; whether that concerns a program is said with the program. */
  void discarded(String reason) {
    String line = LogText.clean(reason);
    log.info("a slot is replaced: {}", line);
    listener.slotDiscarded(line);
  }

  /** A Python program was started from scratch. */
  void coldStarted(String reason) {
    String line = LogText.clean(reason);
    if (coldStarts.take()) {
      log.debug("a program was started without a warm interpreter: {}", line);
    }
    listener.coldStarted(line);
  }

  /** A supervisor printed a line. */
  void supervisorSaid(int slot, String line) {
    if (diagnostics.take()) {
      reportDropped();
      log.warn("supervisor {}: {}", slot, line);
    }
    listener.supervisorSaid(line);
  }

  /** A supervisor that never got ready printed a line; that it did not is thrown to the caller. */
  void supervisorSaidInVain(int slot, String line) {
    log.debug("supervisor {}, which did not start: {}", slot, line);
    listener.supervisorSaid(line);
  }

  /** A line of a supervisor that is kept nowhere. */
  void leftOut() {
    diagnostics.drop();
  }

  /** Says what has been left out since the last line; to be called at the end as well. */
  void reportDropped() {
    long dropped = diagnostics.takeDropped();
    if (dropped > 0) {
      log.warn("{} more lines of supervisors were left out", dropped);
    }
  }
}
