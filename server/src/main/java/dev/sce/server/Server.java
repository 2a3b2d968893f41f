package dev.sce.server;

import dev.sce.CodeExecutor;
import dev.sce.server.api.NativeApi;
import dev.sce.server.api.ProblemFiles;
import dev.sce.server.graders.Graders;
import dev.sce.server.http.HttpListener;
import dev.sce.server.http.HttpSettings;
import dev.sce.server.http.Route;
import dev.sce.server.http.Token;
import dev.sce.server.http.Traffic;
import dev.sce.server.http.UnreadAnswers;
import dev.sce.server.mcp.Mcp;
import dev.sce.server.openapi.ApiDescription;
import dev.sce.server.ops.AccessLines;
import dev.sce.server.ops.Health;
import dev.sce.server.ops.Metrics;
import dev.sce.server.ops.RecentMinutes;
import dev.sce.server.ops.Status;
import dev.sce.server.page.Pages;
import dev.sce.server.piston.Piston;
import dev.sce.server.programs.KnownLanguages;
import dev.sce.server.programs.Programs;
import dev.sce.server.programs.Turns;
import dev.sce.server.queue.FairQueue;
import dev.sce.server.sandboxfusion.SandboxFusion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs for clients over HTTP, until it is closed.
 *
 * <p>Safe for use by many threads.
 */
public final class Server implements AutoCloseable {
  private static final Duration CANCELLED_PATIENCE = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration BODY_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STREAM_PATIENCE = Duration.ofMinutes(10);

  private final ServerConfig config;
  private final CodeExecutor executor;
  private final FairQueue queue;
  private final Metrics metrics = new Metrics();
  private final List<Route> routes;
  private final HttpListener listener;
  private volatile boolean draining;

  private Server(ServerConfig config, CodeExecutor executor, FairQueue queue) throws IOException {
    this.config = config;
    this.executor = executor;
    this.queue = queue;
    metrics.watch(queue);
    RecentMinutes recent = new RecentMinutes();
    long held = Math.max(config.largestBody().bytes(), Runtime.getRuntime().maxMemory() / 8);
    UnreadAnswers unread = new UnreadAnswers(held);
    Health health = new Health(executor, metrics);
    Turns.Events events = metrics.and(recent).and(health);
    Turns turns = new Turns(executor, queue, config.queueWait(), unread, events);
    KnownLanguages known = new KnownLanguages(config.languages(), turns);
    Programs programs = new Programs(turns);
    List<Route> routes = new ArrayList<>(health.routes());
    Status status = new Status(labels(config), config.execution(), known, turns, recent);
    routes.addAll(status.routes());
    routes.addAll(Pages.routes());
    routes.addAll(
        ApiDescription.routes(labels(config), config.prefix(), !config.tokens().isEmpty()));
    if (config.formats().contains(Format.SANDBOX_FUSION)) {
      routes.addAll(SandboxFusion.routes(programs, config.languages()));
    }
    if (config.formats().contains(Format.PISTON)) {
      routes.addAll(Piston.routes(programs, config.languages()));
    }
    if (config.formats().contains(Format.NATIVE)) {
      ProblemFiles files = new ProblemFiles(config.problems());
      routes.addAll(
          NativeApi.routes(
              programs,
              config.languages(),
              files,
              config.evalSpace(),
              config.largestBody(),
              Health.STYLE));
    }
    if (config.formats().contains(Format.MCP)) {
      routes.addAll(Mcp.routes(programs, config.languages(), Health.version()));
    }
    if (config.formats().contains(Format.GRADERS)) {
      routes.addAll(Graders.routes(programs, config.languages()));
    }
    this.routes = List.copyOf(routes);
    AccessLog log = config.accessLog();
    AccessLines lines = new AccessLines(log::line);
    Traffic traffic =
        log.equals(AccessLog.NONE)
            ? metrics
            : ended -> {
              metrics.ended(ended);
              lines.ended(ended);
            };
    listener = HttpListener.open(settings(config, held), routes, Health.STYLE, unread, traffic);
    health.drainsWith(() -> draining);
  }

  /**
   * Starts a server.
   *
   * @throws IOException if the address cannot be listened on, or the backend cannot be set up
   * @throws IllegalArgumentException if a token is not allowed
   * @throws dev.sce.IsolationUnavailableException if this machine does not support the isolation
   */
  public static Server start(ServerConfig config) throws IOException {
    FairQueue queue = new FairQueue(config.execution());
    CodeExecutor executor = null;
    boolean started = false;
    try {
      executor = CodeExecutor.create(queue.heardBy(config.execution()));
      Server server = new Server(config, executor, queue);
      started = true;
      return server;
    } finally {
      if (!started) {
        queue.close();
        if (executor != null) {
          executor.close();
        }
      }
    }
  }

  private static List<String> labels(ServerConfig config) {
    return config.formats().stream().map(Format::label).sorted().toList();
  }

  private static HttpSettings settings(ServerConfig config, long held) {
    return new HttpSettings(
        config.host(),
        config.port(),
        config.prefix(),
        config.tokens().stream().map(Token::parse).toList(),
        config.allowedHosts(),
        Math.toIntExact(Math.min(config.largestBody().bytes(), Integer.MAX_VALUE - 16)),
        held,
        BODY_PATIENCE,
        STREAM_PATIENCE,
        config.keepAlive());
  }

  /** Returns what it answers. */
  List<Route> routes() {
    return routes;
  }

  /** Returns the URL that it answers to, without a slash at its end. */
  public String url() {
    return listener.url();
  }

  /** Returns the port that it listens on. */
  public int port() {
    return listener.port();
  }

  /**
   * Waits until every accepted request is answered, or the drain time is over. New programs are
   * accepted for a moment, since they may have been sent before, and then refused.
   *
   * @return whether all were answered
   */
  public boolean drain() throws InterruptedException {
    draining = true;
    Duration grace = GRACE.compareTo(config.drainTime()) < 0 ? GRACE : config.drainTime();
    var _ = listener.awaitAnswers(grace);
    listener.drain();
    return listener.awaitAnswers(config.drainTime().minus(grace));
  }

  /** Cancels what is running, answers it, and stops listening. */
  @Override
  public void close() {
    draining = true;
    listener.drain();
    closeAll(
        List.of(queue::close, this::answerRest, listener::close, executor::close, metrics::close));
  }

  /** What was cancelled has its answer in a moment. */
  private void answerRest() {
    try {
      var _ = listener.awaitAnswers(CANCELLED_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeAll(List<Runnable> steps) {
    RuntimeException failure = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
