package dev.sce.judge.language;

import dev.sce.DataSize;
import dev.sce.Limits;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.language.Language.Costs;
import dev.sce.judge.language.Language.Recognition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one entry of a table of languages, and says what is wrong with it. */
final class LanguageReader {
  private static final Duration COMPILE_TIME = Duration.ofSeconds(30);
  private static final DataSize COMPILE_MEMORY = DataSize.ofGibibytes(2);
  private static final int COMPILE_PROCESSES = 256;
  private static final List<String> KNOWN =
      List.of(
          "id",
          "like",
          "names",
          "extensions",
          "shebang",
          "content",
          "priority",
          "source",
          "main",
          "compile",
          "run",
          "artifacts",
          "version",
          "install",
          "environment",
          "limits",
          "compile_limits",
          "toolchain",
          "check",
          "comment");

  private final String place;
  private final JsonNode json;
  private final @Nullable Language base;

  private LanguageReader(String place, JsonNode json, @Nullable Language base) {
    this.place = place;
    this.json = json;
    this.base = base;
  }

  /**
   * Reads an entry.
   *
   * @param known the languages before it, by id, of which it may be a variant
   */
  static Language read(String file, int index, JsonNode json, Map<String, Language> known) {
    String id = json.path("id").isString() ? json.path("id").asString() : "number " + (index + 1);
    String place = file + ": language " + id;
    String like = json.path("like").isString() ? json.path("like").asString() : null;
    LanguageReader reader = new LanguageReader(place, json, like == null ? null : known.get(like));
    if (json.has("like") && reader.base == null) {
      throw reader.invalid("like", "must be the id of a language before it, but is " + like);
    }
    return reader.language();
  }

  private Language language() {
    for (String field : json.propertyNames()) {
      if (!KNOWN.contains(field)) {
        throw invalid(field, "is not known; known are " + String.join(", ", KNOWN));
      }
    }
    String id = text("id");
    Toolchain.Found tools = field("toolchain", this::toolchain, Language::tools);
    return new Language(
        id,
        words("names", json.get("names")),
        base == null ? recognition() : base.recognition(),
        field("source", () -> text("source"), Language::source),
        field(
            "main",
            () -> text("main", json.path("main"), "file").equals("class"),
            Language::mainClass),
        field("compile", this::commands, Language::compile),
        field("run", this::run, Language::run),
        field("artifacts", () -> words("artifacts", json.get("artifacts")), Language::artifacts),
        field("version", () -> words("version", json.get("version")), Language::version),
        field("install", () -> text("install", json.path("install"), ""), Language::install),
        field("environment", this::environment, Language::environment),
        field("limits", this::costs, Language::costs),
        field("compile_limits", this::compileLimits, Language::compileLimits),
        tools.bin(),
        tools.visible(),
        base == null ? id : base.family(),
        check());
  }

  /** Returns what the entry says; a variant that says nothing has what its base has. */
  private <T> T field(String name, Supplier<T> own, Function<Language, T> inherited) {
    return base == null || json.has(name) ? own.get() : inherited.apply(base);
  }

  private List<String> run() {
    List<String> run = words("run", json.get("run"));
    if (run.isEmpty()) {
      throw invalid("run", "is missing: the command that runs a program");
    }
    return run;
  }

  /** Returns the lines of the check as one text. */
  private @Nullable String check() {
    if (!json.hasNonNull("check")) {
      return base == null ? null : base.check();
    }
    return String.join("\n", words("check", json.get("check"))) + "\n";
  }

  private Recognition recognition() {
    return new Recognition(
        words("extensions", json.get("extensions")),
        pattern("shebang"),
        pattern("content"),
        json.path("priority").asInt(0));
  }

  private @Nullable Pattern pattern(String field) {
    if (!json.hasNonNull(field)) {
      return null;
    }
    try {
      return Pattern.compile(text(field, json.get(field), ""));
    } catch (PatternSyntaxException e) {
      throw invalid(field, "is not a regular expression: " + e.getDescription());
    }
  }

  private List<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>();
    for (JsonNode command : json.path("compile")) {
      commands.add(words("compile", command));
    }
    return commands;
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    json.path("environment")
        .properties()
        .forEach(
            entry ->
                variables.put(
                    entry.getKey(), text("environment." + entry.getKey(), entry.getValue(), "")));
    return variables;
  }

  private Costs costs() {
    JsonNode limits = json.path("limits");
    return new Costs(
        limits.path("time_factor").asDouble(1),
        size("limits.extra_memory", text("limits.extra_memory", limits.path("extra_memory"), "0")),
        limits.path("processes").asInt(64));
  }

  private Limits compileLimits() {
    JsonNode limits = json.path("compile_limits");
    Duration time =
        limits.has("time")
            ? seconds(text("compile_limits.time", limits.path("time"), ""))
            : COMPILE_TIME;
    DataSize memory =
        limits.has("memory")
            ? size(
                "compile_limits.memory", text("compile_limits.memory", limits.path("memory"), ""))
            : COMPILE_MEMORY;
    return new Limits(
        time,
        null,
        memory,
        DataSize.ofKibibytes(256),
        limits.path("processes").asInt(COMPILE_PROCESSES),
        DataSize.ofMebibytes(128));
  }

  private Duration seconds(String text) {
    try {
      String number = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
      return Duration.ofMillis(Math.round(Double.parseDouble(number) * 1000));
    } catch (NumberFormatException e) {
      throw invalid("compile_limits.time", "must be a number of seconds, like 30s");
    }
  }

  private DataSize size(String field, String text) {
    try {
      return DataSize.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid(field, String.valueOf(e.getMessage()));
    }
  }

  private Toolchain.Found toolchain() {
    JsonNode tools = json.get("toolchain");
    if (tools == null) {
      return Toolchain.NOWHERE;
    }
    String program = text("toolchain.program", tools.path("program"), "");
    List<String> search = words("toolchain.search", tools.get("search"));
    return new Toolchain(program, search, text("toolchain.show", tools.path("show"), "..")).find();
  }

  private String text(String field) {
    JsonNode value = json.get(field);
    if (value == null || !value.isString() || value.asString().isBlank()) {
      throw invalid(field, "is missing");
    }
    return value.asString();
  }

  /** Returns a text, or a number as one, where there is something. */
  private String text(String field, JsonNode value, String otherwise) {
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (value.isContainer()) {
      throw invalid(field, "must be a text");
    }
    return value.asString();
  }

  private List<String> words(String field, @Nullable JsonNode value) {
    List<String> words = new ArrayList<>();
    if (value == null || value.isNull()) {
      return words;
    }
    if (!value.isArray()) {
      throw invalid(field, "must be a list of texts");
    }
    value.forEach(
        word -> {
          if (!word.isString()) {
            throw invalid(field, "must be a list of texts");
          }
          words.add(word.asString());
        });
    return words;
  }

  private InvalidDataException invalid(String field, String what) {
    return new InvalidDataException(place + ": field '" + field + "' " + what);
  }
}
