package dev.sce.datasets.contest;

import dev.sce.datasets.contest.Expectation.Result;
import dev.sce.datasets.contest.Expectation.Rule;
import dev.sce.json.InvalidDataException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code submissions.yaml} says of submissions: what they come to, their language, where they
 * begin. Scores and messages are not looked at.
 *
 * @param entries what it says of which paths
 */
record SubmissionsYaml(List<Entry> entries) {
  private static final Logger log = LoggerFactory.getLogger(SubmissionsYaml.class);
  private static final Set<String> OTHER =
      Set.of("authors", "model_solution", "score", "message", "use_for_time_limit");

  /** Nothing is said. */
  static final SubmissionsYaml NONE = new SubmissionsYaml(List.of());

  /** Copies the list. */
  SubmissionsYaml {
    entries = List.copyOf(entries);
  }

  /**
   * What is said of some submissions.
   *
   * @param paths which ones
   * @param rules what they come to
   * @param language their language; absent when it is told by file names
   * @param entryPoint the file by which they begin; absent for the usual one
   */
  record Entry(
      Glob paths, List<Rule> rules, @Nullable String language, @Nullable String entryPoint) {
    /** Copies the list. */
    Entry {
      rules = List.copyOf(rules);
    }
  }

  /** Reads a text; what cannot be used is named in the log, for it changes no verdict. */
  static SubmissionsYaml read(String place, String text) {
    ObjectNode yaml;
    try {
      yaml = Yaml.readMap(place, text);
    } catch (InvalidDataException e) {
      log.warn("{}", Shown.of(e.getMessage()));
      return NONE;
    }
    List<Entry> entries = new ArrayList<>();
    for (var entry : yaml.properties()) {
      try {
        entries.add(entry(place, entry.getKey(), entry.getValue()));
      } catch (IllegalArgumentException e) {
        log.warn(
            "{}: {}: {}; left out",
            Shown.of(place),
            Shown.of(entry.getKey()),
            Shown.of(e.getMessage()));
      }
    }
    return new SubmissionsYaml(entries);
  }

  private static Entry entry(String place, String key, JsonNode value) {
    List<Rule> rules = new ArrayList<>();
    rule(null, value).ifPresent(rules::add);
    for (var inner : value.properties()) {
      if (inner.getValue().isObject()) {
        rule(Glob.of(inner.getKey()), inner.getValue()).ifPresent(rules::add);
      } else if (!OTHER.contains(inner.getKey())
          && !Set.of("permitted", "required", "language", "entrypoint").contains(inner.getKey())) {
        log.warn(
            "{}: {}: key '{}' is not known",
            Shown.of(place),
            Shown.of(key),
            Shown.of(inner.getKey()));
      }
    }
    return new Entry(
        Glob.of(key), rules, text(value.get("language")), text(value.get("entrypoint")));
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value != null && value.isString() ? value.asString() : null;
  }

  private static Optional<Rule> rule(@Nullable Glob tests, JsonNode value) {
    if (!value.has("permitted") && !value.has("required")) {
      return Optional.empty();
    }
    return Optional.of(
        new Rule(tests, results(value.get("permitted")), results(value.get("required"))));
  }

  private static Set<Result> results(@Nullable JsonNode value) {
    if (value == null) {
      return Expectation.anything();
    }
    Set<Result> results = new LinkedHashSet<>();
    YamlValues.words(value).forEach(word -> results.add(Result.of(word)));
    return results;
  }

  /** Returns what is said of a submission, in order. */
  List<Entry> about(String path) {
    return entries.stream().filter(entry -> entry.paths().matchesOrHolds(path)).toList();
  }

  /** Returns an expectation with what is said besides, or in place of that of the folder. */
  Optional<Expectation> over(Optional<Expectation> usual, String folder, String path) {
    List<Rule> rules = new ArrayList<>();
    boolean replaced = false;
    for (Entry entry : about(path)) {
      rules.addAll(entry.rules());
      replaced |= entry.paths().pattern().equals(folder) && !entry.rules().isEmpty();
    }
    if (rules.isEmpty()) {
      return usual;
    }
    return Optional.of(
        new Expectation(
            replaced ? List.of() : usual.map(Expectation::oneOf).orElse(List.of()), rules));
  }
}
