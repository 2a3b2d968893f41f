package dev.sce.eval;

import dev.sce.eval.metrics.Distribution;
import dev.sce.eval.metrics.Estimate;
import dev.sce.eval.metrics.Interval;
import dev.sce.eval.metrics.PassAtK;
import dev.sce.eval.metrics.ProblemCounts;
import dev.sce.eval.metrics.Report;
import dev.sce.json.Json;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.text.Extraction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes {@code metrics.json}; docs/metrics.md says what each field means. */
final class MetricsFile {
  /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
  private static final int FORMAT = 1;

  private static final int MOST_IDS = 20;

  private MetricsFile() {}

  static void write(EvaluationRequest request, Scores scores) throws IOException {
    JsonFile.write(request.metricsFile(), fields(request, scores));
  }

  static Map<String, Object> fields(EvaluationRequest request, Scores scores) {
    Report report = scores.report();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("dataset", request.dataSet());
    if (request.judgesInProcess()) {
      fields.put("judge", JudgeProcess.IN_PROCESS.label());
    }
    if (request.givesHarnessNames()) {
      fields.put("harness_names", true);
    }
    request.rule().ifPresent(rule -> fields.put("rule", rule));
    fields.put("complete", scores.isComplete());
    fields.put("problems", problems(scores));
    fields.put("samples", samples(scores));
    fields.put("extraction", extraction(scores.extractions()));
    fields.put("pass_at_k", report.passAtK().stream().map(MetricsFile::estimate).toList());
    fields.put(
        "pass_at_k_excluded_as_failed",
        report.passAtKExcludedAsFailed().stream().map(MetricsFile::estimate).toList());
    fields.put("pass_hat_k", report.passHatK().stream().map(MetricsFile::estimate).toList());
    // The names that scripts look for; what has no value has none.
    for (Estimate estimate : report.passAtK()) {
      if (estimate.value() != null) {
        fields.put("pass@" + estimate.k(), estimate.value());
      }
    }
    fields.put("mean_score", report.meanScore().orElse(null));
    if (scores.meanReward().isPresent()) {
      fields.put("mean_reward", scores.meanReward().getAsDouble());
    }
    fields.put("verdicts", report.verdicts());
    fields.put("excluded", excluded(scores.exclusions()));
    if (scores.authors().submissions() > 0) {
      fields.put("authors_verdicts", authors(scores.authors()));
    }
    fields.put("test_verdicts", scores.tests());
    fields.put("runtime_seconds", figures(report.seconds()));
    fields.put("peak_memory_bytes", figures(report.bytes()));
    fields.put("launchers", scores.launchers());
    fields.put("elapsed_seconds", scores.elapsed().toMillis() / 1000.0);
    fields.put("isolation", scores.isolation());
    fields.put("resumed_rows", scores.resumed());
    fields.put("run", new TreeMap<>(request.notes()));
    List<Integer> ks = report.passAtK().stream().map(Estimate::k).toList();
    Map<String, List<GroupScore>> groups = GroupScore.all(request.problems(), report);
    if (!groups.isEmpty()) {
      fields.put("groups", groups(groups, ks));
    }
    fields.put("per_problem", report.problems().stream().map(p -> problem(p, ks)).toList());
    return fields;
  }

