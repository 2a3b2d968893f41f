package dev.sce;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Results as they come, with bounded memory. Used by one thread; {@link #close()} by any.
 *
 * <p>Results can be taken once: with a {@code for} loop, as a {@link #stream()}, or from the {@link
 * #iterator()}, which is always the same. Taking one waits for it. That throws a {@link
 * ProcessorException} when a pre- or postprocessor failed, whatever the input iterator threw, and a
 * {@link java.util.concurrent.CancellationException} when the waiting thread is interrupted or the
 * stream is closed meanwhile; the stream is closed then.
 *
 * @param <R> what the postprocessor makes
 */
public interface ResultStream<R> extends Iterable<R>, AutoCloseable {
  /** Returns what has not been taken yet as a stream; closing it closes this. */
  default Stream<R> stream() {
    return StreamSupport.stream(spliterator(), false).onClose(this::close);
  }

  /** Splits off nothing: results come one after the other. */
  @Override
  default Spliterator<R> spliterator() {
    return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED);
  }

  /** Returns what has been taken so far; complete after the last result. */
  BatchTimes times();

  /** Cancels what is running, waits until its last process is gone, and drops its results. */
  @Override
  void close();
}
