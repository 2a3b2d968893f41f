package dev.sce.cli;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads the elements of a JSON array one after the other. Not thread-safe. */
final class ArrayElements implements AutoCloseable {
  private final JsonParser parser;
  private long line = 1;
  private long size;

  /**
   * Opens the array.
   *
   * @throws InvalidRowException when the input does not begin with one
   */
  ArrayElements(InputStream in) throws InvalidRowException {
    parser = Json.MAPPER.createParser(in);
    try {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new InvalidRowException(
            "is not a JSON array; rename it to .jsonl if it has one row a line");
      }
    } catch (JacksonException e) {
      throw new InvalidRowException("is " + Json.problem(e));
    }
  }

  /** Returns the next element; null after the last. */
  @Nullable JsonNode next() {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY || token == null) {
      return null;
    }
    line = parser.currentTokenLocation().getLineNr();
    long start = parser.currentTokenLocation().getByteOffset();
    JsonNode element = parser.readValueAsTree();
    size = Math.max(0, parser.currentLocation().getByteOffset() - start);
    return element;
  }

  /** Returns the line on which the element begins, from 1. */
  long line() {
    return line;
  }

  /** Returns the bytes of the element's text. */
  long size() {
    return size;
  }

  @Override
  public void close() {
    parser.close();
  }
}
