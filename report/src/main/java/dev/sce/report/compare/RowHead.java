package dev.sce.report.compare;

import dev.sce.json.Json;
import dev.sce.judge.Verdict;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a comparison needs of a row of {@code results.jsonl}. All of it stands before {@code
 * detail}, so that the long rest of a row is not parsed.
 *
 * @param index position among all samples
 * @param taskId its problem; empty when the sample does not name one
 * @param knownProblem whether the data set has the problem
 * @param verdict what is said of it
 * @param groups labels of the problem
 */
record RowHead(
    long index, String taskId, boolean knownProblem, Verdict verdict, Map<String, String> groups) {
  private static final String NO_ROW = "it is not a result row of 'sce eval'";

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  static RowHead parse(byte[] line) {
    Fields fields = new Fields();
    try (JsonParser parser = Json.MAPPER.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(NO_ROW);
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME && fields.take(parser)) {
        // Each call reads one field.
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(Json.problem(e), e);
    }
    return fields.row();
  }

  /** Returns the message of a row that was read before; null for none. */
  static @Nullable String detail(byte[] line) {
    try (JsonParser parser = Json.MAPPER.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean found = parser.currentName().equals("detail");
        boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
        if (found) {
          return isText ? parser.getString() : null;
        }
        parser.skipChildren();
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(Json.problem(e), e);
    }
    return null;
  }

  /** The fields that were read so far. */
  private static final class Fields {
    private @Nullable Long index;
    private @Nullable String taskId;
    private @Nullable Boolean knownProblem;
    private @Nullable String verdict;
    private boolean isOfRun;
    private final Map<String, String> groups = new TreeMap<>();

    /** Reads the field at which the parser stands; returns false at the end of what is needed. */
    boolean take(JsonParser parser) {
      String name = parser.currentName();
      if (name.equals("detail")) {
        return false;
      }
      parser.nextToken();
      switch (name) {
        case "index" -> index = parser.getLongValue();
        case "task_id" -> taskId = parser.getString();
        case "known_problem" -> knownProblem = parser.getBooleanValue();
        case "verdict" -> verdict = parser.getString();
        case "groups" -> takeGroups(parser);
        case "command_results" -> {
          isOfRun = true;
          parser.skipChildren();
        }
        default -> parser.skipChildren();
      }
      return true;
    }

    private void takeGroups(JsonParser parser) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        groups.put(name, parser.getString());
      }
    }

    RowHead row() {
      if (isOfRun) {
        throw new IllegalArgumentException("it is a row of 'sce run', which has no verdict");
      }
      if (index == null || index < 0 || taskId == null || knownProblem == null || verdict == null) {
        throw new IllegalArgumentException(NO_ROW);
      }
      return new RowHead(index, taskId, knownProblem, known(verdict), groups);
    }

    private static Verdict known(String name) {
      try {
        return Verdict.valueOf(name);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("field 'verdict' is not a verdict", e);
      }
    }
  }
}
