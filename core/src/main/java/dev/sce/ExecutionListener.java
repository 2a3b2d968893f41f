package dev.sce;

import java.time.Duration;

/**
 * Receives events that results do not show: repeated runs, replaced slots, interpreters that could
 * not be kept warm. Meant for counters and metrics.
 *
 * <p>Register it with {@link ExecutionConfig.Builder#listener}. Threads of the executor call the
 * methods, often several at once, so an implementation must be thread-safe and return quickly.
 * Exceptions that it throws are logged and otherwise ignored. Every method does nothing by default,
 * and later versions may add methods.
 *
 * <p>A <em>slot</em> is one reusable sandbox, which runs one program after another; without
 * isolation there are no slots. Texts are one line for people, without control characters, and may
 * contain names that a program has chosen: do not use them as metric labels without a bound.
 *
 * @see ExecutionCounters
 */
public interface ExecutionListener {
  /** A listener that does nothing. */
  ExecutionListener NONE = new ExecutionListener() {};

  /** Returns a listener that passes everything to this one and then to another. */
  default ExecutionListener andThen(ExecutionListener next) {
    return GuardedListener.of(this).andThen(next);
  }

  /**
   * The sandbox failed, and the executable is run once more from the start.
   *
   * @param key the executable's name within its batch
   * @param reason what failed
   */
  default void runRetried(String key, String reason) {}

  /**
   * The sandbox failed again: the result is {@link Outcome#SANDBOX_FAULT}.
   *
   * @param key the executable's name within its batch
   * @param reason what failed
   */
  default void runFaulted(String key, String reason) {}

  /**
   * A program exceeded its wall-time limit while starved of CPU, and is run once more with that
   * time not counted.
   *
   * @param key the executable's name within its batch
   */
  default void runStarved(String key) {}

  /**
   * The number of programs has changed that use no processor and so leave their workers to others.
   * Must not block.
   *
   * @param count how many there are now, at most {@link ExecutionConfig#maxIdlePrograms}
   */
  default void idleProgramsChanged(int count) {}

  /**
   * A Python program was started cold although warm interpreters are enabled.
   *
   * @param reason why no warm interpreter could be used
   */
  default void coldStarted(String reason) {}

  /**
   * A slot is ready for its first program.
   *
   * @param took the duration of its start
   * @param missing what this machine does not support, and why; empty for nothing
   */
  default void slotStarted(Duration took, String missing) {}

  /**
   * A slot failed and has been ended; it is replaced when needed.
   *
   * @param reason what failed
   */
  default void slotDiscarded(String reason) {}

  /**
   * A slot's supervisor printed a diagnostic. It is also logged, unless there are too many.
   *
   * @param line the diagnostic
   */
  default void supervisorSaid(String line) {}
}
