package dev.sce.report.page;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs and messages of samples, in blocks that a page unpacks one by one. Blocks are taken
 * until a budget of compressed bytes is used up.
 */
final class Details {
  private static final int BLOCK_BYTES = 256 * 1024;

  private final long budget;
  private final List<String> blocks = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private long used;
  private int closed;
  private int taken;

  Details(long budget) {
    this.budget = budget;
  }

  /**
   * Takes the details of one more sample.
   *
   * @param json an object
   * @return whether there is room for another one
   */
  boolean add(byte[] json) {
    open.write(open.size() == 0 ? '[' : ',');
    open.writeBytes(json);
    taken++;
    return open.size() < BLOCK_BYTES || close();
  }

  /** Ends the last block. */
  void finish() {
    if (open.size() > 0) {
      close();
    }
  }

  /** A block that does not fit is dropped. */
  private boolean close() {
    open.write(']');
    byte[] packed = Packed.gzip(open.toByteArray());
    open.reset();
    if (used + packed.length > budget) {
      taken = closed;
      return false;
    }
    used += packed.length;
    starts.add(closed);
    closed = taken;
    blocks.add(Packed.base64(packed));
    return true;
  }

  /** Returns how many samples have details. */
  int count() {
    return closed;
  }

  /** Returns the number of the first sample of each block. */
  List<Integer> starts() {
    return starts;
  }

  /** Returns the blocks as they stand in the page. */
  List<String> blocks() {
    return blocks;
  }
}
