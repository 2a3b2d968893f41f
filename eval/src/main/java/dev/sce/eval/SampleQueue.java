package dev.sce.eval;

import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.eval.results.SampleHash;
import dev.sce.json.FinishedRows;
import dev.sce.json.Shard;
import dev.sce.json.UnusableFileException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads samples and says of each what is known before it runs. Used by one thread.
 *
 * <p>Rows that an earlier run finished pass through as well, so that a row has the same index
 * everywhere. To find duplicates, about 200 bytes are kept for each different sample.
 */
final class SampleQueue implements Iterator<QueuedSample> {
  private final Iterator<SampleRow> rows;
  private final ProblemIndex problems;
  private final FinishedRows finished;
  private final @Nullable Map<String, Long> firsts;
  private final @Nullable Shard shard;
  private final Set<String> ownProblems;
  private final Extractions.Counter extractions = new Extractions.Counter();
  private @Nullable QueuedSample next;
  private long index;

  /**
   * Makes a queue.
   *
   * @param shard whose samples are taken: those of its problems, and every so many-th of those that
   *     are for no problem; absent: all
   */
  SampleQueue(
      Iterator<SampleRow> rows,
      ProblemIndex problems,
      FinishedRows finished,
      boolean dedupe,
      @Nullable Shard shard) {
    this.rows = rows;
    this.problems = problems;
    this.finished = finished;
    this.firsts = dedupe ? new HashMap<>() : null;
    this.shard = shard;
    this.ownProblems = shard == null ? Set.of() : problems.ids(shard);
  }

  /** Returns what a row is known by in a results file. */
  static JsonNode identity(String problemId, int number, String hash) {
    return JsonNodeFactory.instance.stringNode(problemId + "#" + number + "#" + hash);
  }

  /** Returns a sample that is judged whatever was judged before. */
  static QueuedSample queued(long index, SampleRow row, ProblemIndex problems) {
    String hash = row instanceof SampleRow.Valid valid ? SampleHash.of(valid.sample()) : "";
    QueuedSample unknown = new QueuedSample(index, row, hash, null, null, false);
    Problem problem = problems.find(unknown.sampleProblemId()).orElse(null);
    return new QueuedSample(index, row, hash, problem, null, false);
  }

  /** Returns how the programs so far were taken out of what models wrote. */
  Extractions extractions() {
    return extractions.all();
  }

  @Override
  public boolean hasNext() {
    while (next == null && rows.hasNext()) {
      SampleRow row = rows.next();
      QueuedSample sample = queued(index, row, problems);
      if (isOwn(sample)) {
        extractions.add(row);
        next = sample;
      }
      index++;
    }
    if (next == null && finished.highestIndex() >= index) {
      throw new UnusableFileException(
          "the results file holds a row with index "
              + finished.highestIndex()
              + ", but there are only "
              + index
              + " samples; they are not those that were evaluated before");
    }
    return next != null;
  }

  private boolean isOwn(QueuedSample sample) {
    if (shard == null) {
      return true;
    }
    Problem problem = sample.problem();
    return problem == null ? shard.has(sample.index()) : ownProblems.contains(problem.id());
  }

  @Override
  public QueuedSample next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("all samples have been taken");
    }
    QueuedSample plain = next;
    next = null;
    Problem problem = plain.problem();
    String hash = plain.hash();
    Long first = problem == null || hash.isEmpty() ? null : firstEqual(plain);
    return new QueuedSample(plain.index(), plain.row(), hash, problem, first, isFinished(plain));
  }

  private @Nullable Long firstEqual(QueuedSample queued) {
    return firsts == null
        ? null
        : firsts.putIfAbsent(queued.problemId() + "#" + queued.hash(), queued.index());
  }

  private boolean isFinished(QueuedSample queued) {
    if (!finished.has(queued.index())) {
      return false;
    }
    JsonNode identity = identity(queued.problemId(), queued.number(), queued.hash());
    if (!finished.matches(queued.index(), identity)) {
      throw new UnusableFileException(
          queued.row().place()
              + ": the sample with index "
              + queued.index()
              + " is not the one in the results file; these are not the samples that were"
              + " evaluated before");
    }
    return true;
  }
}
