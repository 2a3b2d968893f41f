package dev.sce;

/** How one command, or one whole executable, ended. */
public enum Outcome {
  /** Exited with status 0. */
  OK,
  /** Exited with a status other than 0. */
  NONZERO_EXIT,
  /** Ended by a signal that was not sent to enforce a limit. */
  SIGNALED,
  /** Exceeded its wall-time limit and was killed. */
  TIME_LIMIT,
  /** Exceeded its CPU time limit. */
  CPU_TIME_LIMIT,
  /** Exceeded its memory limit. */
  MEMORY_LIMIT,
  /** Wrote more to one of its streams than allowed. */
  OUTPUT_LIMIT,
  /** Could not be started: command not found, or not executable. */
  NOT_STARTED,
  /** Was stopped at the caller's request. */
  CANCELLED,
  /** The sandbox failed; says nothing about the program. */
  SANDBOX_FAULT,
  /** Could not be prepared from its prediction; nothing ran. */
  INVALID_INPUT;

  /** Returns {@code true} if a wall-time or CPU time limit ended the program. */
  public boolean timedOut() {
    return this == TIME_LIMIT || this == CPU_TIME_LIMIT;
  }

  /** Returns {@code true} if the outcome says nothing about the program, which had no fair run. */
  public boolean isInconclusive() {
    return this == SANDBOX_FAULT || this == INVALID_INPUT || this == CANCELLED;
  }
}
