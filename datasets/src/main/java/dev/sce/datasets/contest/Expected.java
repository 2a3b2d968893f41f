package dev.sce.datasets.contest;

import dev.sce.judge.Grade;
import dev.sce.judge.Verdict;
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
  /** It is never wrong, but takes too long or too much. */
  BRUTE_FORCE,
  /** It prints too much. */
  OUTPUT_LIMIT,
  /** It does not pass, for whatever reason. */
  REJECTED;

  /** Returns what a folder of submissions is for. */
  public static Optional<Expected> of(String folder) {
    return switch (folder.toLowerCase(Locale.ROOT).replace('-', '_')) {
      case "accepted", "correct" -> Optional.of(ACCEPTED);
      case "slow_accepted" -> Optional.of(SLOW_ACCEPTED);
      case "partially_accepted", "partial" -> Optional.of(PARTIALLY_ACCEPTED);
      case "wrong_answer", "no_output" -> Optional.of(WRONG_ANSWER);
      case "time_limit_exceeded", "timelimit" -> Optional.of(TIME_LIMIT_EXCEEDED);
      case "run_time_error", "runtime_error" -> Optional.of(RUN_TIME_ERROR);
      case "compiler_error", "compile_error" -> Optional.of(COMPILER_ERROR);
      case "brute_force" -> Optional.of(BRUTE_FORCE);
      case "output_limit" -> Optional.of(OUTPUT_LIMIT);
      case "rejected" -> Optional.of(REJECTED);
      default -> Optional.empty();
    };
  }

  /** Returns what a word of DOMjudge's tag in a source means. */
  static Optional<Expected> tagged(String word) {
    return switch (word.toUpperCase(Locale.ROOT).replace('_', '-')) {
      case "CORRECT", "ACCEPTED" -> Optional.of(ACCEPTED);
      case "WRONG-ANSWER", "NO-OUTPUT" -> Optional.of(WRONG_ANSWER);
      case "TIMELIMIT", "TIME-LIMIT-EXCEEDED" -> Optional.of(TIME_LIMIT_EXCEEDED);
      case "RUN-ERROR", "RUN-TIME-ERROR", "MEMORY-LIMIT" -> Optional.of(RUN_TIME_ERROR);
      case "COMPILER-ERROR" -> Optional.of(COMPILER_ERROR);
      case "OUTPUT-LIMIT" -> Optional.of(OUTPUT_LIMIT);
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
      case BRUTE_FORCE ->
          verdict == Verdict.TIMED_OUT
              || verdict == Verdict.RUNTIME_ERROR
              || verdict == Verdict.MEMORY_LIMIT;
      case OUTPUT_LIMIT -> verdict == Verdict.OUTPUT_LIMIT;
      case REJECTED -> verdict.isJudgement() && !grade.passed();
    };
  }
}
