package dev.sce.eval.run;

import dev.sce.eval.Sample;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells samples apart by their content. */
final class SampleHash {
  private static final int BYTES = 16;

  private SampleHash() {}

  /** Returns 32 hexadecimal digits of a SHA-256 of everything that decides how a sample runs. */
  static String of(Sample sample) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String language = sample.language() == null ? "" : sample.language();
      String head = (sample.complete() ? "1" : "0") + language + "\0";
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      digest.update(sample.code().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
