package dev.sce.server.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers of requests with an {@code Idempotency-Key}: a client that asks again under the same key
 * waits for what is running already, or gets the kept answer, instead of running it twice. Such
 * work goes on when its client hangs up. Safe for use by many threads.
 */
final class Replays {
  private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int LONGEST_KEY = 200;

  private final long capacity;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final LinkedHashMap<Key, Replay> known = new LinkedHashMap<>();

  @GuardedBy("lock")
  private long weight;

  private record Key(String client, String path, String key) {}

  /** One answer on its way, or kept. */
  private static final class Replay {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final int body;
    private final long since = System.nanoTime();

    Replay(int body) {
      this.body = body;
    }

    long weight() {
      boolean answered = answer.isDone() && !answer.isCompletedExceptionally();
      return 1024L + (answered ? answer.join().body().size() : 0);
    }
  }

  Replays(long capacity) {
    this.capacity = capacity;
  }

  /** Something that answers a request. */
  @FunctionalInterface
  interface Work {
    Answer answer(Request request) throws Refusal, InterruptedException;
  }

  /**
   * Answers a request, or says what an earlier one with its key is answered.
   *
   * @throws Refusal with status 422 if the earlier one had another body
   */
  Answer answer(Request request, Work work) throws Refusal, InterruptedException {
    Optional<String> key = request.header("Idempotency-Key");
    if (key.isEmpty()) {
      return work.answer(request);
    }
    if (key.get().length() > LONGEST_KEY) {
      throw new Refusal(400, "Idempotency-Key has more than " + LONGEST_KEY + " characters");
    }
    Key mine = new Key(request.client(), request.path(), key.get());
    Replay fresh = new Replay(request.body().hashCode());
    Replay earlier;
    lock.lock();
    try {
      expire();
      earlier = known.putIfAbsent(mine, fresh);
    } finally {
      lock.unlock();
    }
    if (earlier == null) {
      return first(mine, fresh, request, work);
    }
    if (earlier.body != fresh.body) {
      throw new Refusal(422, "this Idempotency-Key was used for another request");
    }
    try {
      return earlier.answer.get().with("Idempotency-Replayed", "true");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Refusal refusal
          ? refusal
          : new Refusal(503, "the earlier request with this Idempotency-Key failed", 1);
    }
  }

  private Answer first(Key key, Replay replay, Request request, Work work)
      throws Refusal, InterruptedException {
    try {
      Answer answer = work.answer(request.detached());
      replay.answer.complete(answer);
      keep(key, replay);
      return answer;
    } catch (Refusal | InterruptedException | RuntimeException | Error e) {
      forget(key);
      replay.answer.completeExceptionally(e);
      throw e;
    }
  }

  private void keep(Key key, Replay replay) {
    lock.lock();
    try {
      weight += replay.weight();
      while (weight > capacity && known.size() > 1) {
        Map.Entry<Key, Replay> eldest = known.pollFirstEntry();
        weight -=
            eldest != null && eldest.getValue().answer.isDone() ? eldest.getValue().weight() : 0;
      }
      if (replay.weight() > capacity) {
        known.remove(key);
        weight -= replay.weight();
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(Key key) {
    lock.lock();
    try {
      known.remove(key);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void expire() {
    long now = System.nanoTime();
    var entries = known.values().iterator();
    while (entries.hasNext()) {
      Replay replay = entries.next();
      if (now - replay.since < KEPT_NANOS) {
        return;
      }
      if (replay.answer.isDone()) {
        weight -= replay.weight();
        entries.remove();
      }
    }
  }
}
