package dev.sce.eval.export;

import dev.sce.eval.results.JudgedRow;
import dev.sce.json.Json;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import dev.sce.support.LogText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;

/** A {@code NAME.results.json.gz} for each problem, as MultiPL-E's {@code pass_k.py} reads them. */
final class MultiPlEExport implements Exporter {
  /** Bytes, as most file systems have it. */
  private static final int LONGEST_NAME = 255;

  @Override
  public long write(Exported results, Target target) throws IOException {
    checkNames(results);
    long written = 0;
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
      written += rows.size();
    }
    return results.rows().size() - written;
  }

  /** Before anything is written: no problem may take the file of another. */
  private static void checkNames(Exported results) {
    Map<String, String> problems = new HashMap<>();
    results
        .judgedByProblem()
        .map(rows -> rows.getFirst().taskId())
        .forEach(
            id -> {
              String name = fileName(id);
              boolean odd = name.startsWith(".") || id.chars().anyMatch(Character::isISOControl);
              if (odd || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                throw new UnusableFileException(
                    "problem '"
                        + LogText.clean(id)
                        + "' cannot be the name of a file, and this format has a file for each");
              }
              String other = problems.put(name, id);
              if (other != null) {
                throw new UnusableFileException(
                    "problems '"
                        + other
                        + "' and '"
                        + id
                        + "' would both be "
                        + name
                        + ", and this format has a file for each");
              }
            });
  }

  private static String fileName(String id) {
    return id.replace('/', '_') + ".results.json.gz";
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
