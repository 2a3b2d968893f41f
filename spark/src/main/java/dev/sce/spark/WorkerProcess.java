package dev.sce.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * A process of {@code sce} on a port of the loopback address.
 *
 * <p>It ends when its standard input does, of which only this JVM holds the other end: so it ends
 * with the JVM, even if that is killed, and everything it runs with it. A secret made anew each
 * time keeps other users of the machine from running programs with it.
 */
final class WorkerProcess implements AutoCloseable {
  private static final String LISTENING = "sce: listening on http://127.0.0.1:";
  private static final String PROBE = "{\"commands\":[{\"command\":[\"true\"]}]}";
  private static final int LAST_LINES = 20;
  private static final int END_SECONDS = 20;

  private final Process process;
  private final String token;
  private final BufferedReader errors;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final int port;
  private final String isolation;

  private WorkerProcess(Process process, String token) {
    this.process = process;
    this.token = token;
    this.errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    try {
      this.port = awaitPort();
      Thread drain = new Thread(this::drain, "sce-engine");
      drain.setDaemon(true);
      drain.start();
      this.isolation = tryOut();
    } catch (RuntimeException | IOException e) {
      close();
      throw e instanceof SceException known
          ? known
          : new SceException("the engine did not start: " + e + "; it said: " + lastWords(), e);
    }
  }

  /**
   * Starts an engine and tries out its sandbox.
   *
   * @throws SceException with the reason if it cannot be started here
   */
  static WorkerProcess start(EngineSettings settings, @Nullable ProblemsFile problems) {
    Path here = Path.of("").toAbsolutePath();
    String command =
        new EngineCommand(System.getenv(), List.of(here, Path.of(SparkFiles.getRootDirectory())))
            .find(settings.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .command()
        .addAll(settings.arguments(problems == null ? null : problems.here().toString()));
    String token = newToken();
    builder.environment().put("SCE_TOKEN", token);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      return new WorkerProcess(builder.start(), token);
    } catch (IOException e) {
      throw new SceException("cannot start " + command + ": " + e.getMessage(), e);
    }
  }

  private static String newToken() {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private int awaitPort() throws IOException {
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(LISTENING)) {
        return Integer.parseInt(line.substring(LISTENING.length()).strip());
      }
      keep(line);
    }
    throw new SceException("the engine did not start: " + lastWords());
  }

  private void drain() {
    try {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        keep(line);
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  private void keep(String line) {
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > LAST_LINES) {
        lastLines.removeFirst();
      }
    }
  }

  /** Runs a program that does nothing, and returns the isolation level it ran with. */
  private String tryOut() throws IOException {
    try (EngineStream stream = new EngineStream(port, token, "/v1/run")) {
      stream.send(PROBE);
      stream.finish();
      String answer = stream.readLine();
      String outcome = answer == null ? null : ResultLine.member(answer, "outcome");
      String level = answer == null ? null : ResultLine.member(answer, "isolation");
      if (level == null || !"OK".equals(outcome)) {
        throw new SceException("the engine cannot run programs here: " + answer);
      }
      return level;
    }
  }

  /** Returns the isolation level of its programs. */
  String isolation() {
    return isolation;
  }

  /** Begins a request whose rows and answers come and go at the same time. */
  EngineStream stream(String path) throws IOException {
    return new EngineStream(port, token, path);
  }

  /** Whether it still runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns what it has said last. */
  String lastWords() {
    synchronized (lastLines) {
      return lastLines.isEmpty() ? "nothing" : String.join("\n", lastLines);
    }
  }

  /** Ends it with all that it runs, and waits for that. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    // With its input's end, the second signal: no request is waited for.
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Returns why a conversation with it may have broken off. */
  String explain(@Nullable String reason) {
    return (isAlive() ? "the engine's answer broke off" : "the engine has ended")
        + (reason == null ? "" : ": " + reason)
        + "; it said last: "
        + lastWords();
  }
}
