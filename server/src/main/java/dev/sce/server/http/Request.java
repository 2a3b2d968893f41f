package dev.sce.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request, with its body unless that is streamed. Safe for use by many threads. */
public final class Request {
  private final String id;
  private final String client;
  private final String path;
  private final Map<String, String> parameters;
  private final Function<String, @Nullable String> headers;
  private final Function<String, @Nullable String> query;
  private final Blob body;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final List<Runnable> onGone = new ArrayList<>();

  @GuardedBy("lock")
  private boolean gone;

  private volatile boolean answerBegun;
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicLong waitedNanos = new AtomicLong();
  private final long arrived = System.nanoTime();

  Request(
      String id,
      String client,
      String path,
      Map<String, String> parameters,
      Function<String, @Nullable String> headers,
      Function<String, @Nullable String> query,
      Blob body) {
    this.id = id;
    this.client = client;
    this.path = path;
    this.parameters = parameters;
    this.headers = headers;
    this.query = query;
    this.body = body;
  }

  /** Returns a request that did not come over HTTP: it has neither headers nor a body. */
  public static Request local(String id, String client) {
    return new Request(id, client, "/", Map.of(), _ -> null, _ -> null, Blob.EMPTY);
  }

  /** Returns what it is called in logs and answers. */
  public String id() {
    return id;
  }

  /** Returns who asks, for fairness between clients. */
  public String client() {
    return client;
  }

  /** Returns the path, without the server's prefix and a slash at its end. */
  public String path() {
    return path;
  }

  /** Returns a parameter of the path. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /** Returns a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name));
  }

  /** Returns a parameter of the query. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.apply(name));
  }

  /** Returns the whole body; empty for routes that stream. */
  public Blob body() {
    return body;
  }

  /** Whether status 200 has been sent already, because the answer took its time. */
  public boolean isAnswerBegun() {
    return answerBegun;
  }

  void answerBegun() {
    answerBegun = true;
  }

  /** Returns when it arrived, as {@link System#nanoTime} counts. */
  public long arrivedNanos() {
    return arrived;
  }

  /** Something is begun for it, such as a program that waits for its turn. */
  public void workBegins() {
    working.incrementAndGet();
  }

  /** What was begun has ended. */
  public void workEnds() {
    working.decrementAndGet();
  }

  /** Whether something is being done for it. */
  boolean isWorking() {
    return working.get() > 0;
  }

  /** Counts time that its programs waited for their turn. */
  public void addWaited(Duration time) {
    waitedNanos.addAndGet(time.toNanos());
  }

  /** Returns how long its programs waited for their turn, all together. */
  public Duration waited() {
    return Duration.ofNanos(waitedNanos.get());
  }

  /** Whether the client has hung up. */
  public boolean isGone() {
    lock.lock();
    try {
      return gone;
    } finally {
      lock.unlock();
    }
  }

  /** Has something done when the client hangs up; at once if it has. */
  public void onGone(Runnable action) {
    lock.lock();
    try {
      if (!gone) {
        onGone.add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /** Forgets an action of {@link #onGone}: what it was to end has ended. */
  public void forget(Runnable action) {
    lock.lock();
    try {
      onGone.remove(action);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns this request for work that goes on when the client hangs up, since it may ask for the
   * same again.
   */
  public Request detached() {
    return new Request(id, client, path, parameters, headers, query, body);
  }

  /** Ends what the request runs, as if its client had hung up. */
  public void cancel() {
    gone();
  }

  /** Called when the client hangs up. */
  void gone() {
    List<Runnable> actions;
    lock.lock();
    try {
      gone = true;
      actions = List.copyOf(onGone);
      onGone.clear();
    } finally {
      lock.unlock();
    }
    actions.forEach(Runnable::run);
  }
}
