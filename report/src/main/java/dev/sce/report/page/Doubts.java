package dev.sce.report.page;

import dev.sce.eval.results.EvaluationDirectory;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Everything that makes the numbers of an evaluation doubtful, as sentences. */
final class Doubts {
  private Doubts() {}

  static List<String> of(EvaluationDirectory directory, Rows rows) {
    List<String> doubts = new ArrayList<>();
    JsonNode metrics = directory.metrics();
    if (!directory.isFinished()) {
      doubts.add(
          "The evaluation has not finished. Scores are those of the samples judged so far."
              + " The same command with --resume continues it.");
    } else if (metrics.at("/samples/total").asInt() != rows.columns().size()) {
      doubts.add(
          "results.jsonl has %s, but metrics.json was written for %s."
              .formatted(
                  Figures.count(rows.columns().size(), "row"),
                  Figures.count(metrics.at("/samples/total").asInt(), "row")));
    }
    if (rows.unjudged() > 0) {
      doubts.add(
          "%s of %s without a judgement: they count in no score. Failures by cause lists why."
              .formatted(
                  Figures.count(rows.unjudged()), Figures.count(rows.columns().size(), "sample")));
    }
    withoutSamples(doubts, metrics);
    if (metrics.has("judge") || !directory.condition("judge").isEmpty()) {
      doubts.add(
          "Tests ran in the samples' own processes, where samples can forge their verdicts.");
    }
    extraction(doubts, metrics);
    int unstable = rows.equal().unstable().size();
    if (unstable > 0) {
      doubts.add(
          "%s ran more than once and did not always get the same verdict. Instability lists %s."
              .formatted(Figures.count(unstable, "program"), unstable == 1 ? "it" : "them"));
    }
    return doubts;
  }

  private static void withoutSamples(List<String> doubts, JsonNode metrics) {
    JsonNode problems = metrics.path("problems");
    int without = problems.path("without_samples").asInt();
    if (without > 0) {
      List<String> ids =
          problems.path("without_samples_ids").valueStream().map(id -> id.asString("")).toList();
      doubts.add(
          "%s of %s without samples, which count in no score: %s%s"
              .formatted(
                  Figures.count(without),
                  Figures.count(problems.path("total").asInt(), "problem"),
                  Shown.text(String.join(", ", ids)),
                  without > ids.size() ? ", …" : "."));
    }
  }

  private static void extraction(List<String> doubts, JsonNode metrics) {
    add(
        doubts,
        metrics.at("/extraction/nothing").asInt(),
        "%s with no code block where one was asked for: an empty program was judged.");
    add(
        doubts,
        metrics.at("/extraction/unfinished_reasoning").asInt(),
        "%s whose reasoning never ends: the answer was probably cut off.");
    add(
        doubts,
        metrics.at("/samples/look_like_markdown").asInt(),
        "%s with a Markdown fence, judged as it is: probably an answer of a chat model; see"
            + " --extract.");
  }

  private static void add(List<String> doubts, int samples, String sentence) {
    if (samples > 0) {
      doubts.add(sentence.formatted(Figures.count(samples, "sample")));
    }
  }
}
