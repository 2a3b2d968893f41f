package dev.sce.server;

import dev.sce.CodeExecutor;
import dev.sce.Outcome;
import dev.sce.server.http.UnreadAnswers;
import dev.sce.server.mcp.McpLines;
import dev.sce.server.ops.Health;
import dev.sce.server.programs.Programs;
import dev.sce.server.programs.Turns;
import dev.sce.server.queue.FairQueue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Runs programs for one client of the Model Context Protocol that talks over streams, as agents do
 * with servers that they start themselves.
 */
public final class McpServer implements AutoCloseable {
  private static final Turns.Events UNHEARD =
      new Turns.Events() {
        @Override
        public void began(Duration waited) {}

        @Override
        public void ended(Outcome outcome) {}

        @Override
        public void cancelled(String reason) {}
      };

  private final ServerConfig config;
  private final CodeExecutor executor;
  private final FairQueue queue;
  private final Programs programs;

  private McpServer(ServerConfig config, CodeExecutor executor, FairQueue queue) {
    this.config = config;
    this.executor = executor;
    this.queue = queue;
    this.programs =
        new Programs(
            new Turns(executor, queue, config.queueWait(), UnreadAnswers.unlimited(), UNHEARD));
  }

  /**
   * Starts a server; of the configuration, what concerns HTTP is without effect.
   *
   * @throws IOException if the backend cannot be set up
   * @throws dev.sce.IsolationUnavailableException if this machine does not support the isolation
   */
  public static McpServer start(ServerConfig config) throws IOException {
    FairQueue queue = new FairQueue(config.execution());
    boolean started = false;
    try {
      CodeExecutor executor = CodeExecutor.create(queue.heardBy(config.execution()));
      started = true;
      return new McpServer(config, executor, queue);
    } finally {
      if (!started) {
        queue.close();
      }
    }
  }

  /**
   * Answers messages, a line each, until the input ends; what is under way then has the drain time
   * to end.
   *
   * @throws IOException if the input cannot be read
   */
  public void converse(InputStream in, OutputStream out) throws IOException, InterruptedException {
    int longest = Math.toIntExact(config.largestBody().bytes());
    new McpLines(programs, config.languages(), Health.version(), longest, out)
        .converse(in, config.drainTime());
  }

  /** Cancels what is running. */
  @Override
  public void close() {
    try {
      queue.close();
    } finally {
      executor.close();
    }
  }
}
