package dev.sce.eval.export;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.eval.results.JudgedRow;
import dev.sce.eval.results.JudgedRows;
import dev.sce.eval.results.JudgedSamples;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is exported.
 *
 * @param directory the evaluation
 * @param rows its rows
 * @param samples its programs; absent for formats without
 */
record Exported(EvaluationDirectory directory, JudgedRows rows, @Nullable JudgedSamples samples) {

  /** Returns the programs of a format that has them. */
  JudgedSamples programs() {
    return Objects.requireNonNull(samples, "the format has no programs");
  }

  /** Returns the judged rows of each problem that has some, in the order of the samples. */
  Stream<List<JudgedRow>> judgedByProblem() {
    return rows.byProblem()
        .map(list -> list.stream().filter(JudgedRow::isJudged).toList())
        .filter(list -> !list.isEmpty());
  }
}
