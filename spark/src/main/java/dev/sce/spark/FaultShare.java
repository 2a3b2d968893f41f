package dev.sce.spark;

/**
 * How many of a task's rows have no result because the sandbox failed. One row says nothing about
 * the machine; if it is many, Spark should try the task on another.
 */
final class FaultShare {
  private static final long FEWEST = 3;

  private final double most;
  private long rows;
  private long faults;

  /**
   * Begins to count.
   *
   * @param most the share that is accepted
   */
  FaultShare(double most) {
    this.most = most;
  }

  void count(boolean fault) {
    rows++;
    faults += fault ? 1 : 0;
  }

  /** Fails the task if there are too many. */
  void check() {
    if (faults >= FEWEST && faults > most * rows) {
      throw new SceException(
          "the sandbox failed for "
              + faults
              + " of "
              + rows
              + " programs of this task, more than "
              + SparkSettings.FAULT_SHARE
              + "="
              + most
              + " allows; 'sce doctor' on the machine says more");
    }
  }
}
