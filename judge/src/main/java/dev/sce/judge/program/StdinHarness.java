package dev.sce.judge.program;

/**
 * How a program in Python meets its standard input and output.
 *
 * <p>Some code of training runs a program as the body of a function, inside its own process, with
 * input and output that are texts in memory. Programs behave otherwise there: those that end by
 * {@code sys.exit(1)} have ended well, one that reads {@code sys.stdin.buffer} may fail. Rewards
 * are only the same where that is the same; {@code harness.py} says what each does.
 */
public enum StdinHarness {
  /** A process with pipes, as anywhere else. */
  NONE,
  /** As PRIME and verl run programs. */
  PRIME,
  /** As LiveCodeBench runs programs since its input has a {@code buffer}. */
  LIVE_CODE_BENCH,
  /** As LiveCodeBench ran programs before, and rLLM does. */
  EARLY_LIVE_CODE_BENCH
}
