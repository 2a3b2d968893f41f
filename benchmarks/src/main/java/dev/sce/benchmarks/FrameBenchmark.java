package dev.sce.benchmarks;

import dev.sce.sandbox.FrameRoundTrip;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

  private @Nullable FrameRoundTrip messages;

  /** Makes the text and the frames that the supervisor would answer with. */
  @Setup
  public void prepare() throws IOException {
    messages = new FrameRoundTrip(bytes);
  }

  /** Writes a file and a command. */
  @Benchmark
  public void write(Blackhole blackhole) throws IOException {
    if (messages != null) {
      messages.write(new Sink(blackhole));
    }
  }

  /** Reads output, result and the confirmation that nothing is left, down to the last field. */
  @Benchmark
  public long read() throws IOException {
    return messages == null ? 0 : messages.read();
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
