package dev.sce.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A secret that lets a client in, and the name of that client. */
public final class Token {
  private static final int SHORTEST = 8;

  private final String name;
  private final byte[] digest;

  private Token(String name, byte[] digest) {
    this.name = name;
    this.digest = digest;
  }

  /**
   * Reads a line of a token file: {@code secret}, or {@code name:secret}.
   *
   * @throws IllegalArgumentException if the secret is too short or is not printable ASCII
   */
  public static Token parse(String line) {
    int colon = line.indexOf(':');
    String secret = line.substring(colon + 1).strip();
    if (secret.length() < SHORTEST || !secret.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          "a token must have at least " + SHORTEST + " characters, all of them printable ASCII");
    }
    return new Token(colon < 0 ? "" : line.substring(0, colon).strip(), digest(secret));
  }

  /** Returns the client's name; empty if it has none. */
  public String name() {
    return name;
  }

  /** Whether a text is the secret, in a time that says nothing about it. */
  public boolean isSecret(String text) {
    return MessageDigest.isEqual(digest, digest(text));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "Token(" + name + ")";
  }
}
