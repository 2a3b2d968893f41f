package dev.sce;

import java.time.Duration;

/**
 * Is told what the machinery around the programs does, which no result shows: repeated runs, slots
 * that are replaced, interpreters that could not be kept warm. Meant for counters and metrics.
 *
 * <p>Given to {@link ExecutionConfig.Builder#listener}. The methods are called by threads of the
 * executor, often by several at once, so an implementation must be thread-safe and return at once.
 * What it throws is logged and changes nothing. Every method does nothing by default, and later
 * versions may add more of them.
 *
 * <p>A <em>slot</em> is one sandbox, kept ready, that runs one program after the other; without
 * isolation there are none. Texts are one line for people, without control characters, and may hold
 * names that a program has chosen: do not use them as labels of metrics without a bound.
 *
 * @see ExecutionCounters
 */
public interface ExecutionListener {
  /** Does nothing. */
  ExecutionListener NONE = new ExecutionListener() {};

  /**
   * The machinery failed, and the executable is run once more from the start.
   *
   * @param key the executable's name within its batch
   * @param reason what failed
   */
  default void runRetried(String key, String reason) {}

  /**
   * The machinery failed again: the result is {@link Outcome#SANDBOX_FAULT}.
   *
   * @param key the executable's name within its batch
   * @param reason what failed
   */
  default void runFaulted(String key, String reason) {}

  /**
   * A wall-clock limit was exceeded while the machine had no processor for the program, which is
   * run once more, patiently.
   *
   * @param key the executable's name within its batch
   */
  default void runStarved(String key) {}

  /**
   * A Python program was started from scratch although warm interpreters are enabled.
   *
   * @param reason why no warm interpreter could be used
   */
  default void coldStarted(String reason) {}

  /**
   * A slot is ready for its first program.
   *
   * @param took how long its start took
   * @param missing what this machine does not support, and why; empty for nothing
   */
  default void slotStarted(Duration took, String missing) {}

  /**
   * A slot failed and has been ended; another one takes its place when it is needed.
   *
   * @param reason what failed
   */
  default void slotDiscarded(String reason) {}

  /**
   * The process that keeps a slot printed a diagnostic. It is logged too, as long as there are not
   * too many of them.
   *
   * @param line the diagnostic
   */
  default void supervisorSaid(String line) {}
}
