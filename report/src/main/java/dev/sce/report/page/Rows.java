package dev.sce.report.page;

import dev.sce.eval.results.JudgedRow;
import dev.sce.eval.results.JudgedRows;
import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one pass over all rows keeps of them. */
final class Rows {
  private final Columns columns;
  private final Clusters clusters = new Clusters();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<ProblemRow> problems = new ArrayList<>();
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private final EqualPrograms equal = new EqualPrograms();
  private int duplicates;

  private Rows(int size) {
    this.columns = new Columns(size);
  }

  static Rows read(JudgedRows source) {
    Rows rows = new Rows(source.size());
    int position = 0;
    for (Iterator<JudgedRow> all = source.all().iterator(); all.hasNext(); ) {
      rows.add(position++, all.next());
    }
    rows.equal.unstable().forEach(group -> group.forEach(rows.columns::markUnstable));
    return rows;
  }

  private void add(int position, JudgedRow row) {
    int number =
        numbers.computeIfAbsent(
            row.taskId(),
            id -> {
              problems.add(new ProblemRow(id, row.knownProblem()));
              return problems.size() - 1;
            });
    problems.get(number).add(row.isJudged(), row.passed(), row.score());
    verdicts.merge(row.verdict(), 1, Integer::sum);
    columns.set(position, row, number, clusters.add(position, row));
    if (row.duplicateOf() != null) {
      duplicates++;
    } else if (row.isJudged()) {
      equal.add(position, number, row);
    }
  }

  Columns columns() {
    return columns;
  }

  Clusters clusters() {
    return clusters;
  }

  List<ProblemRow> problems() {
    return problems;
  }

  /** Returns the problems that the data set has and that have a judged sample. */
  List<ProblemRow> judgedProblems() {
    return problems.stream().filter(each -> each.isKnown() && each.judged() > 0).toList();
  }

  /** Returns samples by verdict: the one that passes first, then the most frequent. */
  Map<Verdict, Integer> verdicts() {
    Map<Verdict, Integer> sorted = new LinkedHashMap<>();
    verdicts.entrySet().stream()
        .sorted(
            (a, b) ->
                a.getKey() == Verdict.PASSED
                    ? -1
                    : b.getKey() == Verdict.PASSED ? 1 : b.getValue() - a.getValue())
        .forEach(each -> sorted.put(each.getKey(), each.getValue()));
    return sorted;
  }

  EqualPrograms equal() {
    return equal;
  }

  int duplicates() {
    return duplicates;
  }

  int unjudged() {
    return verdicts.entrySet().stream()
        .filter(each -> !each.getKey().isJudgement())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
