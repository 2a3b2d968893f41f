package dev.sce.eval.export;

import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.eval.results.JudgedRow;
import dev.sce.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code eval_all.json} of LiveCodeBench: an object for each problem with all its programs and
 * whether each passed, and the fields of the problem by which its scores are selected.
 */
final class LiveCodeBenchExport implements Exporter {
  private static final String ID = "question_id";
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(
          List.of(
              ID,
              "question_title",
              "platform",
              "contest_id",
              "contest_date",
              "difficulty",
              "starter_code"));

  @Override
  public long write(Exported results, Target target) throws IOException {
    Map<String, ObjectNode> problems = problems(results.programs().problems().file());
    long written = 0;
    try (OutputStream out = target.open("eval_all.json");
        JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartArray();
      for (Iterator<List<JudgedRow>> all = results.judgedByProblem().iterator(); all.hasNext(); ) {
        List<JudgedRow> rows = all.next();
        problem(json, results, rows, problems);
        written += rows.size();
      }
      json.writeEndArray();
    }
    return results.rows().size() - written;
  }

  private static Map<String, ObjectNode> problems(Path file) {
    Map<String, ObjectNode> problems = new HashMap<>();
    if (Files.isDirectory(file)) {
      // Packages of problems have no such fields.
      return problems;
    }
    try (Stream<JsonRow> rows = JsonRows.read(file, FIELDS)) {
      rows.forEach(
          row -> {
            ObjectNode fields = Json.MAPPER.createObjectNode();
            for (String field : FIELDS) {
              JsonNode value = row.json().get(field);
              if (value != null && value.isValueNode()) {
                fields.set(field, value);
              }
            }
            problems.put(fields.path(ID).asString(""), fields);
          });
    }
    return problems;
  }

  private static void problem(
      JsonGenerator json,
      Exported results,
      List<JudgedRow> rows,
      Map<String, ObjectNode> problems) {
    String id = rows.getFirst().taskId();
    json.writeStartObject();
    json.writeStringProperty(ID, id);
    ObjectNode known = problems.get(id);
    if (known != null) {
      known.properties().stream()
          .filter(field -> !field.getKey().equals(ID))
          .forEach(
              field -> {
                json.writeName(field.getKey());
                json.writeTree(field.getValue());
              });
    }
    // Programs as they were judged; what the model wrote around them is not kept.
    for (String name : List.of("output_list", "code_list")) {
      json.writeArrayPropertyStart(name);
      rows.forEach(row -> json.writeString(results.programs().program(row)));
      json.writeEndArray();
    }
    json.writeArrayPropertyStart("graded_list");
    rows.forEach(row -> json.writeBoolean(row.passed()));
    json.writeEndArray();
    json.writeNumberProperty(
        "pass@1", (double) rows.stream().filter(JudgedRow::passed).count() / rows.size());
    json.writeArrayPropertyStart("metadata");
    for (JudgedRow row : rows) {
      json.writeStartObject();
      json.writeStringProperty("verdict", row.verdict().name());
      json.writeStringProperty("detail", Objects.requireNonNullElse(row.detail(), ""));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
