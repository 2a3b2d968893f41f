package dev.sce.datasets;

import dev.sce.judge.Grade;
import java.util.List;
import java.util.function.Predicate;

/**
 * A sample that its author has written to be judged in some way, to try a problem.
 *
 * @param submission its name
 * @param expected how it is to be judged, in words; empty where nothing is said
 * @param isMet whether a judgement is that
 */
public record Authored(String submission, List<String> expected, Predicate<Grade> isMet) {
  /** Copies the list. */
  public Authored {
    expected = List.copyOf(expected);
  }
}
