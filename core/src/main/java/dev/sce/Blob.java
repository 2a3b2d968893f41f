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
 * <p>Text goes in and comes out as UTF-8. Bytes that are not UTF-8 are replaced in {@link #text()}
 * by U+FFFD and are exact in {@link #toByteArray()}.
 */
public final class Blob {
  /** No bytes at all. */
  public static final Blob EMPTY = new Blob(new byte[0]);

  private final byte[] bytes;

  private Blob(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the UTF-8 form of a text. */
  public static Blob ofText(String text) {
    return text.isEmpty() ? EMPTY : new Blob(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of the bytes. */
  public static Blob of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** Returns a copy of {@code length} of the bytes, starting at {@code offset}. */
  public static Blob of(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Blob(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** Returns the number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** Whether there are no bytes. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Returns the bytes read as UTF-8, with U+FFFD for what is not. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether {@link #text()} shows the bytes without loss. */
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

  /** Writes the bytes without copying them first. */
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
