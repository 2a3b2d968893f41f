package dev.sce.server.http;

import dev.sce.Blob;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The answer's side of a call: begun once, written once, and over when the client has taken all of
 * it, or has hung up. Everything but {@link #onLoop} runs in the connection's event loop.
 */
final class Exchange {
  /** The status in logs of requests whose client did not wait for the answer. */
  static final int HUNG_UP = 499;

  private static final Buffer SPACE = Buffer.buffer(" ");

  private final HttpListener listener;
  private final Vertx vertx;
  private final Context context;
  private final HttpServerRequest raw;
  private final HttpServerResponse response;
  private final UnsentBytes unsent;
  private final Head head;
  private final Ends ends;
  private final long began = System.nanoTime();
  private boolean answered;
  private boolean over;
  private long blanks = -1;

  /** Is told when nothing more can be answered, and when it is over. Each comes once. */
  interface Ends {
    /** The whole answer is on its way, or nobody waits for one. */
    void answered();

    /** The client has taken the answer, or has hung up. */
    void over(boolean hungUp);
  }

  Exchange(HttpListener listener, Context context, HttpServerRequest raw, Head head, Ends ends) {
    this.listener = listener;
    this.vertx = context.owner();
    this.context = context;
    this.raw = raw;
    this.response = raw.response();
    this.unsent = new UnsentBytes(response);
    this.head = head;
    this.ends = ends;
    response.putHeader("X-Request-Id", head.id());
    response.closeHandler(_ -> end(HUNG_UP));
    // Without this, the library would log each connection that is reset.
    response.exceptionHandler(_ -> {});
  }

  void onLoop(Runnable action) {
    context.runOnContext(_ -> action.run());
  }

  HttpServerResponse response() {
    return response;
  }

  Vertx vertx() {
    return vertx;
  }

  UnreadAnswers unread() {
    return listener.unread;
  }

  /** Whether nothing more can be answered. */
  boolean isAnswered() {
    return answered;
  }

  /** Sends white space whenever the answer has not come for an interval. */
  void sendBlanks(Request request, Duration interval) {
    if (interval.isZero()) {
      return;
    }
    blanks =
        vertx.setPeriodic(
            interval.toMillis(),
            _ -> {
              if (!response.headWritten()) {
                request.answerBegun();
                response.setStatusCode(200).setChunked(true);
                response.putHeader("Content-Type", "application/json");
              }
              var _ = response.write(SPACE);
            });
  }

  /** Sends an answer as a whole, as soon as the event loop comes to it. Any thread may call it. */
  void sendSoon(Answer answer) {
    // It counts from now on: the loop may be behind.
    UnreadAnswers.Unread held = hold(answer);
    onLoop(() -> send(answer, held));
  }

  /** Sends an answer as a whole. */
  void send(Answer answer) {
    send(answer, hold(answer));
  }

  private UnreadAnswers.Unread hold(Answer answer) {
    return unread().add(answer.body().size(), () -> onLoop(this::breakOff));
  }

  private void send(Answer answer, UnreadAnswers.Unread held) {
    if (answered) {
      held.taken();
      return;
    }
    int size = answer.body().size();
    boolean begun = response.headWritten();
    if (!begun) {
      response.setStatusCode(answer.status());
      response.putHeader("Content-Type", answer.contentType());
      answer.headers().forEach(response::putHeader);
      response.putHeader("Content-Length", String.valueOf(size));
    }
    answered();
    boolean bodiless = raw.method().name().equals("HEAD");
    int status = begun ? 200 : answer.status();
    (bodiless ? response.end() : unsent.end(answer.body().asByteBuffer()))
        .onComplete(
            result -> {
              held.taken();
              end(result.failed() ? HUNG_UP : status);
            });
  }

  /** Sends a part of an answer that a handler writes piece by piece. */
  Future<Void> sendPart(ByteBuffer bytes) {
    return answered || response.closed()
        ? Future.failedFuture("the answer has ended")
        : unsent.send(bytes);
  }

  /** Sends white space, unless there is something else to send. */
  void sendBlankLine() {
    if (unsent.isEmpty()) {
      var _ = unsent.send(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  /** Ends the answer that a handler has written piece by piece. */
  void endStream() {
    if (!answered) {
      answered();
      unsent.end(ByteBuffer.allocate(0)).onComplete(result -> end(result.failed() ? HUNG_UP : 200));
    }
  }

  /** Ends the answer visibly incomplete, after its last words. */
  void failStream(Blob lastWords) {
    if (!answered) {
      answered();
      unsent.send(lastWords.asByteBuffer()).onComplete(_ -> breakOff());
    }
  }

  /** Ends the connection, so that the client sees that the answer is not whole. */
  void breakOff() {
    end(HUNG_UP);
    unsent.drop();
    raw.connection().close();
  }

  private void answered() {
    if (!answered) {
      answered = true;
      if (blanks >= 0) {
        vertx.cancelTimer(blanks);
      }
      ends.answered();
    }
  }

  private void end(int status) {
    if (over) {
      return;
    }
    over = true;
    answered();
    ends.over(status == HUNG_UP);
    listener.traffic.ended(
        new Traffic.Ended(
            head.id(),
            head.client(),
            raw.method().name(),
            head.path(),
            head.match().map(found -> found.route().path()).orElse("none"),
            status,
            response.bytesWritten(),
            Duration.ofNanos(System.nanoTime() - began)));
  }
}
