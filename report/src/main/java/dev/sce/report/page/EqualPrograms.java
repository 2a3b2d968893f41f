package dev.sce.report.page;

import dev.sce.eval.results.JudgedRow;
import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds equal programs for one problem that ran more than once, and did not end alike. */
final class EqualPrograms {
  /** What is remembered of the digits that a program is known by: enough to tell millions apart. */
  private static final int DIGITS = 15;

  private final Map<Key, Integer> firsts = new HashMap<>();
  private final Map<Integer, List<Integer>> groups = new HashMap<>();
  private final Map<Integer, Verdict> verdictOfFirst = new HashMap<>();
  private final Map<Integer, List<Integer>> disagreeing = new TreeMap<>();

  private record Key(int problem, long hash) {}

  void add(int position, int problem, JudgedRow row) {
    if (row.hash().length() < DIGITS) {
      return;
    }
    Key key = new Key(problem, hash(row.hash()));
    Integer first = firsts.putIfAbsent(key, position);
    if (first == null) {
      verdictOfFirst.put(position, row.verdict());
      return;
    }
    List<Integer> group = groups.computeIfAbsent(first, _ -> new ArrayList<>(List.of(first)));
    group.add(position);
    if (verdictOfFirst.get(first) != row.verdict()) {
      disagreeing.put(first, group);
    }
  }

  private static long hash(String digits) {
    try {
      return Long.parseLong(digits, 0, DIGITS, 16);
    } catch (NumberFormatException _) {
      return digits.hashCode();
    }
  }

  /** Returns how many programs ran more than once. */
  int repeated() {
    return groups.size();
  }

  /** Returns the positions of the samples of each program with more than one verdict. */
  List<List<Integer>> unstable() {
    return List.copyOf(disagreeing.values());
  }
}
