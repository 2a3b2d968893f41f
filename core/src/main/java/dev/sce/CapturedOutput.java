package dev.sce;

/**
 * The output of a program on one of its output streams.
 *
 * @param content the bytes, from the beginning
 * @param truncated {@code true} if the program wrote more than its limit allowed
 */
public record CapturedOutput(Blob content, boolean truncated) {
  /** Empty output. */
  public static final CapturedOutput NOTHING = new CapturedOutput(Blob.EMPTY, false);

  /** Returns a text as output that is not truncated. */
  public static CapturedOutput ofText(String text) {
    return new CapturedOutput(Blob.ofText(text), false);
  }
}
