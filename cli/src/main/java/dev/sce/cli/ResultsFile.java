package dev.sce.cli;

import dev.sce.Outcome;
import dev.sce.eval.json.Json;
import dev.sce.eval.json.LineReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * What an earlier run left in a results file.
 *
 * <p>Rows are appended in whole lines, so after a crash at most the last line is incomplete; it is
 * dropped and its row runs again. Anything else that is no result row means that this is not such a
 * file, and then nothing is touched.
 */
final class ResultsFile {
  final FinishedRows rows = new FinishedRows();
  final OutcomeCounts outcomes = new OutcomeCounts();
  private final Path path;
  private long validLength;

  private ResultsFile(Path path) {
    this.path = path;
  }

  /** Returns what there is when there was no earlier run. */
  static ResultsFile nothing() {
    return new ResultsFile(Path.of(""));
  }

  /** Reads what is there; a file that does not exist holds nothing. */
  static ResultsFile read(Path path) throws IOException {
    ResultsFile file = new ResultsFile(path);
    if (Files.exists(path)) {
      file.scan();
    }
    return file;
  }

  /** Returns the bytes from the beginning that are whole rows. */
  long validLength() {
    return validLength;
  }

  private void scan() throws IOException {
    long size = Files.size(path);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      LineReader lines = new LineReader(in, Integer.MAX_VALUE - 16);
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
          throw notOurs(line.number(), "the line is too long");
        }
        long end = validLength + bytes.length + 1;
        if (end > size) {
          return;
        }
        String problem = take(bytes);
        if (problem != null) {
          throw notOurs(line.number(), problem);
        }
        validLength = end;
      }
    }
  }

  /** Remembers one row; the problem when it is none. */
  private @Nullable String take(byte[] line) {
    JsonNode index = null;
    JsonNode id = null;
    Outcome outcome = null;
    // The three fields come first in every row, so the rest of a long row need not be parsed.
    try (JsonParser parser = Json.MAPPER.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME
          && (index == null || id == null || outcome == null)) {
        String name = parser.currentName();
        parser.nextToken();
        JsonNode value = parser.readValueAsTree();
        switch (name) {
          case "index" -> index = value;
          case "id" -> id = value;
          case "outcome" -> outcome = Outcome.valueOf(value.asString());
          default -> {
            // Not needed here.
          }
        }
      }
    } catch (JacksonException | IllegalArgumentException e) {
      return "it is not a result row";
    }
    boolean complete = index != null && id != null && outcome != null && index.canConvertToInt();
    if (!complete || !endsObject(line) || index == null || id == null) {
      return "it is not a result row";
    }
    if (index.intValue() < 0
        || index.intValue() >= FinishedRows.MOST
        || !rows.add(index.intValue(), id)) {
      return "index " + index + " occurs twice or cannot be";
    }
    if (outcome != null) {
      outcomes.add(outcome);
    }
    return null;
  }

  /** Whether the line ends a JSON object; somebody's editor may have added carriage returns. */
  private static boolean endsObject(byte[] line) {
    int last = line.length - 1;
    return last > 0 && line[line[last] == '\r' ? last - 1 : last] == '}';
  }

  private UsageException notOurs(long line, String problem) {
    return new UsageException(
        path + ":" + line + ": " + problem + "; name another file with -o, or move this one away");
  }
}
