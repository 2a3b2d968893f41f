package dev.sce.report.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The difference of pass@1 over the problems that carry one label.
 *
 * @param label the label, for example {@code easy}
 * @param difference the difference over them
 */
public record GroupDifference(String label, Difference difference) {
  /** Returns the differences by kind of label, for example {@code difficulty}. */
  static Map<String, List<GroupDifference>> all(
      EvaluationCounts a, EvaluationCounts b, List<String> ids) {
    Map<String, Map<String, List<String>>> members = new TreeMap<>();
    for (String id : ids) {
      Map<String, String> ofA = a.problem(id).groups();
      Map<String, String> groups = ofA.isEmpty() ? b.problem(id).groups() : ofA;
      groups.forEach(
          (kind, label) ->
              members
                  .computeIfAbsent(kind, _ -> new TreeMap<>())
                  .computeIfAbsent(label, _ -> new ArrayList<>())
                  .add(id));
    }
    Map<String, List<GroupDifference>> all = new LinkedHashMap<>();
    members.forEach((kind, labels) -> all.put(kind, differences(a, b, kind, labels)));
    return all;
  }

  /** Labels are in the order in which metrics have them; others follow, by their letters. */
  private static List<GroupDifference> differences(
      EvaluationCounts a, EvaluationCounts b, String kind, Map<String, List<String>> labels) {
    List<String> order = a.labels(kind);
    return labels.entrySet().stream()
        .map(
            entry ->
                new GroupDifference(
                    entry.getKey(),
                    Differences.passAtK(Pairs.of(a, b, entry.getValue(), false), 1)))
        .sorted(
            Comparator.comparingInt(
                group -> {
                  int place = order.indexOf(group.label());
                  return place < 0 ? order.size() : place;
                }))
        .toList();
  }
}
