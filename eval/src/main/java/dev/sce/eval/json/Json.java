package dev.sce.eval.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How this program reads and writes JSON: rows may be large, and each must be one whole value. */
public final class Json {
  /** Reads and writes. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(1_000_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  /** Returns a parser's complaint without its internals, with the column where it can be told. */
  public static String problem(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where = at == null || at.getColumnNr() <= 0 ? "" : " at column " + at.getColumnNr();
    String text = e.getOriginalMessage().lines().findFirst().orElse("");
    // Where the parser says that something began, it names classes.
    text = text.replaceAll(" \\(start marker at .*", "");
    // The parser's advice to programmers is of no use to somebody with a broken row.
    return "not valid JSON" + where + ": " + text.replaceAll("[:;(] ?(enable|through|from) .*", "");
  }
}
