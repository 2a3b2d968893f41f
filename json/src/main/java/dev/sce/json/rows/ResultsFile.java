package dev.sce.json.rows;

import dev.sce.Outcome;
import dev.sce.json.FinishedRows;
import dev.sce.json.IndexedLines;
import dev.sce.json.Json;
import dev.sce.json.ResultLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** The rows that an earlier run left in a results file; see {@link ResultLines}. */
public final class ResultsFile {
  private final FinishedRows rows = new FinishedRows();
  private final OutcomeCounts outcomes = new OutcomeCounts();
  private long validLength;

  private ResultsFile() {}

  /** Returns the state without an earlier run. */
  public static ResultsFile nothing() {
    return new ResultsFile();
  }

  /**
   * Reads a results file; a file that does not exist is empty.
   *
   * @throws dev.sce.json.UnusableFileException when a line is not a result row
   */
  public static ResultsFile read(Path path) throws IOException {
    ResultsFile file = new ResultsFile();
    if (Files.exists(path)) {
      file.validLength = ResultLines.scan(path, file::take);
    }
    return file;
  }

  /** Returns which rows are there. */
  public FinishedRows rows() {
    return rows;
  }

  /** Returns the outcomes of the rows. */
  public OutcomeCounts outcomes() {
    return outcomes;
  }

  /** Returns the bytes from the beginning that are whole rows. */
  public long validLength() {
    return validLength;
  }

  /** Records one row; returns the problem if it is not a result row. */
  private @Nullable String take(byte[] line) {
    Beginning row;
    try {
      row = beginning(line);
    } catch (IllegalArgumentException e) {
      return "it is not a result row";
    }
    if (!rows.add(row.index, row.id)) {
      return "index " + row.index + " occurs twice";
    }
    outcomes.add(row.outcome);
    return null;
  }

  /**
   * Reads index and outcome of a row.
   *
   * @throws IllegalArgumentException if it is no result row
   */
  public static IndexedLines.Head<Outcome> head(byte[] line) {
    Beginning row = beginning(line);
    return new IndexedLines.Head<>(row.index, row.outcome);
  }

  /** The fields that come first in every row, so that the rest of a long one need not be parsed. */
  private record Beginning(int index, JsonNode id, Outcome outcome) {}

  private static Beginning beginning(byte[] line) {
    JsonNode index = null;
    JsonNode id = null;
    Outcome outcome = null;
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
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
    if (index == null || id == null || outcome == null || !index.canConvertToInt()) {
      throw new IllegalArgumentException("no index, id or outcome");
    }
    if (index.intValue() < 0 || index.intValue() >= FinishedRows.MOST) {
      throw new IllegalArgumentException("index " + index + " cannot be");
    }
    return new Beginning(index.intValue(), id, outcome);
  }
}
