package dev.sce.report.compare;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.Verdict;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What became of each problem in one evaluation. Memory grows with the problems, not with the
 * samples.
 */
public final class EvaluationCounts {
  private final EvaluationDirectory directory;
  private final Map<String, ProblemTally> problems = new LinkedHashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private long samples;
  private long judged;
  private long withoutProblem;

  private EvaluationCounts(EvaluationDirectory directory) {
    this.directory = directory;
  }

  /**
   * Reads the rows of an evaluation.
   *
   * @throws UnusableFileException if a line is no row, or no sample was judged
   */
  public static EvaluationCounts read(EvaluationDirectory directory) throws IOException {
    EvaluationCounts counts = new EvaluationCounts(directory);
    RowHeads.read(directory.resultsFile(), (row, _) -> counts.add(row));
    if (counts.samples == 0) {
      throw new UnusableFileException(
          directory.resultsFile()
              + " is empty: no sample was judged yet; run the command of the evaluation again with"
              + " --resume");
    }
    if (counts.judged == 0) {
      throw new UnusableFileException(
          directory.resultsFile()
              + ": none of its "
              + counts.samples
              + " samples has a judgement, so there is nothing to compare; 'detail' in its rows says"
              + " why");
    }
    return counts;
  }

  /** Counts as the metrics of an evaluation do. */
  private void add(RowHead row) {
    samples++;
    if (!row.knownProblem()) {
      withoutProblem++;
      return;
    }
    judged += row.verdict().isJudgement() ? 1 : 0;
    problems.computeIfAbsent(row.taskId(), _ -> new ProblemTally()).add(shared(row));
  }

  /** Labels are the same few texts in all rows. */
  private RowHead shared(RowHead row) {
    if (row.groups().isEmpty()) {
      return row;
    }
    UnaryOperator<String> one = text -> texts.computeIfAbsent(text, same -> same);
    Map<String, String> groups = new LinkedHashMap<>();
    row.groups().forEach((name, label) -> groups.put(one.apply(name), one.apply(label)));
    return new RowHead(row.index(), row.taskId(), true, row.verdict(), groups);
  }

  /** Returns the directory that was read. */
  public EvaluationDirectory directory() {
    return directory;
  }

  /** Returns what is known of the evaluation as a whole. */
  public Side side() {
    int judgedProblems =
        (int) problems.values().stream().filter(problem -> problem.judged() > 0).count();
    return new Side(
        directory.path().toString(),
        directory.isFinished(),
        samples,
        judged,
        samples - judged,
        withoutProblem,
        judgedProblems);
  }

  /**
   * Reads, in another pass over the rows, why samples of some problems did not pass: for each
   * problem the message of the first such sample that has one. Messages may quote programs.
   */
  public Map<String, String> reasons(Set<String> ids) throws IOException {
    Map<String, String> reasons = new HashMap<>();
    if (!ids.isEmpty()) {
      RowHeads.read(
          directory.resultsFile(),
          (row, line) -> {
            String id = row.taskId();
            boolean failed = row.verdict() != Verdict.PASSED && row.verdict().isJudgement();
            String detail = failed && ids.contains(id) ? RowHead.detail(line) : null;
            if (detail != null) {
              reasons.putIfAbsent(id, detail);
            }
          });
    }
    return reasons;
  }

  /** Returns the problems that have rows, by id. */
  Map<String, ProblemTally> problems() {
    return Collections.unmodifiableMap(problems);
  }

  /** Returns a problem that has rows. */
  ProblemTally problem(String id) {
    return Objects.requireNonNull(problems.get(id), id);
  }

  /** Returns the k for which the evaluation reports pass@k; empty if it has not finished. */
  Optional<List<Integer>> ks() {
    JsonNode estimates = directory.metrics().path("pass_at_k");
    return estimates.isArray()
        ? Optional.of(
            StreamSupport.stream(estimates.spliterator(), false)
                .map(estimate -> estimate.path("k").asInt(0))
                .filter(k -> k > 0)
                .toList())
        : Optional.empty();
  }

  /** Returns the labels of a kind in the order in which the evaluation reports them. */
  List<String> labels(String kind) {
    return StreamSupport.stream(directory.metrics().path("groups").path(kind).spliterator(), false)
        .map(group -> group.path("value").asString(""))
        .toList();
  }
}
