package dev.sce.report.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Scores of the problems with each label of one kind.
 *
 * @param kind for example {@code difficulty}
 * @param k the k of the pass@k that is shown
 * @param values its labels
 */
record Groups(String kind, int k, List<Group> values) {

  /**
   * Scores of problems with one label.
   *
   * @param value the label
   * @param problems how many have it and were judged
   * @param samples their judged samples
   * @param rate pass@k
   * @param low lower end of its interval; absent for none
   * @param high upper end
   */
  record Group(
      String value,
      long problems,
      long samples,
      double rate,
      @Nullable Double low,
      @Nullable Double high) {
    String svg() {
      return IntervalBar.svg(rate, low, high);
    }

    String interval() {
      return low == null || high == null ? "–" : Figures.rate(low) + " to " + Figures.rate(high);
    }
  }

  static List<Groups> of(JsonNode metrics) {
    List<Groups> all = new ArrayList<>();
    metrics
        .path("groups")
        .properties()
        .forEach(
            kind -> {
              List<Group> values = new ArrayList<>();
              kind.getValue().forEach(group -> add(values, group));
              int k = kind.getValue().path(0).at("/pass_at_k/0/k").asInt(1);
              if (!values.isEmpty()) {
                all.add(new Groups(Shown.text(kind.getKey()), k, values));
              }
            });
    return all;
  }

  private static void add(List<Group> values, JsonNode group) {
    JsonNode estimate = group.at("/pass_at_k/0");
    if (!estimate.hasNonNull("value")) {
      return;
    }
    values.add(
        new Group(
            Shown.text(group.path("value").asString("")),
            group.path("judged").asLong(),
            group.path("samples").asLong(),
            estimate.path("value").asDouble(),
            estimate.hasNonNull("low") ? estimate.path("low").asDouble() : null,
            estimate.hasNonNull("high") ? estimate.path("high").asDouble() : null));
  }
}
