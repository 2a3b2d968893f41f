package dev.sce.datasets.encoded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.JsonNode;

/** Reads a value that is a pickle, deflated, in base 64. */
public final class PackedValue {
  /**
   * What zlib writes first is so in base 64, whatever its level; only letters of base 64 follow.
   */
  private static final Pattern FORM = Pattern.compile("eJ|eN|eA|eF");

  private static final int SHORTEST = 16;

  private PackedValue() {}

  /** Whether a text may be one; no text of JSON or Python looks like that. */
  public static boolean isLikely(String text) {
    String stripped = text.strip();
    return stripped.length() >= SHORTEST
        && FORM.matcher(stripped).lookingAt()
        && stripped.chars().allMatch(PackedValue::isLetter);
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "+/=\n\r".indexOf(c) >= 0;
  }

  /**
   * Returns the value.
   *
   * @param limit bytes that it may have once inflated, so that a bomb does no harm
   * @throws IllegalArgumentException when it is anything else; says why
   */
  public static JsonNode read(String text, int limit) {
    byte[] packed;
    try {
      packed = Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not base 64: " + e.getMessage(), e);
    }
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] pickle = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("more than " + limit + " bytes once inflated");
      }
      return Pickle.read(pickle);
    } catch (IOException e) {
      throw new IllegalArgumentException("not deflated data: " + e.getMessage(), e);
    }
  }
}
