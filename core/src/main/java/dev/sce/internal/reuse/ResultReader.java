package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ResultWriter} wrote; every byte has to be one that it could have written. */
final class ResultReader {
  private final ByteBuffer in;

  ResultReader(ByteBuffer in) {
    this.in = in;
  }

  ExecutionResult read() throws IOException {
    try {
      ExecutionResult result = result();
      if (in.hasRemaining()) {
        throw new IOException("there is more than its fields");
      }
      return result;
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      throw new IOException("its fields make no sense", e);
    }
  }

  private ExecutionResult result() throws IOException {
    Outcome outcome = Outcome.valueOf(text());
    int commands = count();
    List<CommandResult> results = new ArrayList<>();
    for (int i = 0; i < commands; i++) {
      results.add(command());
    }
    // In the order in which they were written.
    return ExecutionResult.builder(outcome)
        .commandResults(results)
        .elapsed(duration())
        .cwd(flag() ? Path.of(text()) : null)
        .trackedFiles(trackedFiles())
        .expectedNumCommands(in.getInt())
        .preprocessTime(duration())
        .writingTime(duration())
        .cleanupTime(duration())
        .isolation(isolation())
        .enforcement(enforcement())
        .retried(flag())
        .error(optionalText())
        .build();
  }

  private @Nullable Isolation isolation() throws IOException {
    String text = text();
    return text.isEmpty() ? null : Isolation.of(text);
  }

  private @Nullable Enforcement enforcement() throws IOException {
    String text = text();
    return text.isEmpty() ? null : Enforcement.parse(text);
  }

  private CommandResult command() throws IOException {
    return CommandResult.builder(Outcome.valueOf(text()))
        .returnCode(in.getInt())
        .runtime(duration())
        .cpuTime(flag() ? duration() : null)
        .peakMemory(flag() ? DataSize.ofBytes(in.getLong()) : null)
        .out(output())
        .err(output())
        .leftBehind(in.getInt())
        .launcher(Launcher.valueOf(text().toUpperCase(Locale.ROOT)))
        .error(optionalText())
        .build();
  }

  private Map<String, TrackedFile> trackedFiles() throws IOException {
    int count = count();
    Map<String, TrackedFile> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put(text(), new TrackedFile(TrackedFile.State.valueOf(text()), flag() ? blob() : null));
    }
    return files;
  }

  private CapturedOutput output() throws IOException {
    return new CapturedOutput(blob(), flag());
  }

  private Duration duration() throws IOException {
    long seconds = in.getLong();
    int nanos = in.getInt();
    if (nanos < 0 || nanos > 999_999_999) {
      throw new IOException("a time makes no sense");
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  private Blob blob() throws IOException {
    byte[] bytes = new byte[count()];
    in.get(bytes);
    return Blob.of(bytes);
  }

  private String text() throws IOException {
    int length = count();
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = in.getChar();
    }
    return new String(chars);
  }

  private @Nullable String optionalText() throws IOException {
    return flag() ? text() : null;
  }

  private boolean flag() throws IOException {
    byte value = in.get();
    if (value != 0 && value != 1) {
      throw new IOException("a flag makes no sense");
    }
    return value == 1;
  }

  /** Reads a number of things that take a byte each at least, so a wrong one takes no memory. */
  private int count() throws IOException {
    int count = in.getInt();
    if (count < 0 || count > in.remaining()) {
      throw new IOException("a length makes no sense");
    }
    return count;
  }
}
