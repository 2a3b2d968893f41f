package dev.sce.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for requests and has routes answer them, each in a virtual thread of its own. */
public final class HttpListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
  private static final int BACKLOG = 4096;
  private static final int LONGEST_LINE = 16 << 10;
  private static final int LARGEST_HEADERS = 64 << 10;

  /** Clients keep connections for five minutes and do not repeat a POST on one that was closed. */
  private static final int IDLE_SECONDS = 600;

  private static final Duration QUIET = Duration.ofMillis(500);

  private final Vertx vertx;
  private final HttpServer server;
  final HttpSettings settings;
  final RouteTable routes;
  final RefusalStyle usualStyle;
  final Gate gate;
  final BodyBudget bodies;
  final UnreadAnswers unread;
  final Traffic traffic;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private long inFlight;

  private volatile boolean draining;

  private HttpListener(
      Vertx vertx,
      HttpSettings settings,
      List<Route> routes,
      RefusalStyle usualStyle,
      UnreadAnswers unread,
      Traffic traffic) {
    this.vertx = vertx;
    this.settings = settings;
    this.routes = new RouteTable(routes);
    this.usualStyle = usualStyle;
    this.gate = new Gate(settings.tokens(), settings.hosts());
    this.bodies = new BodyBudget(settings.bodiesHeld(), settings.largestBody());
    this.unread = unread;
    this.traffic = traffic;
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setAcceptBacklog(BACKLOG)
                    .setTcpNoDelay(true)
                    .setReuseAddress(true)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setMaxInitialLineLength(LONGEST_LINE)
                    .setMaxHeaderSize(LARGEST_HEADERS)
                    .setHttp2ClearTextEnabled(false)
                    .setHandle100ContinueAutomatically(true))
            .requestHandler(this::handle)
            .invalidRequestHandler(new InvalidRequests());
  }

  /**
   * Begins to listen.
   *
   * @param usualStyle how requests are refused that fit no format
   * @param unread bounds the answers that clients have not taken
   * @throws IOException if the address cannot be listened on
   */
  public static HttpListener open(
      HttpSettings settings,
      List<Route> routes,
      RefusalStyle usualStyle,
      UnreadAnswers unread,
      Traffic traffic)
      throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setPreferNativeTransport(false));
    HttpListener listener = new HttpListener(vertx, settings, routes, usualStyle, unread, traffic);
    try {
      listener
          .server
          .listen(settings.port(), settings.host())
          .toCompletionStage()
          .toCompletableFuture()
          .get();
      return listener;
    } catch (ExecutionException e) {
      listener.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + cause.getMessage(),
          cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      listener.close();
      throw new IOException("interrupted", e);
    }
  }

  /** Returns the port. */
  public int port() {
    return server.actualPort();
  }

  /** Returns the address as part of a URL. */
  public String url() {
    String host = settings.host();
    InetSocketAddress address = new InetSocketAddress(host, port());
    boolean wild = address.getAddress() != null && address.getAddress().isAnyLocalAddress();
    String shown = wild ? "127.0.0.1" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "http://" + shown + ":" + port() + settings.prefix();
  }

  /**
   * Waits until no request has been there for a moment, in which those are read that have been sent
   * already.
   *
   * @return whether that came within the time
   */
  public boolean awaitAnswers(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    lock.lock();
    try {
      long quietSince = System.nanoTime();
      while (true) {
        long now = System.nanoTime();
        quietSince = inFlight > 0 ? now : quietSince;
        long wanted = inFlight > 0 ? end - now : quietSince + QUIET.toNanos() - now;
        if (wanted <= 0) {
          return inFlight == 0;
        }
        var _ = changed.awaitNanos(wanted);
      }
    } finally {
      lock.unlock();
    }
  }

  private void count(int more) {
    lock.lock();
    try {
      inFlight += more;
      if (inFlight <= 1) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Refuses requests that would run programs from now on. */
  public void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  private void handle(HttpServerRequest request) {
    count(1);
    AtomicBoolean over = new AtomicBoolean();
    Runnable onEnd =
        () -> {
          if (!over.getAndSet(true)) {
            count(-1);
          }
        };
    try {
      new Call(this, vertx.getOrCreateContext(), request, onEnd).begin();
    } catch (RuntimeException | Error e) {
      // Whatever is wrong here, the client must not wait for ever.
      log.error("a request cannot be begun", e);
      onEnd.run();
      request.connection().close();
    }
  }

  /** Closes all connections. */
  @Override
  public void close() {
    // A connection with bytes to write closes only when its client has taken them.
    unread.cutAll();
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the listener does not close", e);
    }
  }
}
