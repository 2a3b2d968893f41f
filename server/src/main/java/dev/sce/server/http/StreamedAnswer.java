package dev.sce.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Hands what is written to the event loop, and waits when the socket takes no more. */
final class StreamedAnswer implements AnswerStream {
  private static final int MOST_UNDER_WAY = 256 << 10;

  private final Call call;
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

  StreamedAnswer(Call call, Request request, Duration keepAlive) {
    this.call = call;
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
    call.onLoop(
        () -> {
          if (!call.response().ended() && !call.response().closed()) {
            call.response().setStatusCode(200).setChunked(true);
            call.response().putHeader("Content-Type", contentType);
            call.response().putHeader("X-Accel-Buffering", "no");
            var _ = call.response().writeHead();
          }
        });
    if (interval > 0) {
      keepAlive();
    }
  }

  private void keepAlive() {
    call.onLoop(
        () ->
            call.vertx()
                .setPeriodic(
                    interval,
                    timer -> {
                      if (call.response().ended() || call.response().closed()) {
                        call.vertx().cancelTimer(timer);
                      } else if (System.nanoTime() - lastWrite > interval * 1_000_000L) {
                        var _ = call.response().write(Buffer.buffer("\n"));
                      }
                    }));
  }

  @Override
  public void write(Blob bytes) throws InterruptedException {
    lock.lock();
    try {
      while (underWay > MOST_UNDER_WAY && !gone) {
        changed.await();
      }
      if (gone) {
        throw new InterruptedException("the client has hung up");
      }
      underWay += bytes.size();
    } finally {
      lock.unlock();
    }
    lastWrite = System.nanoTime();
    Buffer buffer = Buffer.buffer(bytes.toByteArray());
    call.onLoop(
        () -> {
          if (call.response().ended() || call.response().closed()) {
            written(buffer.length());
          } else {
            var _ = call.response().write(buffer).onComplete(_ -> written(buffer.length()));
          }
        });
  }

  private void written(int bytes) {
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

  @Override
  public void end() {
    call.onLoop(call::endStream);
  }

  @Override
  public void abort() {
    call.onLoop(call::breakOff);
  }
}
