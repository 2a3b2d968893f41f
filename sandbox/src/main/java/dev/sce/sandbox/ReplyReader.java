package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the supervisor's frames and puts them together to replies. Not thread-safe. */
final class ReplyReader {
  private final InputStream in;
  private ByteArrayOutputStream out = new ByteArrayOutputStream(0);
  private ByteArrayOutputStream err = new ByteArrayOutputStream(0);

  ReplyReader(InputStream in) {
    this.in = in;
  }

  /**
   * Waits for a reply, however long that takes.
   *
   * @throws IOException when the supervisor is gone or sent what is no frame
   */
  Reply next() throws IOException {
    while (true) {
      Reply reply = reply(Frame.read(in));
      if (reply != null) {
        return reply;
      }
    }
  }

  private @Nullable Reply reply(Frame frame) throws IOException {
    return switch (frame.type()) {
      case Protocol.MSG_READY -> ready(frame);
      case Protocol.MSG_FAILED -> new Reply.Failed(frame.text(), frame.u32(), frame.text());
      case Protocol.MSG_OUT -> {
        (frame.u8() == Protocol.STREAM_STDERR ? err : out).writeBytes(frame.bytes());
        yield null;
      }
      case Protocol.MSG_IDLE -> Reply.Use.IDLE;
      case Protocol.MSG_BUSY -> Reply.Use.BUSY;
      case Protocol.MSG_DONE -> done(frame);
      case Protocol.MSG_CONTENT -> content(frame);
      case Protocol.MSG_WIPED -> new Reply.Wiped(frame.u8(), frame.text());
      default -> throw new IOException("the supervisor sent an unknown frame " + frame.type());
    };
  }

  private static Reply ready(Frame frame) throws IOException {
    int version = frame.u16();
    if (version != Protocol.PROTOCOL_VERSION) {
      throw new IOException("the supervisor speaks version " + version + " of the protocol");
    }
    return new Reply.Ready(frame.u8(), frame.u32(), frame.u32(), frame.text(), frame.text());
  }

  private Reply done(Frame frame) throws IOException {
    int how = frame.u8();
    int status = frame.u32();
    long wall = frame.u64();
    long user = frame.u64();
    long system = frame.u64();
    long delay = frame.u64();
    long peak = frame.u64();
    int peakSource = frame.u8();
    int leftBehind = frame.u32();
    int truncated = frame.u8();
    boolean warm = frame.u8() == Protocol.LAUNCH_WARM;
    var _ = frame.u32(); // how often the limit of processes was met
    int stage = frame.u32();
    int errno = frame.u32();
    String text = frame.text();
    String whyCold = frame.text();
    Reply.Done done =
        new Reply.Done(
            how,
            status,
            wall,
            user,
            system,
            delay,
            peak,
            peakSource,
            leftBehind,
            captured(out, (truncated & Protocol.STREAM_STDOUT) != 0),
            captured(err, (truncated & Protocol.STREAM_STDERR) != 0),
            text.isEmpty() && stage != 0 ? "stage " + stage + ", error " + errno : text,
            warm,
            whyCold);
    out = new ByteArrayOutputStream(0);
    err = new ByteArrayOutputStream(0);
    return done;
  }

  private static CapturedOutput captured(ByteArrayOutputStream bytes, boolean truncated) {
    return new CapturedOutput(Blob.of(bytes.toByteArray()), truncated);
  }

  private Reply content(Frame head) throws IOException {
    int state = head.u8();
    long size = head.u64();
    if (state != Protocol.CONTENT_PRESENT) {
      return new Reply.Content(state, Blob.EMPTY);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(size, 1 << 20));
    while (bytes.size() < size) {
      Frame data = Frame.read(in);
      if (data.type() != Protocol.MSG_CONTENT_DATA) {
        throw new IOException("the supervisor sent a frame " + data.type() + " within a file");
      }
      bytes.writeBytes(data.bytes());
    }
    return new Reply.Content(state, Blob.of(bytes.toByteArray()));
  }
}
