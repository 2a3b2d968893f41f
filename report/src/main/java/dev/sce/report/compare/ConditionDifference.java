package dev.sce.report.compare;

import dev.sce.eval.results.EvaluationDirectory;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Something that verdicts depend on besides the samples, and that two evaluations did differently:
 * a field of {@code run.json}.
 *
 * @param name the field, for example {@code timeout}
 * @param a what A had; empty for nothing
 * @param b what B had; empty for nothing
 */
public record ConditionDifference(String name, String a, String b) {
  /** Returns the conditions that differ, by name. */
  static List<ConditionDifference> between(EvaluationDirectory a, EvaluationDirectory b) {
    Map<String, String> ofA = a.conditions();
    Map<String, String> ofB = b.conditions();
    TreeSet<String> names = new TreeSet<>(ofA.keySet());
    names.addAll(ofB.keySet());
    return names.stream()
        .map(
            name ->
                new ConditionDifference(
                    name, ofA.getOrDefault(name, ""), ofB.getOrDefault(name, "")))
        .filter(condition -> !condition.a().equals(condition.b()))
        .toList();
  }
}
