package dev.sce.judge.call;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as Python's {@code json} module writes it: {@code NaN}, {@code Infinity}, and integers
 * of any length that a data set has.
 */
public final class PythonJson {
  /** Reads and writes; floats are doubles, as in Python. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(100_000)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNestingDepth(1000)
                          .build())
                  .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .build();

  private PythonJson() {}
}
