package dev.sce.eval.results;

import dev.sce.judge.Sample;
import dev.sce.support.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Tells samples apart by their content: the field {@code sample_hash} of a row. */
public final class SampleHash {
  private static final int BYTES = 16;

  private SampleHash() {}

  /** Returns 32 hexadecimal digits of a SHA-256 of everything that decides how a sample runs. */
  public static String of(Sample sample) {
    MessageDigest digest = Sha256.digest();
    String language = sample.language();
    digest.update((byte) ((sample.complete() ? 1 : 0) | (language == null ? 2 : 0)));
    update(digest, language == null ? "" : language);
    update(digest, sample.code());
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** Every unit of a text as it is, halves of characters too, and its length before it. */
  private static void update(MessageDigest digest, String text) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * text.length());
    bytes.putInt(text.length());
    bytes.asCharBuffer().put(text);
    digest.update(bytes.array());
  }
}
