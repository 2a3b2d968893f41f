package dev.sce.json;

import dev.sce.Blob;
import dev.sce.Executable;
import dev.sce.WriteFailure;
import dev.sce.WriteFailureListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
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
 *
 * <p>Given to {@link dev.sce.ExecutionConfig.Builder#writeFailureListener}.
 */
public final class ErrorDirectory implements WriteFailureListener {
  private static final Logger log = LoggerFactory.getLogger(ErrorDirectory.class);

  private final Path directory;
  private final JsonMapper json = new JsonMapper();

  /** Records in this directory, which is made at the first failure. */
  public ErrorDirectory(Path directory) {
    this.directory = directory;
  }

  @Override
  public synchronized void writeFailed(WriteFailure failure) {
    Path execution = failure.directory();
    String where = execution == null ? "" : execution.resolve("pred_" + failure.key()).toString();
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve("errors.jsonl"),
          line(failure, where) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      Files.writeString(directory.resolve("exec_files.txt"), listing(execution));
    } catch (IOException e) {
      log.warn("cannot record a failed prediction in {}: {}", directory, e.toString());
    }
  }

  private String line(WriteFailure failure, String where) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("use_idx", failure.key());
    row.put("pred", failure.prediction());
    row.put("files", texts(failure.executable()));
    row.put("pred_dir", where);
    try {
      return json.writeValueAsString(row);
    } catch (JacksonException e) {
      // A prediction that is no plain data must not hide the failure itself.
      row.put("pred", String.valueOf(failure.prediction()));
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

  private static String listing(@Nullable Path execution) throws IOException {
    if (execution == null || !Files.isDirectory(execution)) {
      return "";
    }
    try (Stream<Path> entries = Files.list(execution)) {
      return entries.sorted().map(path -> path + "\n").collect(Collectors.joining());
    }
  }
}
