package dev.sce.spi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Queries a Python interpreter by running a line of code, with a time limit. */
public final class PythonQuestion {
  private static final long PATIENCE_SECONDS = 20;

  private PythonQuestion() {}

  /**
   * Returns the output of the code, which must fit into a pipe.
   *
   * @param options of the interpreter, such as {@code -I}
   * @throws IOException if the interpreter cannot be started, fails, or takes too long
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

  /** The interpreter exited with a failure, and would do so again. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }
}
