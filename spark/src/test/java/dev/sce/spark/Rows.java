package dev.sce.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows without what differs between two runs of the same program: times, and how it was started.
 */
final class Rows {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> DIFFERENT =
      Set.of(
          "elapsed",
          "writing_time",
          "cleanup_time",
          "preprocess_time",
          "runtime",
          "cpu_time",
          "peak_memory_bytes",
          "launchers");

  private Rows() {}

  /** Returns rows by their index, which each has for itself. */
  static Map<Long, JsonNode> byIndex(List<String> lines) throws IOException {
    Map<Long, JsonNode> rows = new java.util.TreeMap<>();
    for (String line : lines) {
      JsonNode row = comparable(JSON.readTree(line));
      assertThat(rows.put(row.path("index").asLong(), row)).isNull();
    }
    return rows;
  }

  /** Returns a value without times, without nulls, and with ids as texts. */
  static JsonNode comparable(JsonNode value) {
    if (value instanceof ObjectNode object) {
      List<String> gone = new ArrayList<>();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (DIFFERENT.contains(member.getKey()) || member.getValue().isNull()) {
          gone.add(member.getKey());
        }
      }
      object.remove(gone);
      if (object.has("id")) {
        object.put("id", object.get("id").asText());
      }
      // Both say which row and why, each in its own words for the place.
      if ("INVALID_INPUT".equals(object.path("outcome").asText())) {
        object.remove("error");
      }
    }
    value.forEach(Rows::comparable);
    return value;
  }

  /** Runs the command, and returns its exit status. */
  static int command(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Cluster.command()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    return process.waitFor();
  }
}
