package dev.sce.json;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How this program reads and writes JSON: rows may be large, and each must be one whole value. */
public final class Json {
  /** Reads and writes. */
  public static final JsonMapper MAPPER = mapper(Long.MAX_VALUE);

  /**
   * Values, names and brackets in one row of somebody else's. A bracket takes a hundred bytes of
   * memory, fifty times what it takes in the row, so a limit of bytes alone is none.
   */
  static final long MOST_VALUES = Math.min(5_000_000, Runtime.getRuntime().maxMemory() / 500);

  /** Reads what somebody else may have made: {@link #MAPPER} with a limit of values. */
  public static final JsonMapper BOUNDED = mapper(MOST_VALUES);

  /** Digits of a number: as many as calls may return. */
  private static final int MOST_DIGITS = 100_000;

  private Json() {}

  private static JsonMapper mapper(long mostTokens) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(1_000_000)
                        .maxNumberLength(MOST_DIGITS)
                        .maxTokenCount(mostTokens)
                        .build())
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  /** Returns a text with halves of characters, which no UTF-8 can carry, replaced. */
  public static String writable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** Returns a parser's complaint without its internals, with the column where it can be told. */
  public static String problem(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where = at == null || at.getColumnNr() <= 0 ? "" : " at column " + at.getColumnNr();
    String text = e.getOriginalMessage().lines().findFirst().orElse("");
    if (text.startsWith("Trailing token")) {
      text = "something follows the value";
    }
    // Where the parser says that something began, it names classes.
    text = text.replaceAll(" \\(start marker at .*", "");
    // The parser's advice to programmers is of no use to somebody with a broken row.
    return "not valid JSON" + where + ": " + text.replaceAll("[:;(] ?(enable|through|from) .*", "");
  }
}
