package dev.sce;

import java.util.Iterator;

/**
 * Results as they come, with bounded memory. Used by one thread; {@link #close()} by any.
 *
 * <p>{@link #next()} and {@link #hasNext()} wait for the next result. They throw a {@link
 * ProcessorException} when a pre- or postprocessor failed, whatever the input iterator threw, and a
 * {@link java.util.concurrent.CancellationException} when the waiting thread is interrupted or the
 * stream is closed meanwhile; the stream is closed then.
 *
 * @param <R> what the postprocessor makes
 */
public interface ResultStream<R> extends Iterator<R>, AutoCloseable {
  /** Returns what has been taken so far; complete after the last result. */
  BatchTimes times();

  /** Cancels what is running, waits until its last process is gone, and drops its results. */
  @Override
  void close();
}
