package dev.sce.cli;

import dev.sce.json.ByteCounter;
import dev.sce.json.InputSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The share of the input that is done, in bytes, because the number of rows is not known in
 * advance.
 *
 * <p>For plain files, the bytes of finished rows count. For compressed files, the bytes of a row
 * are unknown, so the bytes read count, which are ahead of the rows by one buffer.
 */
final class InputShare {
  private final long total;
  private final boolean compressed;
  private final ByteCounter read;
  private final AtomicLong finished = new AtomicLong();

  InputShare(List<InputSource> sources, ByteCounter read) {
    this.total = sources.stream().mapToLong(InputSource::size).sum();
    this.compressed = sources.stream().anyMatch(InputSource::isCompressed);
    this.read = read;
  }

  /** Called for a row that is done; a line end is added to its size. */
  void rowFinished(long size) {
    finished.addAndGet(size + 1);
  }

  /** Returns the bytes of all inputs; 0 if unknown. */
  long total() {
    return total;
  }

  /** Returns the bytes done, never more than the total. */
  long done() {
    return Math.min(compressed ? read.get() : finished.get(), total);
  }
}
