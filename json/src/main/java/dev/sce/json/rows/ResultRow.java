package dev.sce.json.rows;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Reused;
import dev.sce.TrackedFile;
import dev.sce.json.JsonLine;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Writes a result as one JSON line; docs/rows.md documents the fields. */
public final class ResultRow {
  private ResultRow() {}

  /**
   * Returns the line with its newline.
   *
   * @param index position of the row among all rows
   * @param id its identity: a string, a number or a boolean
   */
  public static Blob line(long index, JsonNode id, ExecutionResult result) {
    return JsonLine.of(
        json -> {
          json.writeNumberProperty("index", index);
          json.writePOJOProperty("id", id);
          write(json, result);
        });
  }

  /** Writes the members of a result into an object that has been begun. */
  public static void write(JsonGenerator json, ExecutionResult result) {
    json.writeStringProperty("outcome", result.outcome().name());
    json.writeBooleanProperty("timed_out", result.timedOut());
    json.writeBooleanProperty("had_error", result.hadError());
    JsonLine.seconds(json, "elapsed", result.elapsed());
    json.writeNumberProperty("expected_num_commands", result.expectedNumCommands());
    JsonLine.seconds(json, "writing_time", result.writingTime());
    JsonLine.seconds(json, "cleanup_time", result.cleanupTime());
    JsonLine.seconds(json, "preprocess_time", result.preprocessTime());
    json.writeArrayPropertyStart("command_results");
    for (CommandResult command : result.commandResults()) {
      json.writeStartObject();
      write(json, command);
      json.writeEndObject();
    }
    json.writeEndArray();
    writeTracked(json, result.trackedFiles());
    json.writeStringProperty("isolation", result.isolation().orElse(Isolation.NONE).label());
    result.enforcement().ifPresent(how -> json.writeStringProperty("enforcement", how.toString()));
    if (result.retried()) {
      json.writeBooleanProperty("retried", true);
    }
    if (result.reused() != Reused.NO) {
      json.writeStringProperty("reused", result.reused().name().toLowerCase(Locale.ROOT));
    }
    result.error().ifPresent(error -> json.writeStringProperty("error", error));
  }

  private static void write(JsonGenerator json, CommandResult command) {
    json.writeStringProperty("outcome", command.outcome().name());
    if (command.returnCode() == CommandResult.NO_RETURN_CODE) {
      json.writeNullProperty("return_code");
    } else {
      json.writeNumberProperty("return_code", command.returnCode());
    }
    if (command.signal() == 0) {
      json.writeNullProperty("signal");
    } else {
      json.writeNumberProperty("signal", command.signal());
    }
    JsonLine.seconds(json, "runtime", command.runtime());
    JsonLine.seconds(json, "cpu_time", command.cpuTime().orElse(null));
    JsonLine.size(json, "peak_memory_bytes", command.peakMemory().orElse(null));
    writeOutput(json, "stdout", command.out());
    writeOutput(json, "stderr", command.err());
    json.writeBooleanProperty("stdout_truncated", command.out().truncated());
    json.writeBooleanProperty("stderr_truncated", command.err().truncated());
    json.writeBooleanProperty("timed_out", command.timedOut());
    json.writeBooleanProperty("had_unexpected_error", command.hadUnexpectedError());
    json.writeStringProperty("launcher", command.launcher().label());
    if (command.leftBehind() > 0) {
      json.writeNumberProperty("left_behind", command.leftBehind());
    }
    command.error().ifPresent(error -> json.writeStringProperty("error", error));
  }

  private static void writeOutput(JsonGenerator json, String name, CapturedOutput output) {
    json.writeStringProperty(name, output.content().text());
    if (!output.content().isUtf8()) {
      json.writeStringProperty(name + "_base64", base64(output.content()));
    }
  }

  /** Content by name, null for none; further fields describe binary and missing files. */
  private static void writeTracked(JsonGenerator json, Map<String, TrackedFile> files) {
    json.writeObjectPropertyStart("tracked_files");
    for (Map.Entry<String, TrackedFile> file : files.entrySet()) {
      json.writeName(file.getKey());
      json.writePOJO(file.getValue().text().orElse(null));
    }
    json.writeEndObject();
    boolean anyBinary = false;
    boolean anyRefused = false;
    for (TrackedFile file : files.values()) {
      anyBinary |= file.content() != null && !file.content().isUtf8();
      anyRefused |= isRefused(file);
    }
    if (anyBinary) {
      json.writeObjectPropertyStart("tracked_files_base64");
      for (Map.Entry<String, TrackedFile> file : files.entrySet()) {
        Blob content = file.getValue().content();
        if (content != null && !content.isUtf8()) {
          json.writeStringProperty(file.getKey(), base64(content));
        }
      }
      json.writeEndObject();
    }
    if (anyRefused) {
      json.writeObjectPropertyStart("tracked_files_refused");
      for (Map.Entry<String, TrackedFile> file : files.entrySet()) {
        if (isRefused(file.getValue())) {
          json.writeStringProperty(file.getKey(), file.getValue().state().name());
        }
      }
      json.writeEndObject();
    }
  }

  private static boolean isRefused(TrackedFile file) {
    return file.content() == null && file.state() != TrackedFile.State.MISSING;
  }

  private static String base64(Blob content) {
    return Base64.getEncoder().encodeToString(content.toByteArray());
  }
}
