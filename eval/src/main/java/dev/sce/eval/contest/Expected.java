package dev.sce.eval.contest;

import dev.sce.eval.Grade;
import dev.sce.eval.Verdict;
import java.util.Locale;
import java.util.Optional;

/** What the author of a problem says about one of the submissions that come with it. */
public enum Expected {
  /** It passes. */
  ACCEPTED,
  /** It passes, but takes longer than the limit may allow. */
  SLOW_ACCEPTED,
  /** It passes some tests and not others. */
  PARTIALLY_ACCEPTED,
  /** Its output is wrong. */
  WRONG_ANSWER,
  /** It takes too long. */
  TIME_LIMIT_EXCEEDED,
  /** It ends with an error, or uses too much memory. */
  RUN_TIME_ERROR,
  /** It does not compile. */
  COMPILER_ERROR,
  /** It does not pass, for whatever reason. */
  REJECTED;

  /** Returns what a folder of submissions is for. */
  public static Optional<Expected> of(String folder) {
    return switch (folder.toLowerCase(Locale.ROOT).replace('-', '_')) {
      case "accepted", "correct" -> Optional.of(ACCEPTED);
      case "slow_accepted" -> Optional.of(SLOW_ACCEPTED);
      case "partially_accepted" -> Optional.of(PARTIALLY_ACCEPTED);
      case "wrong_answer" -> Optional.of(WRONG_ANSWER);
      case "time_limit_exceeded", "timelimit" -> Optional.of(TIME_LIMIT_EXCEEDED);
      case "run_time_error", "runtime_error" -> Optional.of(RUN_TIME_ERROR);
      case "compiler_error", "compile_error" -> Optional.of(COMPILER_ERROR);
      case "rejected" -> Optional.of(REJECTED);
      default -> Optional.empty();
    };
  }

  /** Whether a judgement is what is said. */
  public boolean isMetBy(Grade grade) {
    Verdict verdict = grade.verdict();
    return switch (this) {
      case ACCEPTED -> grade.passed();
      case SLOW_ACCEPTED -> grade.passed() || verdict == Verdict.TIMED_OUT;
      case PARTIALLY_ACCEPTED -> !grade.passed() && grade.score() > 0;
      case WRONG_ANSWER -> verdict == Verdict.FAILED || verdict == Verdict.OUTPUT_LIMIT;
      case TIME_LIMIT_EXCEEDED -> verdict == Verdict.TIMED_OUT;
      case RUN_TIME_ERROR -> verdict == Verdict.RUNTIME_ERROR || verdict == Verdict.MEMORY_LIMIT;
      case COMPILER_ERROR -> verdict == Verdict.COMPILE_ERROR;
      case REJECTED -> verdict.isJudgement() && !grade.passed();
    };
  }
}
