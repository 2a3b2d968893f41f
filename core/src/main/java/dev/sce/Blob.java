package dev.sce;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable sequence of bytes: a file's content, a program's input or output.
 *
 * <p>Text is encoded and decoded as UTF-8. In {@link #text()}, bytes that are not UTF-8 are
 * replaced by U+FFFD; {@link #toByteArray()} returns the exact bytes.
 */
public final class Blob {
  /** The empty sequence. */
  public static final Blob EMPTY = new Blob(new byte[0]);

  private final byte[] bytes;

  private Blob(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a text encoded as UTF-8. */
  public static Blob ofText(String text) {
    return text.isEmpty() ? EMPTY : new Blob(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of the bytes. */
  public static Blob of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** Returns a copy of {@code length} bytes, starting at {@code offset}. */
  public static Blob of(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Blob(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** Returns the number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** Returns {@code true} if there are no bytes. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Returns the bytes decoded as UTF-8, with invalid bytes replaced by U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns {@code true} if the bytes are valid UTF-8, so that {@link #text()} is lossless. */
  public boolean isUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Returns a copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Writes the bytes to a stream without copying them first. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  /** Returns a read-only view of the bytes. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Blob(" + bytes.length + " bytes)";
  }
}
