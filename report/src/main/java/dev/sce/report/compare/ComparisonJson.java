package dev.sce.report.compare;

import dev.sce.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Comparisons as JSON; docs/compare.md says what each field means. */
public final class ComparisonJson {
  /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
  private static final int FORMAT = 1;

  private ComparisonJson() {}

  /** Returns a comparison as a JSON object. */
  public static String text(Comparison comparison) {
    return text(fields(comparison));
  }

  /** Returns comparisons of several evaluations as a JSON object. */
  public static String text(ComparisonMatrix matrix) {
    return text(fields(matrix));
  }

  private static String text(Map<String, Object> fields) {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
  }

  private static Map<String, Object> fields(Comparison comparison) {
    Map<String, Object> fields = head(comparison.dataSet());
    fields.put("conclusion", name(comparison.conclusion()));
    fields.put("a", side(comparison.a()));
    fields.put("b", side(comparison.b()));
    fields.put("problems", pairing(comparison.pairing()));
    fields.put("conditions", conditions(comparison.conditions()));
    fields.put("pass_at_1", passAt1(comparison));
    fields.put("table", table(comparison.table()));
    Difference strict = comparison.passAt1ExcludedAsFailed();
    fields.put("pass_at_1_excluded_as_failed", strict == null ? null : difference(strict));
    fields.put("pass_at_k", comparison.passAtK().stream().map(ComparisonJson::passAtK).toList());
    Map<String, Object> groups = new LinkedHashMap<>();
    comparison
        .groups()
        .forEach(
            (kind, labels) ->
                groups.put(
                    Json.writable(kind), labels.stream().map(ComparisonJson::group).toList()));
    fields.put("groups", groups);
    fields.put("fixed", problems(comparison.fixed()));
    fields.put("broken", problems(comparison.broken()));
    fields.put("changed", problems(comparison.changed()));
    return fields;
  }

  private static Map<String, Object> fields(ComparisonMatrix matrix) {
    Map<String, Object> fields = head(matrix.dataSet());
    fields.put("problems", matrix.problems());
    fields.put(
        "evaluations", indices(matrix.sides()).stream().map(at -> evaluation(matrix, at)).toList());
    fields.put("pairs", matrix.pairs().stream().map(ComparisonJson::pair).toList());
    return fields;
  }

  private static List<Integer> indices(List<?> list) {
    return IntStream.range(0, list.size()).boxed().toList();
  }

  private static Map<String, Object> evaluation(ComparisonMatrix matrix, int at) {
    Map<String, Object> fields = side(matrix.sides().get(at));
    fields.put("pass_at_1", matrix.passAt1().get(at));
    fields.put("conditions", conditions(matrix.conditions().get(at)));
    return fields;
  }

  private static Map<String, Object> pair(ComparisonMatrix.Pair pair) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("a", pair.a());
    fields.put("b", pair.b());
    fields.put("conclusion", name(pair.conclusion()));
    fields.putAll(difference(pair.difference()));
    put(fields, pair.test());
    fields.put("p_value_corrected", pair.correctedPValue());
    return fields;
  }

  private static Map<String, Object> head(String dataSet) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("dataset", Json.writable(dataSet));
    return fields;
  }

  private static Map<String, Object> side(Side side) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("directory", Json.writable(side.directory()));
    fields.put("finished", side.finished());
    fields.put("samples", side.samples());
    fields.put("judged", side.judged());
    fields.put("excluded", side.excluded());
    fields.put("without_problem", side.withoutProblem());
    fields.put("judged_problems", side.problems());
    return fields;
  }

  private static Map<String, Object> pairing(Pairing pairing) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("compared", pairing.compared().size());
    fields.put("only_a", ids(pairing.onlyA()));
    fields.put("only_b", ids(pairing.onlyB()));
    fields.put("without_judgement_a", ids(pairing.withoutJudgementA()));
    fields.put("without_judgement_b", ids(pairing.withoutJudgementB()));
    return fields;
  }

  private static List<String> ids(List<String> ids) {
    return ids.stream().map(Json::writable).toList();
  }

  private static List<Map<String, Object>> conditions(List<ConditionDifference> conditions) {
    return conditions.stream()
        .map(
            condition -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("name", Json.writable(condition.name()));
              fields.put("a", Json.writable(condition.a()));
              fields.put("b", Json.writable(condition.b()));
              return fields;
            })
        .toList();
  }

  private static Map<String, Object> passAt1(Comparison comparison) {
    Map<String, Object> fields = difference(comparison.passAt1());
    Precision precision = comparison.precision();
    fields.put("standard_error", precision == null ? null : precision.standardError());
    fields.put("detectable_difference", precision == null ? null : precision.detectable());
    put(fields, comparison.test());
    return fields;
  }

  private static void put(Map<String, Object> fields, PairedTest test) {
    fields.put("p_value", test.pValue());
    fields.put("test", name(test.method()));
  }

  private static Map<String, Object> difference(Difference difference) {
    Map<String, Object> fields = new LinkedHashMap<>();
    PairedInterval interval = difference.interval();
    fields.put("problems", difference.problems());
    fields.put("a_value", difference.a());
    fields.put("b_value", difference.b());
    fields.put("difference", difference.value());
    fields.put("low", interval == null ? null : interval.low());
    fields.put("high", interval == null ? null : interval.high());
    fields.put("interval", interval == null ? null : name(interval.method()));
    return fields;
  }

  private static @Nullable Map<String, Object> table(@Nullable PairedTable table) {
    if (table == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("both_pass", table.both());
    fields.put("only_a_passes", table.onlyA());
    fields.put("only_b_passes", table.onlyB());
    fields.put("neither_passes", table.neither());
    return fields;
  }

  private static Map<String, Object> passAtK(PassAtKDifference each) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("k", each.k());
    fields.putAll(difference(each.difference()));
    return fields;
  }

  private static Map<String, Object> group(GroupDifference group) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("value", Json.writable(group.label()));
    fields.putAll(difference(group.difference()));
    return fields;
  }

  private static List<Map<String, Object>> problems(List<ChangedProblem> problems) {
    return problems.stream()
        .map(
            problem -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("task_id", Json.writable(problem.id()));
              fields.put("a", outcome(problem.a()));
              fields.put("b", outcome(problem.b()));
              return fields;
            })
        .toList();
  }

  private static Map<String, Object> outcome(ProblemOutcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("samples", outcome.samples());
    fields.put("passed", outcome.passed());
    fields.put("excluded", outcome.excluded());
    fields.put("verdicts", outcome.verdicts());
    return fields;
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
