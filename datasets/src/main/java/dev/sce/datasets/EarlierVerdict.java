package dev.sce.datasets;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Verdicts that other software wrote beside samples, for comparison with ours. */
final class EarlierVerdict {
  private EarlierVerdict() {}

  /** Notes the verdicts that a row has. */
  static void addTo(SampleCollector collector, JsonNode row) {
    JsonNode graded = row.path("graded_list");
    JsonNode passed = row.path("passed");
    if (graded.isArray() && graded.valueStream().allMatch(JsonNode::isBoolean)) {
      List<Boolean> verdicts = new ArrayList<>();
      graded.forEach(verdict -> verdicts.add(verdict.asBoolean()));
      collector.judgedBefore("graded_list", verdicts);
    } else if (passed.isBoolean()) {
      collector.judgedBefore("passed", List.of(passed.asBoolean()));
    }
  }

  static Authored of(String field, boolean passed) {
    return new Authored(
        field, List.of(passed ? "passed" : "not passed"), grade -> grade.passed() == passed);
  }
}
