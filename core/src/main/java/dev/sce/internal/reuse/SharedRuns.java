package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.ExecutionResult;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lets identical executables that are under way at the same time share one run.
 *
 * <p>Theory. The first that comes with a key leads: it runs, in its own thread, and takes the key
 * back before anyone learns the outcome. The others wait, each in its own thread, so interrupting
 * one is its affair alone. When the leader ends without a result to share (cancelled, an exception
 * of a caller's function, a fault), those who waited begin again, and one of them leads. Nothing is
 * ever waited for but a leader, and leaders wait for nobody here, so there is no deadlock. After a
 * fault every waiter tries at most {@link #PATIENCE} leaders and then runs by itself, so that a
 * program which always meets a fault does not make a queue of its copies.
 */
final class SharedRuns {
  private static final int PATIENCE = 2;

  private final ConcurrentHashMap<Blob, CompletableFuture<Answer>> underWay =
      new ConcurrentHashMap<>();

  /**
   * How a run ended.
   *
   * @param shared whether the result may be given to those who wait
   */
  record Answer(ExecutionResult result, boolean shared) {}

  /**
   * Returns the answer of a run that is under way, or else of this one.
   *
   * @param run how to get the answer; called in this thread, at most once
   * @param reused what the result of another's run becomes
   */
  ExecutionResult run(Blob key, Supplier<Answer> run, UnaryOperator<ExecutionResult> reused)
      throws InterruptedException {
    int faults = 0;
    while (faults < PATIENCE) {
      CompletableFuture<Answer> mine = new CompletableFuture<>();
      CompletableFuture<Answer> other = underWay.putIfAbsent(key, mine);
      if (other == null) {
        return lead(key, mine, run);
      }
      Answer answer = await(other);
      if (answer != null && answer.shared()) {
        return reused.apply(answer.result());
      }
      if (answer != null && ReusePolicy.isFault(answer.result())) {
        faults++;
      }
    }
    return run.get().result();
  }

  private ExecutionResult lead(Blob key, CompletableFuture<Answer> mine, Supplier<Answer> run) {
    Answer answer = null;
    try {
      answer = run.get();
      return answer.result();
    } finally {
      // First the key: who begins again must not find this run once more.
      underWay.remove(key, mine);
      if (answer != null) {
        mine.complete(answer);
      } else {
        mine.cancel(false);
      }
    }
  }

  /** Waits for a leader; null when it ended with an exception. */
  private static @Nullable Answer await(CompletableFuture<Answer> leader)
      throws InterruptedException {
    try {
      return leader.get();
    } catch (ExecutionException | CancellationException e) {
      return null;
    }
  }
}
