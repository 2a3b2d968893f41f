package dev.sce.cli;

import dev.sce.json.ByteCounter;
import dev.sce.json.InputSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the input is done, by its bytes, since nobody knows its rows before its end.
 *
 * <p>For plain files the bytes of finished rows count. How many bytes of a compressed file a row
 * took cannot be known; there the bytes read count, which run ahead of the rows by a buffer.
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

  /** Told of a row that needs no more work; a line end is added to its size. */
  void rowFinished(long size) {
    finished.addAndGet(size + 1);
  }

  /** Returns the bytes of all inputs; 0 when unknown. */
  long total() {
    return total;
  }

  /** Returns the bytes done, never more than the total. */
  long done() {
    return Math.min(compressed ? read.get() : finished.get(), total);
  }
}
