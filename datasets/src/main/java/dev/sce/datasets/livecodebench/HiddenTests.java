package dev.sce.datasets.livecodebench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

/** Decodes the hidden tests of LiveCodeBench: a text in a pickle, deflated, in base 64. */
final class HiddenTests {
  private HiddenTests() {}

  /**
   * Returns the JSON of the tests.
   *
   * @param field JSON as it is, or encoded
   * @param limit bytes that it may have once inflated, so that a bomb does no harm
   * @throws IllegalArgumentException when it is neither; says why
   */
  static String decode(String field, int limit) {
    if (field.stripLeading().startsWith("[")) {
      return field;
    }
    byte[] packed;
    try {
      packed = Base64.getMimeDecoder().decode(field);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("neither JSON nor base 64: " + e.getMessage(), e);
    }
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] pickle = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("more than " + limit + " bytes once inflated");
      }
      return PickledText.read(pickle);
    } catch (IOException e) {
      throw new IllegalArgumentException("not deflated data: " + e.getMessage(), e);
    }
  }
}
