package dev.sce.eval.export;

import dev.sce.eval.EvaluationRequest;
import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.eval.results.JudgedRow;
import dev.sce.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** The frame of {@code eval_results.json}, which evalplus and BigCodeBench share. */
final class ResultsObject {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private ResultsObject() {}

  /** Writes the fields of one sample. */
  @FunctionalInterface
  interface Fields {
    /** Writes them into an object that has its {@code task_id} and {@code solution}. */
    void write(JsonGenerator json, JudgedRow row);
  }

  /**
   * Writes the object.
   *
   * @param fields writes what is said of each sample
   * @param end writes what follows all of them
   * @return how many rows have no judgement and were left out
   */
  static long write(
      Exported results, Exporter.Target target, Fields fields, Consumer<JsonGenerator> end)
      throws IOException {
    long written = 0;
    try (OutputStream out = target.open("eval_results.json");
        JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("date", date(results.directory()));
      json.writeStringProperty(
          "hash", results.directory().condition(EvaluationRequest.PROBLEMS_HASH));
      json.writeObjectPropertyStart("eval");
      for (Iterator<List<JudgedRow>> all = results.judgedByProblem().iterator(); all.hasNext(); ) {
        List<JudgedRow> rows = all.next();
        json.writeArrayPropertyStart(rows.getFirst().taskId());
        for (JudgedRow row : rows) {
          json.writeStartObject();
          json.writeStringProperty("task_id", row.taskId());
          json.writeStringProperty("solution", results.programs().program(row));
          fields.write(json, row);
          json.writeEndObject();
        }
        json.writeEndArray();
        written += rows.size();
      }
      json.writeEndObject();
      end.accept(json);
      json.writeEndObject();
    }
    return results.rows().size() - written;
  }

  /** Returns when the results were written, UTC. */
  static String date(EvaluationDirectory directory) throws IOException {
    return MINUTES.format(Files.getLastModifiedTime(directory.resultsFile()).toInstant());
  }
}
