package dev.sce.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds out which problem a row is for that cannot be read as a whole, so that a sample cannot
 * leave the score by what makes it unreadable.
 */
final class ClaimedProblem {
  /** As samples name their problem; the first one that is there counts. */
  private static final List<String> FIELDS =
      List.of("task_id", "problem_id", "question_id", "problem", "name", "custom_id", "id");

  private static final Pattern HALF = Pattern.compile("\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}");

  private static final int LONGEST = 1000;

  /** Nothing is kept of what is skipped, so its depth and length are no matter. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private ClaimedProblem() {}

  /** Returns what the row says before it ends or breaks; null when that is nothing. */
  static @Nullable String of(byte[] row) {
    String[] found = new String[FIELDS.size()];
    // The parser refuses names with halves of characters.
    String text = HALF.matcher(new String(row, StandardCharsets.UTF_8)).replaceAll("?");
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        collect(parser, found);
      }
    } catch (JacksonException e) {
      // What came before it counts.
    }
    for (String id : found) {
      if (id != null) {
        return id;
      }
    }
    return null;
  }

  private static void collect(JsonParser parser, String[] found) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      int field = FIELDS.indexOf(parser.currentName());
      JsonToken value = parser.nextToken();
      boolean told = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
      if (field >= 0 && told && parser.getStringLength() <= LONGEST) {
        found[field] = parser.getString();
      } else {
        parser.skipChildren();
      }
    }
  }
}