  private static Map<String, Object> problems(Scores scores) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("total", scores.problems());
    fields.put("judged", scores.report().judgedProblems().size());
    fields.put("without_samples", scores.unattempted().size());
    fields.put(
        "without_samples_ids",
        scores.unattempted().stream().limit(MOST_IDS).map(Json::writable).toList());
    return fields;
  }

  private static Map<String, Object> samples(Scores scores) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("total", scores.report().samples());
    fields.put("judged", scores.report().judged());
    fields.put("excluded", scores.report().excluded());
    fields.put("duplicates", scores.duplicates());
    fields.put("look_like_markdown", scores.extractions().markdown());
    return fields;
  }

  private static Map<String, Object> extraction(Extractions extractions) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rules", extractions.rules());
    fields.put("fenced", extractions.fenced());
    for (Extraction.Found found : Extraction.Found.values()) {
      fields.put(field(found), extractions.count(found));
    }
    return fields;
  }

  /** Returns the field that counts samples with their program at such a place. */
  static String field(Extraction.Found found) {
    return found.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> excluded(Exclusions exclusions) {
    Map<String, Object> verdicts = new LinkedHashMap<>();
    exclusions
        .byVerdict()
        .forEach(
            (verdict, own) -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("samples", own.samples());
              fields.put("without_problem", own.withoutProblem());
              fields.put("examples", own.examples().stream().map(MetricsFile::example).toList());
              verdicts.put(verdict, fields);
            });
    return verdicts;
  }

  private static Map<String, Object> authors(AuthorsVerdicts authors) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("submissions", authors.submissions());
    fields.put("met", authors.met());
    fields.put("others", authors.others().stream().map(MetricsFile::other).toList());
    return fields;
  }

  private static Map<String, Object> other(AuthorsVerdicts.Other other) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("task_id", Json.writable(other.problemId()));
    fields.put("submission", Json.writable(other.submission()));
    fields.put("expected", other.expected().stream().map(Json::writable).toList());
    fields.put("verdict", other.verdict());
    fields.put("detail", other.detail() == null ? null : Json.writable(other.detail()));
    return fields;
  }

  private static Map<String, Object> example(Exclusions.Example example) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("index", example.index());
    fields.put("task_id", Json.writable(example.problemId()));
    fields.put("sample", example.number());
    fields.put("detail", example.detail() == null ? null : Json.writable(example.detail()));
    return fields;
  }

  private static Map<String, Object> groups(
      Map<String, List<GroupScore>> groups, List<Integer> ks) {
    Map<String, Object> fields = new LinkedHashMap<>();
    groups.forEach(
        (name, scores) ->
            fields.put(
                Json.writable(name), scores.stream().map(score -> group(score, ks)).toList()));
    return fields;
  }

  private static Map<String, Object> group(GroupScore score, List<Integer> ks) {
    List<ProblemCounts> judged = score.estimates().problems();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("value", Json.writable(score.value()));
    fields.put("problems", score.problems());
    fields.put("judged", judged.size());
    fields.put("samples", judged.stream().mapToLong(ProblemCounts::samples).sum());
    fields.put("passed", judged.stream().mapToLong(ProblemCounts::passed).sum());
    fields.put("mean_score", score.estimates().meanScore().orElse(null));
    fields.put("pass_at_k", ks.stream().map(k -> estimate(score.passAtK(k))).toList());
    return fields;
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Interval interval = estimate.interval();
    fields.put("k", estimate.k());
    fields.put("value", estimate.value());
    fields.put("low", interval == null ? null : interval.low());
    fields.put("high", interval == null ? null : interval.high());
    fields.put("interval", interval == null ? null : name(interval.method()));
    fields.put("problems", estimate.problems());
    fields.put("too_few_samples", estimate.tooFew());
    fields.put("partial", estimate.partial());
    return fields;
  }

  private static String name(Interval.Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Map<String, Object> figures(Optional<Distribution.Figures> optional) {
    if (optional.isEmpty()) {
      return null;
    }
    Distribution.Figures figures = optional.get();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("count", figures.count());
    fields.put("min", figures.min());
    fields.put("median", figures.median());
    fields.put("mean", figures.mean());
    fields.put("p95", figures.p95());
    fields.put("max", figures.max());
    return fields;
  }

  private static Map<String, Object> problem(ProblemCounts problem, List<Integer> ks) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("task_id", Json.writable(problem.id()));
    fields.put("samples", problem.samples());
    fields.put("passed", problem.passed());
    fields.put("excluded", problem.excluded());
    fields.put("mean_score", problem.samples() == 0 ? null : problem.meanScore());
    Map<String, Double> estimates = new LinkedHashMap<>();
    for (int k : ks) {
      if (k <= problem.samples()) {
        estimates.put(
            String.valueOf(k), PassAtK.atLeastOne(problem.samples(), problem.passed(), k));
      }
    }
    fields.put("pass_at_k", estimates);
    return fields;
  }
}
