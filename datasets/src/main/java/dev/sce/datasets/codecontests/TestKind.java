package dev.sce.datasets.codecontests;

import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Where a test of CodeContests is from; the first part of its name, as in {@code public/0}. */
public enum TestKind {
  /** Shown in the problem's statement. */
  PUBLIC,
  /** Used by the contest. */
  PRIVATE,
  /** Made by the authors of the data set by changing others; some are wrong. */
  GENERATED;

  /** Returns the field that holds such tests. */
  String field() {
    return label() + "_tests";
  }

  /** Returns its name in small letters. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns for each kind of test that a sample was judged by whether it passed all of that kind;
   * tests that were not run count as not passed.
   */
  public static Map<TestKind, Boolean> passed(Grade grade) {
    Map<TestKind, Boolean> passed = new EnumMap<>(TestKind.class);
    for (TestResult test : grade.tests()) {
      for (TestKind kind : values()) {
        if (test.name().startsWith(kind.label() + "/")) {
          passed.merge(kind, test.verdict() == Verdict.PASSED, Boolean::logicalAnd);
        }
      }
    }
    return passed;
  }
}
