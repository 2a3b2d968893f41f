package dev.sce.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Hands what is written to the event loop, and waits when the socket takes no more. */
final class StreamedAnswer implements AnswerStream {
  private static final int MOST_UNDER_WAY = 256 << 10;

  private final Exchange exchange;
  private final long interval;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private int underWay;

  @GuardedBy("lock")
  private boolean begun;

  @GuardedBy("lock")
  private boolean gone;

  private volatile long lastWrite = System.nanoTime();

  StreamedAnswer(Exchange exchange, Request request, Duration keepAlive) {
    this.exchange = exchange;
    this.interval = keepAlive.toMillis();
    request.onGone(this::gone);
  }

  boolean isBegun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void begin(String contentType) {
    lock.lock();
    try {
      begun = true;
    } finally {
      lock.unlock();
    }
    exchange.onLoop(
        () -> {
          if (!exchange.response().ended() && !exchange.response().closed()) {
            exchange.response().setStatusCode(200).setChunked(true);
            exchange.response().putHeader("Content-Type", contentType);
            exchange.response().putHeader("X-Accel-Buffering", "no");
            var _ = exchange.response().writeHead();
          }
        });
    if (interval > 0) {
      keepAlive();
    }
  }

  private void keepAlive() {
    exchange.onLoop(
        () ->
            exchange
                .vertx()
                .setPeriodic(
                    interval,
                    timer -> {
                      if (exchange.response().ended() || exchange.response().closed()) {
                        exchange.vertx().cancelTimer(timer);
                      } else if (System.nanoTime() - lastWrite > interval * 1_000_000L) {
                        exchange.sendBlankLine();
                      }
                    }));
  }

  @Override
  public void write(Blob bytes) throws InterruptedException {
    UnreadAnswers.Unread held =
        exchange.unread().add(bytes.size(), () -> exchange.onLoop(exchange::breakOff));
    boolean begins = false;
    try {
      begin(bytes.size());
      begins = true;
    } finally {
      if (!begins) {
        held.taken();
      }
    }
    lastWrite = System.nanoTime();
    // A row that comes after the line which says why there are no more is too late.
    exchange.onLoop(
        () -> exchange.sendPart(bytes.asByteBuffer()).onComplete(_ -> written(bytes.size(), held)));
  }

  private void begin(int bytes) throws InterruptedException {
    lock.lock();
    try {
      while (underWay > MOST_UNDER_WAY && !gone) {
        changed.await();
      }
      if (gone) {
        throw new InterruptedException("the client has hung up");
      }
      underWay += bytes;
    } finally {
      lock.unlock();
    }
  }

  private void written(int bytes, UnreadAnswers.Unread held) {
    held.taken();
    lock.lock();
    try {
      underWay -= bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void gone() {
    lock.lock();
    try {
      gone = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the answer as complete. */
  void end() {
    exchange.onLoop(exchange::endStream);
  }
}
