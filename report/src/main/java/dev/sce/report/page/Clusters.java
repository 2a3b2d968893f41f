package dev.sce.report.page;

import dev.sce.eval.results.JudgedRow;
import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples that did not pass, by verdict and {@link ErrorLine}. */
final class Clusters {
  /** Beyond these, a verdict has one more for all other lines, so that memory stays bounded. */
  private static final int MOST = 2000;

  private static final int EXAMPLES = 3;
  private static final String OTHER = "(other messages)";

  private final Map<Key, Cluster> all = new LinkedHashMap<>();

  private record Key(Verdict verdict, String line) {}

  /** Samples that failed in the same way. */
  static final class Cluster {
    private final int number;
    private final Verdict verdict;
    private final String line;
    private final List<Integer> examples = new ArrayList<>();
    private int count;

    Cluster(int number, Verdict verdict, String line) {
      this.number = number;
      this.verdict = verdict;
      this.line = line;
    }

    /** Returns its place among all clusters in the order in which they were found. */
    int number() {
      return number;
    }

    Verdict verdict() {
      return verdict;
    }

    /** Returns what is said of its samples; empty where nothing is. */
    String line() {
      return line;
    }

    int count() {
      return count;
    }

    /** Returns the positions of its first samples. */
    List<Integer> examples() {
      return examples;
    }
  }

  /** Adds a row and returns the number of its cluster; {@link Columns#NONE} for one that passed. */
  int add(int position, JudgedRow row) {
    if (row.passed()) {
      return Columns.NONE;
    }
    Key key = new Key(row.verdict(), ErrorLine.of(row));
    if (all.size() >= MOST && !all.containsKey(key)) {
      key = new Key(row.verdict(), OTHER);
    }
    Cluster cluster =
        all.computeIfAbsent(key, each -> new Cluster(all.size(), each.verdict, each.line));
    cluster.count++;
    if (cluster.examples.size() < EXAMPLES) {
      cluster.examples.add(position);
    }
    return cluster.number;
  }

  /** Returns them in the order of their numbers. */
  List<Cluster> inOrder() {
    return List.copyOf(all.values());
  }

  /** Returns the largest first. */
  List<Cluster> bySize() {
    return all.values().stream()
        .sorted(Comparator.comparingInt(Cluster::count).reversed())
        .toList();
  }
}
