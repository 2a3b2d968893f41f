package dev.sce.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A frame from the supervisor, read field by field. Malformed ones end in an IOException. */
final class Frame {
  private final int type;
  private final ByteBuffer payload;

  private Frame(int type, ByteBuffer payload) {
    this.type = type;
    this.payload = payload;
  }

  /**
   * Reads one frame.
   *
   * @throws EOFException when the supervisor is gone
   */
  static Frame read(InputStream in) throws IOException {
    byte[] header = in.readNBytes(Protocol.FRAME_HEADER);
    if (header.length < Protocol.FRAME_HEADER) {
      throw new EOFException("the supervisor ended");
    }
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int length = fields.getInt();
    int type = fields.get() & 0xff;
    if (length < 0 || length > Protocol.MAX_FRAME) {
      throw new IOException("the supervisor sent a frame of " + length + " bytes");
    }
    byte[] payload = new byte[length];
    if (in.readNBytes(payload, 0, length) < length) {
      throw new EOFException("the supervisor ended within a frame");
    }
    return new Frame(type, ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN));
  }

  int type() {
    return type;
  }

  int u8() throws IOException {
    return need(1).get() & 0xff;
  }

  int u16() throws IOException {
    return need(2).getShort() & 0xffff;
  }

  int u32() throws IOException {
    return need(4).getInt();
  }

  long u64() throws IOException {
    return need(8).getLong();
  }

  byte[] bytes() throws IOException {
    int length = u32();
    if (length < 0) {
      throw malformed();
    }
    ByteBuffer rest = need(length); // before the array is made
    byte[] bytes = new byte[length];
    rest.get(bytes);
    return bytes;
  }

  String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private ByteBuffer need(int bytes) throws IOException {
    if (payload.remaining() < bytes) {
      throw malformed();
    }
    return payload;
  }

  private IOException malformed() {
    return new IOException(
        "the supervisor sent a malformed frame of type " + type, new BufferUnderflowException());
  }
}
