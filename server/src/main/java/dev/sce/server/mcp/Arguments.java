package dev.sce.server.mcp;

import dev.sce.Blob;
import dev.sce.LimitOverrides;
import dev.sce.Limits;
import dev.sce.json.Json;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.programs.Source;
import dev.sce.support.Seconds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the arguments of a call as a program; what is wrong is told to the model. */
final class Arguments {
  private final JsonNode arguments;

  Arguments(JsonNode arguments) {
    this.arguments = arguments;
  }

  /**
   * Returns the program.
   *
   * @param codeName what the argument with the code is called
   * @throws IllegalArgumentException saying what is wrong
   */
  Source source(String codeName, LanguageTable table) {
    String name = text("language").orElse("python");
    Language language =
        table
            .find(name)
            .orElseThrow(() -> new IllegalArgumentException("there is no language " + name));
    String code =
        text(codeName).orElseThrow(() -> new IllegalArgumentException(codeName + " is missing"));
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(language.source(), Blob.ofText(code));
    files().forEach(files::putIfAbsent);
    LimitOverrides limits =
        time().map(LimitOverrides.NONE::withWallTime).orElse(LimitOverrides.NONE);
    return new Source(
        language,
        files,
        List.of(),
        Blob.ofText(text("stdin").orElse("")),
        LimitOverrides.NONE,
        limits,
        List.of());
  }

  private Optional<String> text(String name) {
    JsonNode value = arguments.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " must be a string");
    }
    return Optional.of(Json.writable(value.stringValue()));
  }

  private Optional<Duration> time() {
    JsonNode value = arguments.path("timeout");
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    double seconds = value.isNumber() ? value.doubleValue() : 0;
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("timeout must be a number of seconds above 0");
    }
    double most = Seconds.asDouble(Limits.MAX_TIME);
    Duration time = Seconds.toDuration(Math.min(seconds, most));
    return Optional.of(time.toMillis() < 1 ? Duration.ofMillis(1) : time);
  }

  private Map<String, Blob> files() {
    JsonNode value = arguments.path("files");
    Map<String, Blob> files = new LinkedHashMap<>();
    if (value.isMissingNode() || value.isNull()) {
      return files;
    }
    if (!value.isObject()) {
      throw new IllegalArgumentException("files must be an object: texts by name");
    }
    for (Map.Entry<String, JsonNode> file : value.properties()) {
      if (!file.getValue().isString()) {
        throw new IllegalArgumentException("the content of a file must be a string");
      }
      files.put(
          Json.writable(file.getKey()), Blob.ofText(Json.writable(file.getValue().stringValue())));
    }
    return files;
  }
}
