package dev.sce.datasets.contest;

import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.judge.program.JudgeProgram;
import dev.sce.judge.program.ProgramTask;
import dev.sce.support.Seconds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code problem.yaml} of both formats, with what DOMjudge adds to it.
 *
 * <p>A key either is read, or says nothing about judging, or is named: as not supported where it
 * stands among keys that change judging, in the log otherwise.
 */
final class SettingsReader {
  private static final Logger log = LoggerFactory.getLogger(SettingsReader.class);

  /** What a program gets when the problem says nothing. */
  private static final double SECONDS = 10;

  private static final long MEMORY_MIB = 2048;
  private static final long OUTPUT_MIB = 8;
  private static final long JUDGE_SECONDS = 60;
  private static final long PASSES = 2;

  /** What can be enforced, with the languages' factors on it; contests stay far within. */
  private static final double LEAST_SECONDS = 0.001;

  private static final long MOST_SECONDS = 1_000_000;
  private static final long MOST_OUTPUT_MIB = 1024;

  private static final Set<String> READ =
      Set.of(
          "problem_format_version",
          "type",
          "limits",
          "time_limit",
          "validation",
          "validator_flags",
          "grading",
          "languages",
          "constants");

  /** What says nothing about judging, or is not kept to here, as docs/datasets-contest.md says. */
  private static final Set<String> OTHER =
      Set.of(
          "name",
          "uuid",
          "version",
          "author",
          "source",
          "source_url",
          "license",
          "rights_owner",
          "keywords",
          "credits",
          "embargo_until",
          "allow_file_writing");

  private static final Set<String> READ_LIMITS =
      Set.of(
          "time_limit",
          "memory",
          "output",
          "code",
          "validation_time",
          "validation_memory",
          "validation_output",
          "validation_passes");

  /** By these a time limit is found, or compilers have theirs from the table of languages. */
  private static final Set<String> OTHER_LIMITS =
      Set.of(
          "time_multipliers",
          "time_resolution",
          "time_multiplier",
          "time_safety_margin",
          "compilation_time",
          "compilation_memory");

  private static final Set<String> LEGACY = Set.of("legacy", "legacy-icpc");
  private static final Set<String> NEW =
      Set.of("2023-07", "2023-07-draft", "2025-09", "2025-09-draft", "draft");

  private static final Set<String> TYPES =
      Set.of("pass-fail", "scoring", "multi-pass", "interactive");
  private static final Set<String> VALIDATIONS =
      Set.of("default", "custom", "interactive", "multi-pass");

  private final String place;
  private final ObjectNode yaml;
  private final List<String> unsupported = new ArrayList<>();

  private SettingsReader(String place, ObjectNode yaml) {
    this.place = place;
    this.yaml = yaml;
  }

  /**
   * Reads settings.
   *
   * @param place what the description is called in messages
   * @param yaml the description
   * @param timeLimitFile what {@code .timelimit} says; absent when it is not there
   * @param ini what {@code domjudge-problem.ini} says
   */
  static ProblemSettings read(
      String place, ObjectNode yaml, Optional<String> timeLimitFile, Map<String, String> ini) {
    return new SettingsReader(place, yaml).settings(timeLimitFile, ini);
  }

  private ProblemSettings settings(Optional<String> timeLimitFile, Map<String, String> ini) {
    yaml.propertyNames().forEach(this::checkKey);
    ini.keySet().forEach(this::checkIni);
    JsonNode limits = yaml.path("limits");
    if (limits.isObject()) {
      limits.propertyNames().forEach(this::checkLimit);
    } else if (!limits.isMissingNode() && !limits.isNull()) {
      unsupported.add("limits of problem.yaml: must be a map");
    }
    boolean legacy = isLegacy();
    List<String> types = types();
    List<String> validation = legacy ? validation() : List.of();
    boolean scoring = types.contains("scoring");
    grading(scoring);
    boolean multiPass = types.contains("multi-pass") || validation.contains("multi-pass");
    long passes =
        multiPass ? number(limits, "validation_passes", PASSES, YamlValues::positive) : 1L;
    double seconds = timeLimit(limits, timeLimitFile, ini);
    return new ProblemSettings(
        ProgramTask.limits(
            Seconds.toDuration(seconds),
            mebibytes(limits, "memory", MEMORY_MIB),
            output(limits, "output")),
        judgeLimits(limits),
        limits.path("code").isMissingNode() ? null : kibibytes(limits, "code"),
        types.contains("interactive") || validation.contains("interactive"),
        (int) passes,
        legacy ? (Boolean) validation.contains("custom") : null,
        scoring,
        words(yaml.path("validator_flags"), "validator_flags", YamlValues::arguments),
        languages(),
        Constants.read(yaml.path("constants"), unsupported),
        unsupported);
  }

  private void checkKey(String key) {
    if (!READ.contains(key) && !OTHER.contains(key)) {
      log.warn("{}: key '{}' is not known and left out", Shown.of(place), Shown.of(key));
    }
  }

  private void checkLimit(String key) {
    if (!READ_LIMITS.contains(key) && !OTHER_LIMITS.contains(key)) {
      unsupported.add("limits." + key + " of problem.yaml");
    }
  }

