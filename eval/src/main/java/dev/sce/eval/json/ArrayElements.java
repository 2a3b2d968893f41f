package dev.sce.eval.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;

/** Reads the elements of a JSON array one after the other. Not thread-safe. */
final class ArrayElements implements AutoCloseable {
  private final InputStream in;
  private final JsonParser parser;
  private long line = 1;
  private long size;

  /**
   * Opens the array.
   *
   * @throws IOException saying what it is when the input does not begin with one
   */
  ArrayElements(InputStream in) throws IOException {
    this.in = in;
    parser = Json.MAPPER.createParser(in);
    try {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("is not a JSON array; rename it to .jsonl if it has one row a line");
      }
    } catch (JacksonException e) {
      throw new IOException("is " + Json.problem(e), e);
    }
  }

  /** Returns the next element; null after the last. */
  @Nullable JsonNode next() {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY) {
      if (parser.nextToken() != null) {
        line = parser.currentTokenLocation().getLineNr();
        throw new StreamReadException(parser, "there is more behind the end of the array");
      }
      return null;
    }
    if (token == null) {
      throw new UnexpectedEndOfInputException(parser, null, "the array is cut off");
    }
    line = parser.currentTokenLocation().getLineNr();
    long start = parser.currentTokenLocation().getByteOffset();
    JsonNode element = parser.readValueAsTree();
    size = Math.max(0, parser.currentLocation().getByteOffset() - start);
    return element;
  }

  /** Whether the input has ended, so that a complaint means that its rest is missing. */
  boolean isAtEnd() {
    try {
      return in.read() < 0 && parser.releaseBuffered(OutputStream.nullOutputStream()) <= 0;
    } catch (IOException e) {
      return true;
    }
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
