package dev.sce.report.compare;

/**
 * Problems with one sample on both sides, by where that sample passed.
 *
 * @param both problems that pass in both
 * @param onlyA problems that pass in A only
 * @param onlyB problems that pass in B only
 * @param neither problems that pass in neither
 */
public record PairedTable(long both, long onlyA, long onlyB, long neither) {
  /** Returns how many problems there are. */
  public long total() {
    return both + onlyA + onlyB + neither;
  }
}