  private void checkIni(String key) {
    switch (key) {
      case "special_run",
          "special_compare",
          "special_compare_args",
          "combined_run_compare",
          "memlimit",
          "outputlimit" ->
          unsupported.add(key + " of domjudge-problem.ini");
      default -> {
        // The others are about how the problem is shown.
      }
    }
  }

  private boolean isLegacy() {
    String version = YamlValues.name(yaml.get("problem_format_version"), "legacy");
    if (!LEGACY.contains(version) && !NEW.contains(version)) {
      unsupported.add("problem_format_version " + version);
    }
    return !NEW.contains(version);
  }

  private List<String> types() {
    List<String> types = smallWords(yaml.path("type"), "type");
    for (String type : types) {
      if (!TYPES.contains(type)) {
        unsupported.add("type " + type);
      }
    }
    return types;
  }

  private List<String> validation() {
    List<String> words = smallWords(yaml.path("validation"), "validation");
    for (String word : words) {
      if (word.equals("score")) {
        unsupported.add("validation: score (points that the output validator gives)");
      } else if (!VALIDATIONS.contains(word)) {
        unsupported.add("validation " + word);
      }
    }
    return words;
  }

  private void grading(boolean scoring) {
    JsonNode grading = yaml.path("grading");
    if (grading.isObject()) {
      for (var entry : grading.properties()) {
        boolean minimum =
            entry.getKey().equals("objective")
                && YamlValues.name(entry.getValue(), "max").equals("min");
        boolean known = Set.of("objective", "show_test_data_groups").contains(entry.getKey());
        if (!known || (scoring && minimum)) {
          unsupported.add("grading." + entry.getKey() + " of problem.yaml");
        }
      }
    } else if (!grading.isMissingNode()
        && !grading.isNull()
        && !YamlValues.name(grading, "").equals("default")) {
      unsupported.add("grading of problem.yaml");
    }
  }

  private double timeLimit(
      JsonNode limits, Optional<String> timeLimitFile, Map<String, String> ini) {
    JsonNode stated =
        limits.has("time_limit") ? limits.path("time_limit") : yaml.path("time_limit");
    if (!stated.isMissingNode() && !stated.isNull()) {
      return checked("time_limit", stated, SettingsReader::seconds, SECONDS);
    }
    String other = timeLimitFile.orElse(ini.get("timelimit"));
    if (other == null) {
      log.info("{}: no time limit is stated; programs get {} s", Shown.of(place), SECONDS);
      return SECONDS;
    }
    JsonNode text = tools.jackson.databind.node.JsonNodeFactory.instance.stringNode(other.strip());
    return checked("the time limit", text, SettingsReader::seconds, SECONDS);
  }

  private static double seconds(JsonNode value) {
    double seconds = YamlValues.number(value);
    if (!(seconds >= LEAST_SECONDS) || seconds > MOST_SECONDS) {
      throw new IllegalArgumentException(
          "must be a number of seconds from " + LEAST_SECONDS + " to " + MOST_SECONDS);
    }
    return seconds;
  }

  private static long atMost(JsonNode value, long most) {
    long number = YamlValues.positive(value);
    if (number > most) {
      throw new IllegalArgumentException("must be at most " + most);
    }
    return number;
  }

  private LimitOverrides judgeLimits(JsonNode limits) {
    long seconds =
        number(limits, "validation_time", JUDGE_SECONDS, value -> atMost(value, MOST_SECONDS));
    return JudgeProgram.LIMITS
        .withWallTime(Duration.ofSeconds(seconds))
        .withMemory(mebibytes(limits, "validation_memory", MEMORY_MIB))
        .withOutput(output(limits, "validation_output"));
  }

  private DataSize mebibytes(JsonNode limits, String key, long otherwise) {
    return DataSize.ofMebibytes(number(limits, key, otherwise, YamlValues::positive));
  }

  private DataSize output(JsonNode limits, String key) {
    return DataSize.ofMebibytes(
        number(limits, key, OUTPUT_MIB, value -> atMost(value, MOST_OUTPUT_MIB)));
  }

  private DataSize kibibytes(JsonNode limits, String key) {
    return DataSize.ofKibibytes(number(limits, key, 128L, YamlValues::positive));
  }

  private <T> T number(JsonNode limits, String key, T otherwise, Function<JsonNode, T> read) {
    JsonNode value = limits.path(key);
    return value.isMissingNode() || value.isNull()
        ? otherwise
        : checked("limits." + key, value, read, otherwise);
  }

  private <T> T checked(String key, JsonNode value, Function<JsonNode, T> read, T otherwise) {
    try {
      return read.apply(value);
    } catch (IllegalArgumentException e) {
      unsupported.add(key + " of problem.yaml: " + e.getMessage());
      return otherwise;
    }
  }

  private List<String> languages() {
    JsonNode stated = yaml.path("languages");
    List<String> codes = smallWords(stated, "languages");
    return codes.contains("all") ? List.of() : codes;
  }

  private List<String> words(JsonNode value, String key, Function<JsonNode, List<String>> read) {
    return value.isMissingNode() ? List.of() : checked(key, value, read, List.of());
  }

  private List<String> smallWords(@Nullable JsonNode value, String key) {
    return value == null
        ? List.of()
        : words(value, key, YamlValues::words).stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
  }
}
