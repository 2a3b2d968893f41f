package dev.sce.server.ops;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.json.Json;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.RefusalStyle;
import dev.sce.server.http.Route;
import dev.sce.server.programs.Turns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Says whether the server is well. */
public final class Health implements Turns.Events {
  /** How routes of the product itself refuse a request (RFC 9457). */
  public static final RefusalStyle STYLE = Health::problem;

  private static final Duration TRIAL_PATIENCE = Duration.ofSeconds(1);

  /** How often a trial looks whether something else has shown that the sandbox works. */
  private static final long GLANCE = Duration.ofMillis(50).toNanos();

  private final CodeExecutor executor;
  private final Metrics metrics;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable CompletableFuture<ExecutionResult> trial;

  private volatile BooleanSupplier draining = () -> false;

  /** Whether the last program ran, so that the sandbox is known to work. */
  private volatile boolean proven;

  /** Makes the routes of a server. */
  public Health(CodeExecutor executor, Metrics metrics) {
    this.executor = executor;
    this.metrics = metrics;
  }

  /** Sets what knows whether the server is shutting down. */
  public void drainsWith(BooleanSupplier value) {
    draining = value;
  }

  private static Answer problem(Refusal refusal, String requestId) {
    Answer answer =
        Answer.object(
            refusal.status(),
            json -> {
              json.writeStringProperty("type", "about:blank");
              json.writeStringProperty("title", title(refusal.status()));
              json.writeNumberProperty("status", refusal.status());
              json.writeStringProperty("detail", Json.writable(refusal.message()));
              json.writeStringProperty("request_id", requestId);
            });
    return new Answer(answer.status(), "application/problem+json", answer.body(), answer.headers());
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Error";
    };
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        get("/health", Route.Access.OPEN, _ -> healthy()),
        get("/healthz", Route.Access.OPEN, _ -> healthy()),
        get("/livez", Route.Access.OPEN, _ -> healthy()),
        get("/readyz", Route.Access.OPEN, _ -> ready()),
        get("/ping", Route.Access.OPEN, _ -> Answer.json(200, json -> json.writeString("pong"))),
        get("/metrics", Route.Access.TOKEN, _ -> metrics.scrape()));
  }

  private static Route get(String path, Route.Access access, Route.Whole handler) {
    return new Route("GET", path, STYLE, access, handler);
  }

  /** Returns the version of the product. */
  public static String version() {
    String version = Health.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private static Answer healthy() {
    return Answer.object(
        200,
        json -> {
          json.writeStringProperty("status", "healthy");
          json.writeStringProperty("version", version());
        });
  }

  private Answer ready() throws Refusal, InterruptedException {
    if (draining.getAsBoolean()) {
      throw new Refusal(503, "the server is shutting down");
    }
    if (!proven) {
      prove();
    }
    return Answer.object(200, json -> json.writeStringProperty("status", "ready"));
  }

  /**
   * Runs a program to see whether the sandbox works. Whoever asks waits a moment for it: where all
   * workers are busy, one of their programs may end first and show the same.
   */
  private void prove() throws Refusal, InterruptedException {
    CompletableFuture<ExecutionResult> trial = trial();
    long end = System.nanoTime() + TRIAL_PATIENCE.toNanos();
    while (!proven) {
      long left = end - System.nanoTime();
      try {
        ExecutionResult result = trial.get(Math.min(left, GLANCE), TimeUnit.NANOSECONDS);
        if (result.outcome() != Outcome.OK) {
          throw new Refusal(
              503, "the sandbox does not work: " + result.error().orElse(result.outcome().name()));
        }
        proven = true;
      } catch (ExecutionException e) {
        throw new Refusal(503, "the sandbox does not work: " + e.getCause());
      } catch (TimeoutException e) {
        if (left <= GLANCE) {
          throw new Refusal(503, "no program has run in the sandbox yet", 1);
        }
      }
    }
  }

  /** Returns the trial under way, or begins one. */
  private CompletableFuture<ExecutionResult> trial() {
    lock.lock();
    try {
      if (trial == null || trial.isDone()) {
        CompletableFuture<ExecutionResult> begun = new CompletableFuture<>();
        trial = begun;
        Thread.ofVirtual().start(() -> complete(begun));
      }
      return trial;
    } finally {
      lock.unlock();
    }
  }

  private void complete(CompletableFuture<ExecutionResult> begun) {
    try {
      begun.complete(executor.execute(Executable.builder().command("true").build()));
    } catch (InterruptedException | RuntimeException e) {
      begun.completeExceptionally(e);
    }
  }

  @Override
  public void began(Duration waited) {}

  /** What programs come to shows whether the sandbox works. */
  @Override
  public void ended(Outcome outcome) {
    if (!outcome.isInconclusive() || outcome == Outcome.SANDBOX_FAULT) {
      proven = outcome != Outcome.SANDBOX_FAULT;
    }
  }

  @Override
  public void cancelled(String reason) {}
}
