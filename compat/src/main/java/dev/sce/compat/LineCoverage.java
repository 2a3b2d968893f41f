package dev.sce.compat;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The lines of a program and those that ran.
 *
 * @param lines numbers of the lines that hold code, from 1
 * @param covered those of them that ran at least once
 * @param failedTests statements of the tests that raised an error
 */
public record LineCoverage(SortedSet<Integer> lines, SortedSet<Integer> covered, int failedTests) {
  /** Copies the sets and keeps only those covered lines that there are. */
  public LineCoverage {
    lines = Collections.unmodifiableSortedSet(new TreeSet<>(lines));
    Set<Integer> known = lines;
    SortedSet<Integer> kept = new TreeSet<>(covered);
    kept.retainAll(known);
    covered = Collections.unmodifiableSortedSet(kept);
  }

  /** Returns the share of lines that ran, from 0 to 100; 100 for a program without lines. */
  public double percent() {
    return lines.isEmpty() ? 100 : 100.0 * covered.size() / lines.size();
  }

  /** Returns the lines that did not run. */
  public SortedSet<Integer> missing() {
    SortedSet<Integer> missing = new TreeSet<>(lines);
    missing.removeAll(covered);
    return missing;
  }
}
