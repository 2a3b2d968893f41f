package dev.sce.internal.pipeline;

import dev.sce.Blob;
import dev.sce.Executable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records predictions whose files could not be written: {@code errors.jsonl} with one line each,
 * and {@code exec_files.txt} with what was in the execution directory at the last failure.
 */
final class ErrorDirectory {
  private static final Logger log = LoggerFactory.getLogger(ErrorDirectory.class);

  private final Path directory;
  private final JsonMapper json = new JsonMapper();

  ErrorDirectory(Path directory) {
    this.directory = directory;
  }

  synchronized void record(
      String key, @Nullable Object prediction, Executable executable, Optional<Path> execution) {
    String where = execution.map(path -> path.resolve("pred_" + key).toString()).orElse("");
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve("errors.jsonl"),
          line(key, prediction, executable, where) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      Files.writeString(directory.resolve("exec_files.txt"), listing(execution));
    } catch (IOException e) {
      log.warn("cannot record a failed prediction in {}: {}", directory, e.toString());
    }
  }

  private String line(
      String key, @Nullable Object prediction, Executable executable, String where) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("use_idx", key);
    row.put("pred", prediction);
    row.put("files", texts(executable));
    row.put("pred_dir", where);
    try {
      return json.writeValueAsString(row);
    } catch (JacksonException e) {
      // A prediction that is no plain data must not hide the failure itself.
      row.put("pred", String.valueOf(prediction));
      return json.writeValueAsString(row);
    }
  }

  private static Map<String, String> texts(Executable executable) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Blob> file : executable.files().entrySet()) {
      texts.put(file.getKey(), file.getValue().text());
    }
    return texts;
  }

  private static String listing(Optional<Path> execution) throws IOException {
    if (execution.isEmpty() || !Files.isDirectory(execution.get())) {
      return "";
    }
    try (Stream<Path> entries = Files.list(execution.get())) {
      return entries.sorted().map(path -> path + "\n").collect(Collectors.joining());
    }
  }
}
