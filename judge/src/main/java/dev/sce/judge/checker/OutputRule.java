package dev.sce.judge.checker;

import dev.sce.Blob;

/** Says whether what a program printed counts as what was expected. */
@FunctionalInterface
public interface OutputRule {
  /** Returns whether the output is right; must be quick whatever a program printed. */
  boolean accepts(String expected, String actual);

  /** Returns a rule that asks a checker. */
  static OutputRule of(Checker checker) {
    return (expected, actual) ->
        checker.firstDifference(Blob.ofText(expected), Blob.ofText(actual)).isEmpty();
  }

  /**
   * Returns a rule by its name: one of {@link OutputRules} in small letters with hyphens, such as
   * {@code apps-ordered}, or a checker's, as in {@link Checkers#named}.
   *
   * @throws IllegalArgumentException when there is none
   */
  static OutputRule named(String name) {
    for (OutputRules rule : OutputRules.values()) {
      if (rule.label().equals(name)) {
        return rule;
      }
    }
    return of(Checkers.named(name));
  }
}
