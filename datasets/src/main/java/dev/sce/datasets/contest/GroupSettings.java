package dev.sce.datasets.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the settings of a group of tests, or of one test, say, with what is inherited from the
 * groups around it.
 *
 * @param arguments what programs are called with
 * @param judgeArguments what the output validator is called with, after its own
 * @param goesOn whether later tests are run after one that failed
 * @param withoutSamples whether the results of samples do not count
 */
record GroupSettings(
    List<String> arguments, List<String> judgeArguments, boolean goesOn, boolean withoutSamples) {
  /** What holds where nothing is said. */
  static final GroupSettings NONE = new GroupSettings(List.of(), List.of(), false, false);

  /** These are for people, for other programs than judges of output, or say how points add up. */
  private static final Set<String> OTHER =
      Set.of(
          "input_validator_flags",
          "input_validator_args",
          "input_visualizer_args",
          "output_visualizer_args",
          "full_feedback",
          "hint",
          "description");

  private static final Set<String> POINTS =
      Set.of(
          "accept_score",
          "reject_score",
          "range",
          "max_score",
          "score_aggregation",
          "require_pass",
          "scoring");

  /** With these a group has all its points exactly when every test of it is accepted. */
  private static final Set<String> GRADER_FLAGS =
      Set.of("worst_error", "first_error", "sum", "avg", "min", "ignore_sample");

  /** These call a submission accepted that has some of the points; it has passed with all. */
  private static final Set<String> SCORING_FLAGS =
      Set.of("always_accept", "accept_if_any_accepted");

  /** Copies the lists. */
  GroupSettings {
    arguments = List.copyOf(arguments);
    judgeArguments = List.copyOf(judgeArguments);
  }

  /**
   * Returns these settings with those of a file over them.
   *
   * @param place what the file is called in messages
   * @param yaml the file
   * @param validator the name of the output validator; empty when there is none
   * @param scoring whether the problem gives points
   * @param unsupported takes what would change judging and is not supported
   */
  GroupSettings with(
      String place, ObjectNode yaml, String validator, boolean scoring, List<String> unsupported) {
    List<String> newArguments = arguments;
    List<String> newJudgeArguments = judgeArguments;
    boolean on = goesOn;
    boolean without = withoutSamples;
    for (var entry : yaml.properties()) {
      String key = entry.getKey();
      JsonNode value = entry.getValue();
      try {
        switch (key) {
          case "args" -> newArguments = YamlValues.arguments(value);
          case "output_validator_args" -> newJudgeArguments = YamlValues.arguments(value);
          case "output_validator_flags" -> newJudgeArguments = flags(value, validator);
          case "on_reject" -> on = onReject(value);
          case "grading" -> mustBe(value, "default");
          case "grader_flags" -> without |= graderFlags(value, scoring).contains("ignore_sample");
          default -> {
            if (!OTHER.contains(key) && !(POINTS.contains(key) && scoring)) {
              unsupported.add(key + " of " + place);
            }
          }
        }
      } catch (IllegalArgumentException e) {
        unsupported.add(key + " of " + place + ": " + e.getMessage());
      }
    }
    return new GroupSettings(newArguments, newJudgeArguments, on, without);
  }

  /** Flags are a text, or are for the validator of a name. */
  private static List<String> flags(JsonNode value, String validator) {
    if (!value.isObject()) {
      return YamlValues.arguments(value);
    }
    JsonNode byName = value.path(validator);
    boolean named = YamlValues.name(value.get("name"), "").equals(validator);
    if (value.has("name") && value.has("flags") && value.size() == 2 && named) {
      return YamlValues.arguments(value.path("flags"));
    }
    if (value.size() == 1 && !byName.isMissingNode()) {
      return YamlValues.arguments(byName);
    }
    throw new IllegalArgumentException("must be a text, or name the only output validator");
  }

  private static boolean onReject(JsonNode value) {
    return switch (YamlValues.name(value, "break")) {
      case "break", "first_error" -> false;
      case "continue", "grade", "worst_error" -> true;
      default -> throw new IllegalArgumentException("must be break or continue");
    };
  }

  private static void mustBe(JsonNode value, String only) {
    if (!YamlValues.name(value, only).equals(only)) {
      throw new IllegalArgumentException("'" + value.asString("") + "' (graders)");
    }
  }

  private static List<String> graderFlags(JsonNode value, boolean scoring) {
    List<String> flags = YamlValues.words(value);
    List<String> unknown = new ArrayList<>(flags);
    unknown.removeAll(GRADER_FLAGS);
    unknown.removeAll(scoring ? SCORING_FLAGS : Set.of());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("'" + String.join(" ", unknown) + "'");
    }
    return flags;
  }
}
