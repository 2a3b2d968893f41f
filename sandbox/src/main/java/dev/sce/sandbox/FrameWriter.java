package dev.sce.sandbox;

import dev.sce.Blob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes frames to the supervisor. Small frames are collected and leave together, so that a program
 * with its files is one write. Not thread-safe.
 */
@SuppressWarnings("ByteBufferBackingArray") // the buffer is always allocated here, at offset 0
final class FrameWriter {
  /** Content of files and input goes in pieces of this size, well below the largest frame. */
  private static final int CHUNK = 512 * 1024;

  private static final int SEND_AT = 64 * 1024;

  private final OutputStream out;
  private ByteBuffer buffer = allocate(8 * 1024);
  private int frameStart;

  FrameWriter(OutputStream out) {
    this.out = out;
  }

  FrameWriter begin(int type) {
    frameStart = buffer.position();
    return u32(0).u8(type);
  }

  FrameWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  FrameWriter u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  FrameWriter u32(int value) {
    room(4).putInt(value);
    return this;
  }

  FrameWriter u64(long value) {
    room(8).putLong(value);
    return this;
  }

  FrameWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    u32(bytes.length);
    room(bytes.length).put(bytes);
    return this;
  }

  private FrameWriter bytes(ByteBuffer bytes) {
    u32(bytes.remaining());
    room(bytes.remaining()).put(bytes);
    return this;
  }

  /** Ends the frame; it leaves now or together with later ones. */
  void end() throws IOException {
    buffer.putInt(frameStart, buffer.position() - frameStart - Protocol.FRAME_HEADER);
    if (buffer.position() >= SEND_AT) {
      flush();
    }
  }

  /** Writes a file; its content may be of any size. */
  void file(String name, int mode, Blob content) throws IOException {
    ByteBuffer rest = content.asByteBuffer();
    begin(Protocol.MSG_FILE).text(name).u32(mode).u64(content.size()).bytes(chunk(rest)).end();
    data(rest);
  }

  /** Writes what is left in pieces. */
  void data(ByteBuffer rest) throws IOException {
    while (rest.hasRemaining()) {
      begin(Protocol.MSG_DATA).bytes(chunk(rest)).end();
    }
  }

  private static ByteBuffer chunk(ByteBuffer rest) {
    int size = Math.min(CHUNK, rest.remaining());
    ByteBuffer chunk = rest.slice(rest.position(), size);
    rest.position(rest.position() + size);
    return chunk;
  }

  /**
   * Ends a RUN frame, which alone may be larger than a frame: its front is then sent as parts.
   *
   * @throws UnusableCommandException when the command is over the protocol's limit
   */
  void endRun() throws IOException {
    int size = buffer.position() - frameStart - Protocol.FRAME_HEADER;
    if (size <= CHUNK) {
      end();
      return;
    }
    byte[] payload =
        Arrays.copyOfRange(buffer.array(), frameStart + Protocol.FRAME_HEADER, buffer.position());
    buffer.position(frameStart);
    if (size > Protocol.MAX_RUN) {
      throw new UnusableCommandException(
          "command and environment take " + size + " bytes, at most " + Protocol.MAX_RUN + " fit");
    }
    ByteBuffer rest = ByteBuffer.wrap(payload);
    while (rest.remaining() > CHUNK) {
      begin(Protocol.MSG_RUN_PART);
      room(CHUNK).put(chunk(rest));
      end();
    }
    begin(Protocol.MSG_RUN);
    room(rest.remaining()).put(rest);
    end();
  }

  void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    out.flush();
    buffer.clear();
    if (buffer.capacity() > 4 * CHUNK) {
      buffer = allocate(SEND_AT);
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger = allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes));
      buffer.flip();
      larger.put(buffer);
      buffer = larger;
    }
    return buffer;
  }

  private static ByteBuffer allocate(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
