package dev.sce.eval.stdin;

/** Says whether what a program printed counts as what was expected. */
@FunctionalInterface
public interface OutputRule {
  /** Returns whether the output is right; must be quick whatever a program printed. */
  boolean accepts(String expected, String actual);
}
