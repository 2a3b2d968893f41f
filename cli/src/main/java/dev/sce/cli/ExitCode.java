package dev.sce.cli;

/** What the exit status of the command means. */
final class ExitCode {
  /** Every row was executed, however the programs fared. */
  static final int OK = 0;

  /** We failed. */
  static final int FAILURE = 1;

  /** The command line or the input cannot be used. */
  static final int USAGE = 2;

  /** Finished, but some rows have no verdict. */
  static final int INCOMPLETE = 3;

  /** Interrupted; what is finished is on disk. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
