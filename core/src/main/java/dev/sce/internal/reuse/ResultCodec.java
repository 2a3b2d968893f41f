package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.ExecutionResult;
import dev.sce.support.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Writes results as bytes and reads them back exactly, or not at all.
 *
 * <p>A value is the format's version, the fields, and a SHA-256 over the key and all before it. So
 * a value that was cut off, changed, moved to another key, or written by another version is
 * refused. It is no signature: who can write the store can make values.
 */
final class ResultCodec {
  private static final byte VERSION = 1;
  private static final int CHECKSUM = 32;

  private ResultCodec() {}

  /** Returns the bytes of a result, under a key. Its own key is not part of it. */
  static Blob encode(Blob key, ExecutionResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      new ResultWriter(out).write(result);
      out.write(checksum(key, ByteBuffer.wrap(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Blob.of(bytes.toByteArray());
  }

  /**
   * Returns the result that was encoded under this key.
   *
   * @throws IOException when these are not exactly the bytes that {@link #encode} made
   */
  static ExecutionResult decode(Blob key, Blob value) throws IOException {
    ByteBuffer bytes = value.asByteBuffer();
    int end = bytes.limit() - CHECKSUM;
    if (end < 1) {
      throw new IOException("it is cut off");
    }
    byte[] expected = new byte[CHECKSUM];
    bytes.get(end, expected);
    if (!Arrays.equals(checksum(key, bytes.slice(0, end)), expected)) {
      throw new IOException("its checksum is wrong");
    }
    bytes.limit(end);
    byte version = bytes.get();
    if (version != VERSION) {
      throw new IOException("it has the unknown format " + version);
    }
    return new ResultReader(bytes).read();
  }

  private static byte[] checksum(Blob key, ByteBuffer fields) {
    MessageDigest digest = Sha256.digest();
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(key.size()).flip());
    digest.update(key.asByteBuffer());
    digest.update(fields);
    return digest.digest();
  }
}
