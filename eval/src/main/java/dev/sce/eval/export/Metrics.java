package dev.sce.eval.export;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.json.UnusableFileException;
import tools.jackson.databind.JsonNode;

/** The metrics of a finished evaluation. */
final class Metrics {
  private Metrics() {}

  /**
   * Returns {@code metrics.json}.
   *
   * @throws UnusableFileException if the evaluation has not finished
   */
  static JsonNode of(EvaluationDirectory directory) {
    if (!directory.isFinished()) {
      throw new UnusableFileException(
          directory.path()
              + " has no metrics.json: the evaluation was interrupted; run it again with --resume");
    }
    return directory.metrics();
  }
}
