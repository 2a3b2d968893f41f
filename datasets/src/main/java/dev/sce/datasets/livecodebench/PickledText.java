package dev.sce.datasets.livecodebench;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Python pickle that holds one text and nothing else.
 *
 * <p>A pickle is a program for a machine that can call anything. Only the few instructions that a
 * pickled text needs are known here; all others are refused, so nothing can be called.
 */
final class PickledText {
  private static final int PROTOCOL = 0x80;
  private static final int FRAME = 0x95;
  private static final int MEMOIZE = 0x94;
  private static final int SHORT_TEXT = 0x8c;
  private static final int TEXT = 'X';
  private static final int LONG_TEXT = 0x8d;
  private static final int PUT = 'q';
  private static final int LONG_PUT = 'r';
  private static final int STOP = '.';

  private final ByteBuffer pickle;
  private @Nullable String text;

  private PickledText(byte[] pickle) {
    this.pickle = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the text.
   *
   * @throws IllegalArgumentException when the pickle is anything but one text; says what it met
   */
  static String read(byte[] pickle) {
    try {
      return new PickledText(pickle).run();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the pickle ends too early", e);
    }
  }

  private String run() {
    while (true) {
      int at = pickle.position();
      int instruction = pickle.get() & 0xff;
      switch (instruction) {
        case PROTOCOL, PUT -> skip(1);
        case FRAME -> skip(8);
        case LONG_PUT -> skip(4);
        case MEMOIZE -> {}
        case SHORT_TEXT -> text(pickle.get() & 0xff);
        case TEXT -> text(pickle.getInt() & 0xffffffffL);
        case LONG_TEXT -> text(pickle.getLong());
        case STOP -> {
          return end();
        }
        default ->
            throw new IllegalArgumentException(
                "the pickle holds more than a text: instruction 0x%02x at byte %d"
                    .formatted(instruction, at));
      }
    }
  }

  private String end() {
    String result = text;
    if (result == null || pickle.hasRemaining()) {
      throw new IllegalArgumentException("the pickle is not one text");
    }
    return result;
  }

  private void skip(int bytes) {
    if (pickle.remaining() < bytes) {
      throw new BufferUnderflowException();
    }
    pickle.position(pickle.position() + bytes);
  }

  private void text(long length) {
    if (text != null) {
      throw new IllegalArgumentException("the pickle holds more than one text");
    }
    if (length < 0 || length > pickle.remaining()) {
      throw new BufferUnderflowException();
    }
    int begin = pickle.position();
    text = new String(pickle.array(), begin, (int) length, StandardCharsets.UTF_8);
    pickle.position(begin + (int) length);
  }
}
