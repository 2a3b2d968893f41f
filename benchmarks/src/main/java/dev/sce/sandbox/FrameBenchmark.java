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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The messages of one program: what is sent to the supervisor, and what comes back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrameBenchmark {
  /** Bytes of the program's text, and of its output. */
  @Param({"100", "100000"})
  public int bytes;

  private Blob text = Blob.EMPTY;
  private byte[] replies = {};

  private final RunRequest request =
      new RunRequest(
          List.of("python3", "main.py"),
          Map.of("PATH", "/usr/bin:/bin", "HOME", "/work", "LANG", "C.UTF-8", "TMPDIR", "/tmp"),
          Blob.EMPTY,
          Limits.DEFAULT,
          Duration.ZERO,
          true);

  /** Makes the text and the frames that the supervisor would answer with. */
  @Setup
  public void prepare() throws IOException {
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
  @Benchmark
  public void write(Blackhole blackhole) throws IOException {
    FrameWriter writer = new FrameWriter(new Sink(blackhole));
    writer.file("main.py", 0644, text);
    request.write(writer);
    writer.begin(Protocol.MSG_WIPE).end();
    writer.flush();
  }

  /** Reads output, result and the confirmation that nothing is left, down to the last field. */
  @Benchmark
  public void read(Blackhole blackhole) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(replies);
    Frame out = Frame.read(in);
    blackhole.consume(out.u8());
    blackhole.consume(out.bytes());
    Frame done = Frame.read(in);
    blackhole.consume(done.u8() + done.u32());
    for (int number = 0; number < 5; number++) {
      blackhole.consume(done.u64());
    }
    blackhole.consume(done.u8() + done.u32() + done.u8() + done.u8() + done.u32());
    blackhole.consume(done.u32() + done.u32());
    blackhole.consume(done.text());
    blackhole.consume(done.text());
    Frame wiped = Frame.read(in);
    blackhole.consume(wiped.u8());
    blackhole.consume(wiped.text());
  }

  /** A pipe to the supervisor that costs nothing. */
  private static final class Sink extends OutputStream {
    private final Blackhole blackhole;

    Sink(Blackhole blackhole) {
      this.blackhole = blackhole;
    }

    @Override
    public void write(int value) {
      blackhole.consume(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      blackhole.consume(bytes);
    }
  }
}
