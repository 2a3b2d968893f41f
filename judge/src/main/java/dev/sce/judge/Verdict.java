package dev.sce.judge;

/** What is said of a sample, or of one of its tests. */
public enum Verdict {
  /** Everything that is expected. */
  PASSED,
  /** It ran and gave something else. */
  FAILED,
  /** It ended with an error of its own: an exception, a signal, a nonzero exit status. */
  RUNTIME_ERROR,
  /** It could not be compiled, or is not a program of its language at all. */
  COMPILE_ERROR,
  /**
   * The problem's judge crashed on what it gave, twice, so that it was not accepted; counts like
   * any other failure, for a sample may have caused it.
   */
  JUDGE_CRASHED,
  /** It met a limit of time. */
  TIMED_OUT,
  /** It met the limit of memory. */
  MEMORY_LIMIT,
  /** It met the limit of output. */
  OUTPUT_LIMIT,
  /** It was not run, for an earlier test had decided. */
  SKIPPED,
  /** A test was answered for more than once, so that it is open which answer counts. */
  DUPLICATE_TESTS,
  /** The program answered for tests that the problem does not have. */
  UNKNOWN_TESTS,
  /** What is needed for judging is missing: no answer, no tests, no such problem. */
  MISSING_INFO,
  /** The row cannot be read as a sample; nothing was run. */
  INVALID_INPUT,
  /** Our failure; says nothing about the sample and is never counted as its fault. */
  SANDBOX_FAULT;

  /** Whether the sample is to blame or to praise, rather than the input or us. */
  public boolean isJudgement() {
    return this != MISSING_INFO && this != INVALID_INPUT && this != SANDBOX_FAULT;
  }
}
