package dev.sce.datasets.apps;

import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.CallGrader;

/** The four results by which the tools of APPS and its kin record a sample. */
public enum AppsCode {
  /** {@code -2}: the program could not be loaded. */
  COMPILE_ERROR("-2"),
  /** {@code -1}: a test raised an error or took too long. */
  RUNTIME_ERROR("-1"),
  /** {@code false}: a test gave something else. */
  FAILED("false"),
  /** {@code true}: all tests passed. */
  PASSED("true");

  private final String text;

  AppsCode(String text) {
    this.text = text;
  }

  /** Returns the result of a judgement, in which an error outweighs a wrong answer. */
  public static AppsCode of(Grade grade) {
    if (grade.passed()) {
      return PASSED;
    }
    String detail = grade.detail();
    if (grade.verdict() == Verdict.COMPILE_ERROR
        || (detail != null && detail.startsWith(CallGrader.LOADING))) {
      return COMPILE_ERROR;
    }
    boolean wrongOnly =
        grade.tests().stream().map(TestResult::verdict).noneMatch(AppsCode::isError);
    return wrongOnly ? FAILED : RUNTIME_ERROR;
  }

  private static boolean isError(Verdict verdict) {
    return switch (verdict) {
      case PASSED, FAILED, SKIPPED -> false;
      default -> true;
    };
  }

  /** Returns the result as it is written in JSON. */
  @Override
  public String toString() {
    return text;
  }
}
