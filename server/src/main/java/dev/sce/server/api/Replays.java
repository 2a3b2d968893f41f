package dev.sce.server.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

  @GuardedBy("lock")
  private long underWay;

  private record Key(String client, String path, String key) {}

  /** One answer on its way, or kept. */
  private static final class Replay {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final String digest;
    private final long since = System.nanoTime();

    Replay(String digest) {
      this.digest = digest;
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
    Replay fresh = new Replay(digest(request.body()));
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
    if (!earlier.digest.equals(fresh.digest)) {
      throw new Refusal(422, "this Idempotency-Key was used for another request");
    }
    try {
      return Caller.of(request).await(earlier.answer).with("Idempotency-Replayed", "true");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Refusal refusal
          ? refusal
          : new Refusal(503, "the earlier request with this Idempotency-Key failed", 1);
    }
  }

  private Answer first(Key key, Replay replay, Request request, Work work)
      throws Refusal, InterruptedException {
    // Bodies of clients that hung up are not counted elsewhere, so only so many are kept going.
    int size = request.body().size();
    boolean detached = goOn(size);
    try {
      Answer answer = work.answer(detached ? request.detached() : request);
      replay.answer.complete(answer);
      keep(key, replay);
      return answer;
    } catch (Refusal | InterruptedException | RuntimeException | Error e) {
      forget(key, replay);
      replay.answer.completeExceptionally(e);
      throw e;
    } finally {
      if (detached) {
        ended(size);
      }
    }
  }

  private boolean goOn(int size) {
    lock.lock();
    try {
      if (underWay + size > capacity) {
        return false;
      }
      underWay += size;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void ended(int size) {
    lock.lock();
    try {
      underWay -= size;
    } finally {
      lock.unlock();
    }
  }

  private static String digest(Blob body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(body.asByteBuffer());
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(Key key, Replay replay) {
    lock.lock();
    try {
      if (replay.weight() > capacity) {
        known.remove(key, replay);
        return;
      }
      weight += replay.weight();
      Iterator<Replay> eldest = known.values().iterator();
      while (weight > capacity && eldest.hasNext()) {
        Replay each = eldest.next();
        if (each.answer.isDone()) {
          weight -= each.weight();
          eldest.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(Key key, Replay replay) {
    lock.lock();
    try {
      known.remove(key, replay);
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
