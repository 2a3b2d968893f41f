package dev.sce.server.programs;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.queue.FairQueue;
import dev.sce.server.queue.Flow;
import dev.sce.server.queue.Ticket;
import dev.sce.server.queue.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has requests wait for their turn on the engine. A client that hangs up, or whose deadline passes,
 * ends its work at once, waiting or running. Safe for use by many threads.
 */
public final class Turns {
  private final CodeExecutor executor;
  private final FairQueue queue;
  private final Duration patience;
  private final Events events;

  /** Is told how long requests waited, how programs ended, and why work ended early. */
  public interface Events {
    /** Something began after it waited so long. */
    void began(Duration waited);

    /** A program ended so. */
    void ended(Outcome outcome);

    /** Something was given up: {@code hung_up}, {@code queue_wait} or {@code deadline}. */
    void cancelled(String reason);

    /** Returns what tells these and others. */
    default Events and(Events others) {
      Events these = this;
      return new Events() {
        @Override
        public void began(Duration waited) {
          these.began(waited);
          others.began(waited);
        }

        @Override
        public void ended(Outcome outcome) {
          these.ended(outcome);
          others.ended(outcome);
        }

        @Override
        public void cancelled(String reason) {
          these.cancelled(reason);
          others.cancelled(reason);
        }
      };
    }
  }

  /**
   * Makes turns.
   *
   * @param patience how long a request waits for its turn at the most
   */
  public Turns(CodeExecutor executor, FairQueue queue, Duration patience, Events events) {
    this.executor = executor;
    this.queue = queue;
    this.patience = patience;
    this.events = events;
  }

  /** Returns the queue. */
  public FairQueue queue() {
    return queue;
  }

  /** Returns the executor; what runs there without a turn is not fair to others. */
  public CodeExecutor executor() {
    return executor;
  }

  /** Runs a program when it is the client's turn. */
  public ExecutionResult run(Request request, Executable executable)
      throws Refusal, InterruptedException {
    return run(request, Flow.single(request.client()), executable);
  }

  /** Runs a program when it is the flow's turn. */
  public ExecutionResult run(Request request, Flow flow, Executable executable)
      throws Refusal, InterruptedException {
    ExecutionResult result = prepare(request, flow, executable);
    ended(result.outcome());
    return result;
  }

  /** Counts a program that ended without {@link #run}. */
  public void ended(Outcome outcome) {
    events.ended(outcome);
  }

  /** Runs, when it is the flow's turn, what comes before a program, such as its compiler. */
  ExecutionResult prepare(Request request, Flow flow, Executable executable)
      throws Refusal, InterruptedException {
    return take(request, flow, () -> executor.execute(executable));
  }

  /**
   * Runs something when it is the flow's turn, and waits for it.
   *
   * @throws Refusal with status 504 if its turn did not come in time, or the deadline passed
   * @throws InterruptedException if the client hung up, or the server ends
   */
  public <T> T take(Request request, Flow flow, Work<T> work) throws Refusal, InterruptedException {
    // Rows of a batch come later than the batch.
    long begin = flow.batch() == 0 ? request.arrivedNanos() : System.nanoTime();
    Optional<Duration> deadline = deadline(request);
    Ticket<T> ticket;
    try {
      ticket = queue.add(flow, work);
    } catch (IllegalStateException e) {
      throw new Refusal(503, "the server is shutting down", 5);
    }
    Runnable hangUp =
        () -> {
          events.cancelled("hung_up");
          ticket.cancel();
        };
    request.onGone(hangUp);
    try {
      // A batch waits for itself most of the time; only its client knows how long is too long.
      Duration usual = flow.batch() == 0 ? patience : Limits.MAX_TIME;
      Duration most =
          deadline
              .map(limit -> limit.minusNanos(System.nanoTime() - begin))
              .filter(left -> left.compareTo(usual) < 0)
              .orElse(usual);
      if (!ticket.awaitBegin(most)) {
        events.cancelled("queue_wait");
        throw tooLate("its turn did not come within " + seconds(most));
      }
      events.began(ticket.waited());
      request.addWaited(ticket.waited());
      return await(ticket, begin, deadline);
    } finally {
      request.forget(hangUp);
      // Without effect on what has ended.
      ticket.cancel();
    }
  }

  private <T> T await(Ticket<T> ticket, long begin, Optional<Duration> deadline)
      throws Refusal, InterruptedException {
    try {
      if (deadline.isEmpty()) {
        return ticket.result().get();
      }
      long left = deadline.get().toNanos() - (System.nanoTime() - begin);
      return ticket.result().get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      events.cancelled("deadline");
      throw tooLate("it was not done within " + seconds(deadline.orElse(patience)));
    } catch (CancellationException e) {
      throw new InterruptedException("cancelled");
    } catch (ExecutionException e) {
      throw new IllegalStateException("running a program failed", e.getCause());
    }
  }

  private static Refusal tooLate(String why) {
    return new Refusal(504, why, 1);
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  /** Returns the time that the client gives the request, from now on. */
  private static Optional<Duration> deadline(Request request) throws Refusal {
    Optional<String> text = request.header("X-Deadline-Seconds");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      double seconds = Double.parseDouble(text.get());
      if (seconds > 0 && seconds < 1e6) {
        return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new Refusal(400, "X-Deadline-Seconds must be a number of seconds above 0");
  }
}
