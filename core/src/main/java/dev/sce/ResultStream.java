package dev.sce;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A stream of results with bounded memory. Used by one thread; any thread may call {@link
 * #close()}.
 *
 * <p>Each result can be taken once: with a {@code for} loop, as a {@link #stream()}, or from the
 * {@link #iterator()}, which is always the same. Taking a result blocks until it is available. It
 * throws a {@link ProcessorException} if a pre- or postprocessor failed, the input iterator's own
 * exception if that failed, and a {@link java.util.concurrent.CancellationException} if the waiting
 * thread is interrupted or the stream is closed meanwhile; the stream is then closed.
 *
 * @param <R> the type of the postprocessor's results
 */
public interface ResultStream<R> extends Iterable<R>, AutoCloseable {
  /** Returns the remaining results as a stream; closing it closes this. */
  default Stream<R> stream() {
    return StreamSupport.stream(spliterator(), false).onClose(this::close);
  }

  /** Splits off nothing: results come one after the other. */
  @Override
  default Spliterator<R> spliterator() {
    return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED);
  }

  /** Returns the times of the batch so far; complete after the last result. */
  BatchTimes times();

  /** Cancels everything that is running, waits for the last process, and discards its results. */
  @Override
  void close();
}
