package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.ExecutionResult.Times;
import dev.sce.Outcome;
import dev.sce.Reused;
import dev.sce.TrackedFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    return new ExecutionResult(
        "",
        outcome,
        results,
        duration(),
        optionalText(),
        trackedFiles(),
        in.getInt(),
        new Times(duration(), duration(), duration()),
        text(),
        text(),
        flag(),
        Reused.NO,
        optionalText());
  }

  private CommandResult command() throws IOException {
    return new CommandResult(
        Outcome.valueOf(text()),
        in.getInt(),
        duration(),
        flag() ? duration() : null,
        flag() ? in.getLong() : null,
        output(),
        output(),
        in.getInt(),
        text(),
        optionalText());
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
