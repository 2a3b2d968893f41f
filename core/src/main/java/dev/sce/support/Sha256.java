package dev.sce.support;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes digests of SHA-256, which every Java has. */
public final class Sha256 {
  private Sha256() {}

  /** Returns a new digest; not thread-safe. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
