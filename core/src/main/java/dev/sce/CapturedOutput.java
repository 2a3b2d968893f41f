package dev.sce;

/**
 * What a program wrote to one of its output streams.
 *
 * @param content the bytes, from the first on
 * @param truncated whether the program wrote more than its limit allowed
 */
public record CapturedOutput(Blob content, boolean truncated) {
  /** Nothing was written. */
  public static final CapturedOutput NOTHING = new CapturedOutput(Blob.EMPTY, false);

  /** Returns a text as complete output. */
  public static CapturedOutput ofText(String text) {
    return new CapturedOutput(Blob.ofText(text), false);
  }
}
