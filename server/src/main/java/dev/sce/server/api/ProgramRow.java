package dev.sce.server.api;

import dev.sce.Blob;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionOption;
import dev.sce.ExecutionResult;
import dev.sce.InvalidOptionException;
import dev.sce.LimitOverrides;
import dev.sce.json.rows.DurationText;
import dev.sce.json.rows.InvalidRowException;
import dev.sce.json.rows.RowPreparer;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Refusal;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Programs;
import dev.sce.server.programs.Ran;
import dev.sce.server.programs.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A program as this API describes it: in short, by its language and code; or in full, as a row of
 * {@code sce run} with files and commands. Members that are not known are refused, so that a
 * misspelt limit does not go unnoticed.
 */
final class ProgramRow {
  /** What is printed is held in memory, several times over. */
  private static final DataSize MOST_OUTPUT =
      DataSize.ofBytes(Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 32));

  /** The members that are limits. */
  static final Set<String> LIMITS =
      Set.of(
          "timeout", "cpu_time", "memory", "output_limit", "max_processes", "file_size", "stack");

  private static final Set<String> COMMON = Set.of("id", "files", "files_base64", "tracked_files");
  private static final Set<String> SHORT =
      Set.of("language", "code", "stdin", "arguments", "compile_timeout");
  private static final Set<String> FULL = Set.of("commands", "early_stop");
  private static final RowPreparer ROWS = RowPreparer.builder().build();

  private final JsonNode id;
  private final @Nullable Source source;
  private final @Nullable Executable executable;

  private ProgramRow(JsonNode id, @Nullable Source source, @Nullable Executable executable) {
    this.id = id;
    this.source = source;
    this.executable = executable;
  }

  /** Returns what the row is called; its index if it does not say. */
  JsonNode id() {
    return id;
  }

  /** Returns what a row is called that may be wrong otherwise. */
  static JsonNode id(@Nullable JsonNode row, long index) {
    JsonNode given = row == null || !row.isObject() ? null : row.get("id");
    return given != null && given.isValueNode() && !given.isNull()
        ? given
        : JsonNodeFactory.instance.numberNode(index);
  }

  /**
   * Reads a row.
   *
   * @throws InvalidRowException naming the member that is wrong
   */
  static ProgramRow read(JsonNode row, long index, LanguageTable languages)
      throws InvalidRowException {
    if (!row.isObject()) {
      throw new InvalidRowException("a program is a JSON object");
    }
    boolean full = row.has("commands");
    checkMembers(row, full);
    try {
      LimitOverrides limits = limits(row);
      JsonNode id = id(row, index);
      return full
          ? new ProgramRow(id, null, executable(row, limits))
          : new ProgramRow(id, source(row, limits, languages), null);
    } catch (InvalidOptionException e) {
      String name = e.option() == ExecutionOption.WALL_TIME ? "timeout" : e.option().snakeCase();
      throw new InvalidRowException(e.messageFor(name));
    } catch (IllegalArgumentException e) {
      throw new InvalidRowException(String.valueOf(e.getMessage()));
    }
  }

  private static void checkMembers(JsonNode row, boolean full) throws InvalidRowException {
    for (String name : row.propertyNames()) {
      boolean known =
          COMMON.contains(name) || LIMITS.contains(name) || (full ? FULL : SHORT).contains(name);
      if (!known) {
        Set<String> all = new TreeSet<>(COMMON);
        all.addAll(LIMITS);
        all.addAll(full ? FULL : SHORT);
        throw new InvalidRowException("there is no member '" + name + "' here, only " + all);
      }
    }
  }

  /** Reads the limits among an object's members. */
  static LimitOverrides limits(JsonNode row) throws InvalidRowException {
    DataSize output = size(row, "output_limit");
    if (output != null && output.compareTo(MOST_OUTPUT) > 0) {
      throw new InvalidRowException("'output_limit' is at most " + MOST_OUTPUT + " here");
    }
    return LimitOverrides.NONE
        .withWallTime(time(row, "timeout"))
        .withCpuTime(time(row, "cpu_time"))
        .withMemory(size(row, "memory"))
        .withOutput(output)
        .withMaxProcesses(count(row, "max_processes"))
        .withFileSize(size(row, "file_size"))
        .withStack(size(row, "stack"));
  }

  private static @Nullable Duration time(JsonNode row, String name) throws InvalidRowException {
    JsonNode value = row.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return DurationText.ofSeconds(value.decimalValue());
    }
    if (value.isString()) {
      return DurationText.parse(value.stringValue());
    }
    throw new InvalidRowException("'" + name + "' must be a number of seconds, or like \"250ms\"");
  }

  private static @Nullable DataSize size(JsonNode row, String name) throws InvalidRowException {
    JsonNode value = row.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return DataSize.ofBytes(value.longValue());
    }
    if (value.isString()) {
      return DataSize.parse(value.stringValue());
    }
    throw new InvalidRowException("'" + name + "' must be a number of bytes, or like \"64m\"");
  }

  private static @Nullable Integer count(JsonNode row, String name) throws InvalidRowException {
    JsonNode value = row.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new InvalidRowException("'" + name + "' must be a whole number");
    }
    return value.intValue();
  }

  private static Executable executable(JsonNode row, LimitOverrides limits)
      throws InvalidRowException {
    Executable.Builder executable = ROWS.executable(row).toBuilder();
    binaryFiles(row).forEach(executable::file);
    // Limits of a command count more than those of the row.
    executable.replaceCommands(command -> command.withLimits(limits).withLimits(command.limits()));
    return executable.build();
  }

  private static Source source(JsonNode row, LimitOverrides limits, LanguageTable languages)
      throws InvalidRowException {
    String name = row.has("language") ? text(row, "language") : "python";
    Language language =
        languages
            .find(name)
            .orElseThrow(() -> new InvalidRowException("there is no language '" + name + "'"));
    Map<String, Blob> others = otherFiles(row);
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    if (row.has("code")) {
      files.put(language.source(), Blob.ofText(text(row, "code")));
      if (others.containsKey(language.source())) {
        throw new InvalidRowException("'code' and a file are both called " + language.source());
      }
    }
    files.putAll(others);
    if (files.isEmpty()) {
      throw new InvalidRowException("'code' is missing; or give 'files', or 'commands'");
    }
    Duration compileTime = time(row, "compile_timeout");
    LimitOverrides compile =
        compileTime == null ? LimitOverrides.NONE : LimitOverrides.NONE.withWallTime(compileTime);
    return new Source(
        language,
        files,
        texts(row, "arguments"),
        row.has("stdin") && !row.get("stdin").isNull()
            ? Blob.ofText(text(row, "stdin"))
            : Blob.EMPTY,
        compile,
        limits,
        texts(row, "tracked_files"));
  }

  private static Map<String, Blob> otherFiles(JsonNode row) throws InvalidRowException {
    Map<String, Blob> files = new LinkedHashMap<>();
    JsonNode given = row.get("files");
    if (given != null) {
      requireObject(given, "files");
      for (Map.Entry<String, JsonNode> file : given.properties()) {
        files.put(file.getKey(), Blob.ofText(text(given, file.getKey())));
      }
    }
    binaryFiles(row).forEach(files::put);
    return files;
  }

  private static Map<String, Blob> binaryFiles(JsonNode row) throws InvalidRowException {
    Map<String, Blob> files = new LinkedHashMap<>();
    JsonNode given = row.get("files_base64");
    if (given == null) {
      return files;
    }
    requireObject(given, "files_base64");
    for (Map.Entry<String, JsonNode> file : given.properties()) {
      try {
        files.put(file.getKey(), Blob.of(Base64.getDecoder().decode(text(given, file.getKey()))));
      } catch (IllegalArgumentException e) {
        throw new InvalidRowException("files_base64." + file.getKey() + " is not base64");
      }
    }
    return files;
  }

  private static void requireObject(JsonNode value, String name) throws InvalidRowException {
    if (!value.isObject()) {
      throw new InvalidRowException("'" + name + "' must be an object of names and texts");
    }
  }

  private static String text(JsonNode object, String name) throws InvalidRowException {
    JsonNode value = object.get(name);
    if (value == null || !value.isString()) {
      throw new InvalidRowException("'" + name + "' must be a string");
    }
    return value.stringValue();
  }

  private static List<String> texts(JsonNode row, String name) throws InvalidRowException {
    JsonNode value = row.get(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new InvalidRowException("'" + name + "' must be an array of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isString()) {
        throw new InvalidRowException("'" + name + "' must be an array of strings");
      }
      texts.add(each.stringValue());
    }
    return texts;
  }

  /** Runs it when it is the caller's turn. */
  ExecutionResult run(Caller caller, Programs programs) throws Refusal, InterruptedException {
    if (executable != null) {
      return programs.turns().run(caller, executable);
    }
    Source program = source;
    if (program == null) {
      throw new IllegalStateException("neither a source nor an executable");
    }
    Ran ran;
    try {
      ran = programs.run(caller, program);
    } catch (IllegalArgumentException e) {
      return ExecutionResult.invalidInput(String.valueOf(e.getMessage()));
    }
    return whole(ran);
  }

  /** Returns a result with the compiler's part in front, wherever that was run. */
  private static ExecutionResult whole(Ran ran) {
    List<CommandResult> commands = new ArrayList<>();
    ran.compiled().ifPresent(commands::add);
    ran.run().ifPresent(commands::add);
    ExecutionResult.Builder whole =
        ran.whole().toBuilder()
            .commandResults(commands)
            .expectedNumCommands(ran.compiled().isPresent() ? 2 : 1);
    if (!ran.whole().outcome().isInconclusive() && !commands.isEmpty()) {
      whole.outcome(commands.getLast().outcome());
    }
    if (ran.isFault()) {
      whole.error(ran.fault());
    }
    return whole.build();
  }
}
