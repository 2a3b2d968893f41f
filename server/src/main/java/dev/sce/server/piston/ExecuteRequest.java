package dev.sce.server.piston;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.json.Json;
import dev.sce.server.http.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What is asked of {@code /api/v2/execute}. */
final class ExecuteRequest {
  private static final double MOST_MILLISECONDS = 600_000;
  private static final double USUAL_RUN_MILLISECONDS = 3000;
  private static final DataSize MOST_OUTPUT = DataSize.ofMebibytes(16);
  private static final DataSize LEAST_MEMORY = DataSize.ofMebibytes(1);

  private final JsonNode json;
  private final String language;
  private final String version;
  private final List<SentFile> files;

  /**
   * A file of the request.
   *
   * @param name its name; {@code file0.code} and so on where the client gives none
   * @param content its bytes
   * @param text whether it was sent as text
   */
  record SentFile(String name, Blob content, boolean text) {}

  private ExecuteRequest(JsonNode json) throws Refusal {
    this.json = json;
    language = text("language");
    version = text("version");
    JsonNode given = json.path("files");
    if (!given.isArray()) {
      throw new Refusal(400, "files is required as an array");
    }
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).path("content").isString()) {
        throw new Refusal(400, "files[" + i + "].content is required as a string");
      }
    }
    files = new ArrayList<>();
    for (JsonNode file : given) {
      files.add(file(file, files.size()));
    }
  }

  /** Reads a body: its language, version and files. */
  static ExecuteRequest read(Blob body) throws Refusal {
    return new ExecuteRequest(json(body));
  }

  /** Reads a body of JSON. */
  static JsonNode json(Blob body) throws Refusal {
    try {
      return Json.BOUNDED.readTree(body.toByteArray());
    } catch (JacksonException e) {
      throw new Refusal(400, Json.problem(e));
    }
  }

  private static SentFile file(JsonNode file, int index) throws Refusal {
    String name =
        file.path("name")
            .asStringOpt()
            .filter(text -> !text.isEmpty())
            .orElse("file" + index + ".code");
    String content = file.get("content").stringValue();
    String encoding = file.path("encoding").asStringOpt().orElse("utf8");
    try {
      return switch (encoding) {
        case "base64" ->
            new SentFile(name, Blob.of(Base64.getMimeDecoder().decode(content)), false);
        case "hex" -> new SentFile(name, Blob.of(HexFormat.of().parseHex(content)), false);
        default -> new SentFile(name, Blob.ofText(Json.writable(content)), true);
      };
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "files[" + index + "].content is not " + encoding);
    }
  }

  private String text(String field) throws Refusal {
    JsonNode value = json.path(field);
    if (!value.isString() || value.stringValue().isEmpty()) {
      throw new Refusal(400, field + " is required as a string");
    }
    return value.stringValue();
  }

  String language() {
    return language;
  }

  String version() {
    return version;
  }

  List<SentFile> files() {
    return files;
  }

  /** Returns the first file that was sent as text: the program. */
  SentFile main() throws Refusal {
    return files.stream()
        .filter(SentFile::text)
        .findFirst()
        .orElseThrow(() -> new Refusal(400, "files must include at least one utf8 encoded file"));
  }

  /** Returns the file of a name. */
  Optional<SentFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /** Throws if a limit is none, in the order of the original's checks. */
  void checkLimits() throws Refusal {
    for (String limit : List.of("memory_limit", "timeout", "cpu_time")) {
      for (String stage : List.of("compile_", "run_")) {
        check(stage + limit, limit.equals("memory_limit"));
      }
    }
  }

  private void check(String name, boolean memory) throws Refusal {
    JsonNode value = json.path(name);
    if (!isGiven(value)) {
      return;
    }
    if (!value.isNumber()) {
      throw new Refusal(400, "If specified, " + name + " must be a number");
    }
    if (!memory && value.doubleValue() > MOST_MILLISECONDS) {
      throw new Refusal(
          400, name + " cannot exceed the configured limit of " + (long) MOST_MILLISECONDS);
    }
    if (!memory && value.doubleValue() < 0) {
      throw new Refusal(400, name + " must be non-negative");
    }
  }

  private static boolean isGiven(JsonNode value) {
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isNumber() && value.doubleValue() == 0)
        && !(value.isString() && value.stringValue().isEmpty());
  }

  /** Returns the standard input, whose last line is a whole one. */
  Blob stdin() {
    String given = json.path("stdin").asStringOpt().orElse("");
    return Blob.ofText(Json.writable(given.endsWith("\n") ? given : given + "\n"));
  }

  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    for (JsonNode argument : json.path("args")) {
      arguments.add(
          Json.writable(argument.isString() ? argument.stringValue() : argument.toString()));
    }
    return arguments;
  }

  /**
   * Returns the compiler's limits; a time is processor time, so that a busy machine is no fault.
   */
  LimitOverrides compileLimits() {
    Duration time = shorter(time("compile_timeout"), time("compile_cpu_time"));
    LimitOverrides limits = LimitOverrides.NONE.withMemory(memory("compile_memory_limit"));
    return time == null ? limits : limits.withCpuTime(time).withWallTime(time.multipliedBy(2));
  }

  LimitOverrides runLimits() {
    Duration wall = time("run_timeout");
    return LimitOverrides.NONE
        .withWallTime(wall == null ? milliseconds(USUAL_RUN_MILLISECONDS) : wall)
        .withCpuTime(time("run_cpu_time"))
        .withMemory(memory("run_memory_limit"))
        .withOutput(MOST_OUTPUT);
  }

  private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) < 0 ? one : other;
  }

  private @Nullable Duration time(String name) {
    JsonNode value = json.path(name);
    return isGiven(value) ? milliseconds(value.doubleValue()) : null;
  }

  private static Duration milliseconds(double value) {
    return Duration.ofNanos(Math.max(1000, Math.round(value * 1e6)));
  }

  private @Nullable DataSize memory(String name) {
    JsonNode value = json.path(name);
    if (!isGiven(value) || value.doubleValue() < 0) {
      return null;
    }
    long bytes = (long) Math.min(value.doubleValue(), 1L << 40);
    return DataSize.ofBytes(Math.max(bytes, LEAST_MEMORY.bytes()));
  }
}
