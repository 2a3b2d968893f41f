package dev.sce.spi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a Python interpreter something by running a line of code, within a limit of time. */
public final class PythonQuestion {
  private static final long PATIENCE_SECONDS = 20;

  private PythonQuestion() {}

  /**
   * Returns what the code prints. It must fit a pipe, as some paths do.
   *
   * @param options of the interpreter, such as {@code -I}
   * @throws IOException when the interpreter cannot be started, fails, or takes too long
   */
  public static String ask(Path interpreter, List<String> options, String code)
      throws IOException, InterruptedException {
    return ask(interpreter, options, code, PATIENCE_SECONDS);
  }

  static String ask(Path interpreter, List<String> options, String code, long seconds)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(interpreter.toString());
    builder.command().addAll(options);
    builder.command().addAll(List.of("-c", code));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      // The answer is read after the end, so that the wait has a limit.
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IOException(interpreter + " gives no answer within " + seconds + " seconds");
      }
      if (process.exitValue() != 0) {
        throw new RefusedException(interpreter + " fails with status " + process.exitValue());
      }
      // Not to its end: what the interpreter has started may hold the pipe open.
      return new String(
          process.getInputStream().readNBytes(process.getInputStream().available()),
          StandardCharsets.UTF_8);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** The interpreter has ended with a failure, as it will the next time. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }
}
