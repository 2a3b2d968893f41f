package dev.sce.cli;

/** The exit statuses of the command. */
final class ExitCode {
  /** Every row was executed, whatever its outcome. */
  static final int OK = 0;

  /** Failure of {@code sce} itself. */
  static final int FAILURE = 1;

  /** Incorrect usage or unreadable input. */
  static final int USAGE = 2;

  /** Finished, but some rows have no verdict. */
  static final int INCOMPLETE = 3;

  /** An evaluation is significantly worse than the first, and that was asked for. */
  static final int REGRESSION = 4;

  /** Interrupted; finished rows are on disk. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
