package dev.sce.report.compare;

import dev.sce.eval.results.EvaluationDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory as {@code sce eval -o} leaves it. */
final class WrittenEvaluation {
  private final Path directory;
  private final StringBuilder rows = new StringBuilder();
  private String dataSet = "jsonl";
  private String timeout = "";
  private String ks = "1";
  private int index;

  WrittenEvaluation(Path directory) {
    this.directory = directory;
  }

  WrittenEvaluation dataSet(String name) {
    dataSet = name;
    return this;
  }

  WrittenEvaluation timeout(String time) {
    timeout = time;
    return this;
  }

  /** Sets the k, separated by commas, for which metrics.json has pass@k. */
  WrittenEvaluation ks(String numbers) {
    ks = numbers;
    return this;
  }

  /** Adds a row for each verdict. */
  WrittenEvaluation problem(String id, String... verdicts) {
    return problemOf("", id, verdicts);
  }

  /** Adds a row for each verdict, of a problem with a difficulty. */
  WrittenEvaluation problemOf(String difficulty, String id, String... verdicts) {
    for (String verdict : verdicts) {
      rows.append("{\"index\":").append(index++).append(",\"task_id\":\"").append(id);
      rows.append("\",\"sample\":0,\"sample_hash\":\"h\",\"known_problem\":");
      rows.append(!verdict.equals("MISSING_INFO"));
      rows.append(",\"verdict\":\"").append(verdict).append("\",\"passed\":");
      rows.append(verdict.equals("PASSED")).append(",\"score\":0,\"runtime\":0.1");
      if (!difficulty.isEmpty()) {
        rows.append(",\"groups\":{\"difficulty\":\"").append(difficulty).append("\"}");
      }
      rows.append(",\"detail\":null,\"tests\":[]}\n");
    }
    return this;
  }

  /** Adds text to the rows. */
  WrittenEvaluation text(String text) {
    rows.append(text);
    return this;
  }

  EvaluationDirectory write() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("results.jsonl"), rows);
    Files.writeString(
        directory.resolve("run.json"),
        "{\"dataset\":\"" + dataSet + "\",\"isolation\":\"none\",\"timeout\":\"" + timeout + "\"}");
    String estimates = ks.replaceAll("(\\d+)", "{\"k\":$1}");
    Files.writeString(
        directory.resolve("metrics.json"),
        "{\"pass_at_k\":["
            + estimates
            + "],\"groups\":{\"difficulty\":[{\"value\":\"easy\"},{\"value\":\"hard\"}]}}");
    return EvaluationDirectory.open(directory);
  }

  EvaluationCounts counts() throws IOException {
    return EvaluationCounts.read(write());
  }
}
