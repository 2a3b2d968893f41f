package dev.sce.cli;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Reused;
import dev.sce.TrackedFile;
import dev.sce.json.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Writes a result as one JSON line; docs/rows.md documents the fields. */
final class ResultRow {
  private ResultRow() {}

  /** Returns the line with its newline. */
  static Blob line(long index, JsonNode id, ExecutionResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberProperty("index", index);
      json.writePOJOProperty("id", id);
      write(json, result);
      json.writeEndObject();
    }
    bytes.write('\n');
    return Blob.of(bytes.toByteArray());
  }

  private static void write(JsonGenerator json, ExecutionResult result) {
    json.writeStringProperty("outcome", result.outcome().name());
    json.writeBooleanProperty("timed_out", result.timedOut());
    json.writeBooleanProperty("had_error", result.hadError());
    writeSeconds(json, "elapsed", result.elapsed());
    json.writeNumberProperty("expected_num_commands", result.expectedNumCommands());
    writeSeconds(json, "writing_time", result.times().writing());
    writeSeconds(json, "cleanup_time", result.times().cleanup());
    writeSeconds(json, "preprocess_time", result.times().preprocess());
    json.writeArrayPropertyStart("command_results");
    for (CommandResult command : result.commandResults()) {
      json.writeStartObject();
      write(json, command);
      json.writeEndObject();
    }
    json.writeEndArray();
    writeTracked(json, result.trackedFiles());
    json.writeStringProperty("isolation", result.isolation());
    if (!result.enforcement().isEmpty()) {
      json.writeStringProperty("enforcement", result.enforcement());
    }
    if (result.retried()) {
      json.writeBooleanProperty("retried", true);
    }
    if (result.reused() != Reused.NO) {
      json.writeStringProperty("reused", result.reused().name().toLowerCase(Locale.ROOT));
    }
    if (result.error() != null) {
      json.writeStringProperty("error", result.error());
    }
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
    writeSeconds(json, "runtime", command.runtime());
    writeSeconds(json, "cpu_time", command.cpuTime());
    Long peak = command.peakMemoryBytes();
    if (peak == null) {
      json.writeNullProperty("peak_memory_bytes");
    } else {
      json.writeNumberProperty("peak_memory_bytes", peak);
    }
    writeOutput(json, "stdout", command.out());
    writeOutput(json, "stderr", command.err());
    json.writeBooleanProperty("stdout_truncated", command.out().truncated());
    json.writeBooleanProperty("stderr_truncated", command.err().truncated());
    json.writeBooleanProperty("timed_out", command.timedOut());
    json.writeBooleanProperty("had_unexpected_error", command.hadUnexpectedError());
    json.writeStringProperty("launcher", command.launcher());
    if (command.leftBehind() > 0) {
      json.writeNumberProperty("left_behind", command.leftBehind());
    }
    if (command.error() != null) {
      json.writeStringProperty("error", command.error());
    }
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

  private static void writeSeconds(JsonGenerator json, String name, @Nullable Duration duration) {
    if (duration == null) {
      json.writeNullProperty(name);
    } else {
      // Microseconds, always written out in digits: 0.000482, not 4.82E-4.
      json.writeNumberProperty(name, BigDecimal.valueOf(duration.toNanos() / 1000, 6));
    }
  }
}
