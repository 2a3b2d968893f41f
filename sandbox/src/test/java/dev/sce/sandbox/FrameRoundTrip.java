package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The messages of one program: what is sent to the supervisor, and what comes back. The benchmarks
 * measure them, and they are not in this module's package.
 */
public final class FrameRoundTrip {
  private final Blob text;
  private final byte[] replies;

  private final RunRequest request =
      new RunRequest(
          List.of("python3", "main.py"),
          Map.of("PATH", "/usr/bin:/bin", "HOME", "/work", "LANG", "C.UTF-8", "TMPDIR", "/tmp"),
          Blob.EMPTY,
          Limits.DEFAULT,
          Duration.ZERO,
          true,
          "");

  /** Makes the messages of a program whose text, and whose output, have so many bytes. */
  public FrameRoundTrip(int bytes) throws IOException {
    String line = "x".repeat(bytes);
    text = Blob.of(line.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(answer);
    writer.begin(Protocol.MSG_OUT).u8(Protocol.STREAM_STDOUT).text(line).end();
    writer.begin(Protocol.MSG_DONE).u8(Protocol.HOW_EXITED).u32(0);
    for (int number = 0; number < 5; number++) {
      writer.u64(1_000_000);
    }
    writer.u8(1).u32(0).u8(0).u8(Protocol.LAUNCH_WARM).u32(0).u32(0).u32(0).text("").text("").end();
    writer.begin(Protocol.MSG_WIPED).u8(0).text("").end();
    writer.flush();
    replies = answer.toByteArray();
  }

  /** Writes a file and a command. */
  public void write(OutputStream pipe) throws IOException {
    FrameWriter writer = new FrameWriter(pipe);
    writer.file("main.py", 0644, text);
    request.write(writer);
    writer.begin(Protocol.MSG_WIPE).end();
    writer.flush();
  }

  /**
   * Reads output, result and the confirmation that nothing is left, down to the last field.
   *
   * @return something that depends on every field, so that none can be optimised away
   */
  public long read() throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(replies);
    Frame out = Frame.read(in);
    long sum = out.u8();
    sum += out.bytes().length;
    Frame done = Frame.read(in);
    sum += done.u8() + done.u32();
    for (int number = 0; number < 5; number++) {
      sum += done.u64();
    }
    sum += done.u8() + done.u32() + done.u8() + done.u8() + done.u32() + done.u32() + done.u32();
    sum += done.text().length() + done.text().length();
    Frame wiped = Frame.read(in);
    sum += wiped.u8();
    return sum + wiped.text().length();
  }
}
