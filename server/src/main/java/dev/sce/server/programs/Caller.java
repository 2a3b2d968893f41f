package dev.sce.server.programs;

import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.queue.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who waits for a program: a request, or one row of its batch.
 *
 * @param request the request
 * @param flow whose turns it takes
 * @param begin since when it waits, as {@link System#nanoTime} counts
 */
public record Caller(Request request, Flow flow, long begin) {
  private static final double LONGEST_SECONDS = 1e6;

  /** Returns a request that is no batch. */
  public static Caller of(Request request) {
    return new Caller(request, Flow.single(request.client()), request.arrivedNanos());
  }

  /** Returns a row of a request's batch, which begins to wait now. */
  public static Caller ofRow(Request request, Flow batch) {
    return new Caller(request, batch, System.nanoTime());
  }

  /** Whether it is a row of a batch. */
  boolean isRow() {
    return flow.batch() != 0;
  }

  /** Returns how long it will wait from now on; empty if the client did not say. */
  Optional<Duration> timeLeft() throws Refusal {
    return deadline().map(most -> most.minusNanos(System.nanoTime() - begin));
  }

  private Optional<Duration> deadline() throws Refusal {
    Optional<String> text = request.header("X-Deadline-Seconds");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      double seconds = Double.parseDouble(text.get());
      if (seconds > 0 && seconds < LONGEST_SECONDS) {
        return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new Refusal(400, "X-Deadline-Seconds must be a number of seconds above 0");
  }

  /** Returns the refusal of what was not done by the deadline. */
  Refusal tooLate() throws Refusal {
    return tooLate("it was not done within " + seconds(deadline().orElse(Duration.ZERO)));
  }

  static Refusal tooLate(String why) {
    return new Refusal(504, why, 1);
  }

  static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  /**
   * Waits for what another request is doing, as long as this one would wait.
   *
   * @throws Refusal with status 504 if the deadline passes
   * @throws InterruptedException if the client hangs up
   * @throws ExecutionException if it comes to nothing
   */
  public <T> T await(CompletableFuture<T> others)
      throws Refusal, InterruptedException, ExecutionException {
    CompletableFuture<T> mine = others.copy();
    Runnable hangUp = () -> mine.cancel(false);
    request.onGone(hangUp);
    try {
      Optional<Duration> left = timeLeft();
      return left.isEmpty() ? mine.get() : mine.get(left.get().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw tooLate();
    } catch (CancellationException e) {
      throw new InterruptedException("the client has hung up");
    } finally {
      request.forget(hangUp);
    }
  }
}
