package dev.sce.server.programs;

import dev.sce.Blob;
import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.http.UnreadAnswers;
import dev.sce.server.queue.FairQueue;
import dev.sce.server.queue.Ticket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Has requests wait for their turn on the engine. A client that hangs up, or whose deadline passes,
 * ends its work at once, waiting or running. Safe for use by many threads.
 */
public final class Turns {
  private final CodeExecutor executor;
  private final FairQueue queue;
  private final Duration patience;
  private final UnreadAnswers unread;
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
   * @param unread no program begins while there are too many answers that nobody reads
   */
  public Turns(
      CodeExecutor executor,
      FairQueue queue,
      Duration patience,
      UnreadAnswers unread,
      Events events) {
    this.executor = executor;
    this.queue = queue;
    this.patience = patience;
    this.unread = unread;
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

  /** Runs a program when it is the caller's turn; in several turns if it has many tests. */
  public ExecutionResult run(Caller caller, Executable executable)
      throws Refusal, InterruptedException {
    ExecutionResult result =
        Portions.run(executable, () -> queue.waiting() > 0, portion -> prepare(caller, portion));
    ended(result.outcome());
    return result;
  }

  /** Counts a program that ended without {@link #run}. */
  public void ended(Outcome outcome) {
    events.ended(outcome);
  }

  /** Runs, when it is the caller's turn, what comes before a program, such as its compiler. */
  public ExecutionResult prepare(Caller caller, Executable executable)
      throws Refusal, InterruptedException {
    ExecutionResult result = take(caller, executable);
    if (result.outcome() == Outcome.CANCELLED) {
      throw new InterruptedException("cancelled");
    }
    return result;
  }

  /**
   * Runs a program when it is the caller's turn, and waits for it.
   *
   * @throws Refusal with status 504 if its turn did not come in time, or the deadline passed
   * @throws InterruptedException if the client hung up, or the server ends
   */
  private ExecutionResult take(Caller caller, Executable executable)
      throws Refusal, InterruptedException {
    Request request = caller.request();
    // A row waits for others of its batch most of the time; only its client knows how long is too
    // long.
    Duration usual = caller.isRow() ? Limits.MAX_TIME : patience;
    Duration most = caller.timeLeft().filter(left -> left.compareTo(usual) < 0).orElse(usual);
    Held held = new Held();
    Ticket<ExecutionResult> ticket = queued(caller, executable, held);
    Runnable hangUp =
        () -> {
          events.cancelled("hung_up");
          ticket.cancel();
        };
    request.workBegins();
    request.onGone(hangUp);
    try {
      if (!ticket.awaitBegin(most)) {
        events.cancelled("queue_wait");
        throw Caller.tooLate("its turn did not come within " + Caller.seconds(most));
      }
      events.began(ticket.waited());
      request.addWaited(ticket.waited());
      return await(ticket, caller);
    } finally {
      request.forget(hangUp);
      request.workEnds();
      // Without effect on what has ended.
      ticket.cancel();
      held.release();
    }
  }

  /** Queues a program; its result counts, from its end on, as something that nobody has read. */
  private Ticket<ExecutionResult> queued(Caller caller, Executable executable, Held held)
      throws Refusal {
    try {
      return queue.add(
          caller.flow(),
          () -> {
            unread.awaitRoom();
            ExecutionResult result = executor.execute(executable);
            held.arrived(size(result));
            return result;
          });
    } catch (IllegalStateException e) {
      throw new Refusal(503, "the server is shutting down", 5);
    }
  }

  /** A result between the end of its program and the moment at which somebody takes it. */
  private final class Held {
    private volatile UnreadAnswers.@Nullable Unread bytes;
    private volatile boolean taken;

    void arrived(long size) {
      UnreadAnswers.Unread counted = unread.addResult(size);
      bytes = counted;
      if (taken) {
        // Whoever waited for it has given up meanwhile.
        counted.taken();
      }
    }

    void release() {
      taken = true;
      UnreadAnswers.Unread counted = bytes;
      if (counted != null) {
        counted.taken();
      }
    }
  }

  private static long size(ExecutionResult result) {
    long output =
        result.commandResults().stream()
            .mapToLong(command -> command.out().content().size() + command.err().content().size())
            .sum();
    return output
        + result.trackedFiles().values().stream()
            .map(TrackedFile::content)
            .filter(Objects::nonNull)
            .mapToLong(Blob::size)
            .sum();
  }

  private ExecutionResult await(Ticket<ExecutionResult> ticket, Caller caller)
      throws Refusal, InterruptedException {
    try {
      Optional<Duration> left = caller.timeLeft();
      return left.isEmpty()
          ? ticket.result().get()
          : ticket.result().get(left.get().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      events.cancelled("deadline");
      throw caller.tooLate();
    } catch (CancellationException e) {
      throw new InterruptedException("cancelled");
    } catch (ExecutionException e) {
      throw new IllegalStateException("running a program failed", e.getCause());
    }
  }
}
