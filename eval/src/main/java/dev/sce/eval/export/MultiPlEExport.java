package dev.sce.eval.export;

import dev.sce.eval.results.JudgedRow;
import dev.sce.json.Json;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;

/** A {@code NAME.results.json.gz} for each problem, as MultiPL-E's {@code pass_k.py} reads them. */
final class MultiPlEExport implements Exporter {
  @Override
  public long write(Exported results, Target target) throws IOException {
    for (Iterator<List<JudgedRow>> all = results.judgedByProblem().iterator(); all.hasNext(); ) {
      List<JudgedRow> rows = all.next();
      String id = rows.getFirst().taskId();
      try (OutputStream out = new GZIPOutputStream(target.open(fileName(id)));
          JsonGenerator json = Json.MAPPER.createGenerator(out)) {
        json.writeStartObject();
        json.writeStringProperty("name", id);
        results
            .programs()
            .sample(rows.getFirst())
            .map(Sample::language)
            .ifPresent(language -> json.writeStringProperty("language", language));
        json.writeArrayPropertyStart("results");
        rows.forEach(row -> result(json, results, row));
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    return results.notJudged();
  }

  private static String fileName(String id) {
    String name = id.replace('/', '_');
    if (name.startsWith(".") || name.indexOf('\0') >= 0 || name.length() > 200) {
      throw new UnusableFileException(
          "problem '" + id + "' cannot be the name of a file; this format has a file for each");
    }
    return name + ".results.json.gz";
  }

  private static void result(JsonGenerator json, Exported results, JudgedRow row) {
    json.writeStartObject();
    json.writeStringProperty("program", results.programs().program(row));
    json.writeStringProperty("stdout", "");
    json.writeStringProperty("stderr", Objects.requireNonNullElse(row.detail(), ""));
    json.writeNumberProperty("exit_code", row.passed() ? 0 : 1);
    json.writeStringProperty("status", status(row.verdict()));
    json.writeEndObject();
  }

  private static String status(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "OK";
      case TIMED_OUT -> "Timeout";
      case COMPILE_ERROR -> "SyntaxError";
      default -> "Exception";
    };
  }
}
