package dev.sce.eval.export;

import dev.sce.support.LogText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The main numbers as tables of GitHub's Markdown, with the problems that failed most. */
final class MarkdownExport implements Exporter {
  private static final int MOST_PROBLEMS = 10;
  private static final int LONGEST_ID = 80;

  @Override
  public long write(Exported results, Target target) throws IOException {
    JsonNode metrics = Metrics.of(results.directory());
    try (OutputStream bytes = target.open("summary.md");
        Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      out.write("### " + code(results.directory().dataSet()) + "\n\n");
      warnings(out, metrics);
      out.write("| | value | 95% interval |\n|---|---|---|\n");
      for (JsonNode estimate : metrics.path("pass_at_k")) {
        if (estimate.hasNonNull("value")) {
          String name = "pass@" + estimate.path("k").asInt();
          out.write("| " + name + " | " + number(estimate, "value") + " | ");
          out.write(
              estimate.hasNonNull("low")
                  ? number(estimate, "low") + " to " + number(estimate, "high") + " |\n"
                  : "|\n");
        }
      }
      if (metrics.hasNonNull("mean_score")) {
        out.write("| mean score | " + number(metrics, "mean_score") + " | |\n");
      }
      if (metrics.hasNonNull("mean_reward")) {
        out.write("| mean reward | " + number(metrics, "mean_reward") + " | |\n");
      }
      JsonNode problems = metrics.path("problems");
      out.write(
          "\n"
              + metrics.path("samples").path("judged").asLong()
              + " judged samples of "
              + problems.path("judged").asLong()
              + " problems, isolation "
              + code(metrics.path("isolation").asString(""))
              + "\n\n");
      verdicts(out, metrics);
      hardest(out, metrics);
    }
    return 0;
  }

  private static void warnings(Writer out, JsonNode metrics) throws IOException {
    JsonNode samples = metrics.path("samples");
    long excluded = samples.path("excluded").asLong();
    if (excluded > 0) {
      out.write(
          "> **Warning:** "
              + excluded
              + " of "
              + samples.path("total").asLong()
              + " samples have no judgement and count in no score.\n\n");
    }
    long without = metrics.path("problems").path("without_samples").asLong();
    if (without > 0) {
      out.write(
          "> **Warning:** "
              + without
              + " of "
              + metrics.path("problems").path("total").asLong()
              + " problems have no sample and count in no score.\n\n");
    }
    if (metrics.has("judge")) {
      out.write(
          "> **Warning:** tests ran in the samples' own processes, where samples can forge their"
              + " verdicts.\n\n");
    }
  }

  private static void verdicts(Writer out, JsonNode metrics) throws IOException {
    out.write("| verdict | samples |\n|---|---|\n");
    for (var verdict : metrics.path("verdicts").properties()) {
      out.write("| " + verdict.getKey() + " | " + verdict.getValue().asLong() + " |\n");
    }
  }

  private static void hardest(Writer out, JsonNode metrics) throws IOException {
    List<JsonNode> failed =
        metrics
            .path("per_problem")
            .valueStream()
            .filter(problem -> problem.path("passed").asLong() < problem.path("samples").asLong())
            .sorted(Comparator.comparingDouble(MarkdownExport::rate))
            .toList();
    if (failed.isEmpty()) {
      return;
    }
    out.write("\n<details><summary>Problems with failures: " + failed.size());
    out.write(failed.size() > MOST_PROBLEMS ? ", the hardest " + MOST_PROBLEMS : "");
    out.write("</summary>\n\n| problem | passed | samples |\n|---|---|---|\n");
    for (JsonNode problem : failed.stream().limit(MOST_PROBLEMS).toList()) {
      out.write(
          "| "
              + code(problem.path("task_id").asString(""))
              + " | "
              + problem.path("passed").asLong()
              + " | "
              + problem.path("samples").asLong()
              + " |\n");
    }
    out.write("\n</details>\n");
  }

  private static double rate(JsonNode problem) {
    return problem.path("passed").asDouble() / problem.path("samples").asDouble();
  }

  private static String number(JsonNode json, String field) {
    return String.format(Locale.ROOT, "%.4f", json.path(field).asDouble());
  }

  /** Returns a text that anybody may have chosen so that it is neither Markdown nor HTML. */
  private static String code(String text) {
    String plain = LogText.clean(text, LONGEST_ID, ' ').replace('`', '\'').replace("|", "\\|");
    return "`" + (plain.isBlank() ? " " : plain) + "`";
  }
}
