package dev.sce;

/** How one command, or one whole executable, ended. */
public enum Outcome {
  /** Exited with status 0. */
  OK,
  /** Exited with a status other than 0. */
  NONZERO_EXIT,
  /** Ended by a signal that was not sent to enforce a limit. */
  SIGNALED,
  /** Ran longer than its wall-clock limit and was killed. */
  TIME_LIMIT,
  /** Used more processor time than allowed. */
  CPU_TIME_LIMIT,
  /** Used more memory than allowed. */
  MEMORY_LIMIT,
  /** Wrote more to one of its streams than allowed. */
  OUTPUT_LIMIT,
  /** Could not be started: no such command, or not executable. */
  NOT_STARTED,
  /** Was stopped because its caller asked for it. */
  CANCELLED,
  /** The machinery around the program failed; says nothing about the program. */
  SANDBOX_FAULT,
  /** Could not be prepared from its prediction; nothing was run. */
  INVALID_INPUT;

  /** Whether a wall-clock or processor-time limit ended the program. */
  public boolean timedOut() {
    return this == TIME_LIMIT || this == CPU_TIME_LIMIT;
  }

  /** Whether the row says nothing about the program, because the program never had its chance. */
  public boolean isNoVerdict() {
    return this == SANDBOX_FAULT || this == INVALID_INPUT || this == CANCELLED;
  }
}
