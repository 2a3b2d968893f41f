package dev.sce.server.http;

import dev.sce.Blob;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * One request on its way: checked, received, handled, answered.
 *
 * <p>Everything here runs in the connection's event loop but for the route's handler, which has a
 * virtual thread of its own and comes back through {@link #onLoop}.
 */
final class Call {
  /** The status in logs of requests whose client did not wait for the answer. */
  static final int HUNG_UP = 499;

  private static final Logger log = LoggerFactory.getLogger(Call.class);
  private static final Buffer SPACE = Buffer.buffer(" ");
  private static final int MOST_ID = 100;

  private final HttpListener listener;
  private final Vertx vertx;
  private final Context context;
  private final HttpServerRequest raw;
  private final HttpServerResponse response;
  private final Runnable onEnd;
  private final long began = System.nanoTime();
  private final String id;
  private final String path;
  private String client = "";
  private RefusalStyle style;
  private String routePath = "none";
  private @Nullable Request request;
  private @Nullable BodyStream streamed;
  private @Nullable ReceivedBody received;
  private boolean ended;
  private long timer = -1;

  Call(HttpListener listener, Vertx vertx, Context context, HttpServerRequest raw, Runnable onEnd) {
    this.listener = listener;
    this.vertx = vertx;
    this.context = context;
    this.raw = raw;
    this.response = raw.response();
    this.onEnd = onEnd;
    this.style = listener.usualStyle;
    String given = raw.getHeader("X-Request-Id");
    this.id =
        given == null || given.length() > MOST_ID || !given.matches("[\\x21-\\x7e]+")
            ? UUID.randomUUID().toString()
            : given;
    this.path = plainPath(raw.path(), listener.settings.prefix());
  }

  private static String plainPath(@Nullable String path, String prefix) {
    String plain = path == null ? "/" : path;
    if (!prefix.isEmpty() && (plain.equals(prefix) || plain.startsWith(prefix + "/"))) {
      plain = plain.substring(prefix.length());
    }
    while (plain.length() > 1 && plain.endsWith("/")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    return plain.isEmpty() ? "/" : plain;
  }

  /** Checks the request's head and begins to receive its body. */
  void begin() {
    response.putHeader("X-Request-Id", id);
    response.closeHandler(_ -> hungUp());
    // Without this, the library would log each connection that is reset.
    response.exceptionHandler(_ -> {});
    raw.exceptionHandler(_ -> {});
    Gate gate = listener.gate;
    Optional<RouteTable.Match> match = listener.routes.find(raw.method().name(), path);
    style =
        match
            .map(found -> found.route().style())
            .orElseGet(() -> listener.routes.style(path, listener.usualStyle));
    Optional<Refusal> misplaced = gate.checkPlace(raw::getHeader);
    Optional<Token> token = gate.token(raw::getHeader);
    client = client(token);
    if (misplaced.isPresent()) {
      refuse(misplaced.get());
      return;
    }
    if (gate.isLocked() && token.isEmpty() && !match.map(Call::isOpen).orElse(false)) {
      response.putHeader("WWW-Authenticate", "Bearer");
      refuse(new Refusal(401, "a token is needed: 'Authorization: Bearer TOKEN'"));
      return;
    }
    if (match.isEmpty()) {
      refuse(notFound());
      return;
    }
    Route route = match.get().route();
    routePath = route.path();
    if (route.access() == Route.Access.RUNS && listener.isDraining()) {
      refuse(new Refusal(503, "the server is shutting down", 5));
      return;
    }
    receive(route, match.get().parameters());
  }

  private static boolean isOpen(RouteTable.Match match) {
    return match.route().access() == Route.Access.OPEN;
  }

  private Refusal notFound() {
    var methods = listener.routes.methods(path);
    if (methods.isEmpty()) {
      return new Refusal(404, "Not Found");
    }
    response.putHeader("Allow", String.join(", ", methods));
    return new Refusal(405, "Method Not Allowed");
  }

  /**
   * Who asks: the name of the token; otherwise the name that the client gives itself, marked so
   * that it is nobody else's; otherwise its address.
   */
  private String client(Optional<Token> token) {
    String name = token.map(Token::name).orElse("");
    if (!name.isEmpty()) {
      return name;
    }
    String own = raw.getHeader("X-Client-Id");
    boolean usable =
        own != null
            && own.length() <= MOST_ID
            && own.matches("[\\x21-\\x7e]+")
            && (!listener.gate.isLocked() || token.isPresent());
    return usable ? "~" + own : String.valueOf(raw.remoteAddress().hostAddress());
  }

  // ---- the body -------------------------------------------------------------------------------

  private void receive(Route route, Map<String, String> parameters) {
    if (route.handler() instanceof Route.Streaming streaming) {
      if (raw.version() == HttpVersion.HTTP_1_0) {
        refuse(new Refusal(505, "this route answers piece by piece, which needs HTTP/1.1"));
        return;
      }
      stream(streaming, parameters);
      return;
    }
    if (hasNoBody()) {
      handle(route, parameters);
      return;
    }
    if (announced() > listener.settings.largestBody()) {
      refuse(tooLarge());
      return;
    }
    collect(route, parameters);
  }

  private boolean hasNoBody() {
    return announced() <= 0 && raw.getHeader("Transfer-Encoding") == null;
  }

  private long announced() {
    String length = raw.getHeader("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private Refusal tooLarge() {
    return new Refusal(
        413, "the body is larger than " + listener.settings.largestBody() + " bytes");
  }

  private void collect(Route route, Map<String, String> parameters) {
    ReceivedBody body =
        new ReceivedBody(
            listener.bodies,
            () -> onLoop(raw::pause),
            () -> onLoop(raw::resume),
            listener.settings.bodyPatience());
    received = body;
    timer =
        vertx.setPeriodic(
            1000,
            _ -> {
              if (body.isTooSlow()) {
                refuse(new Refusal(408, "the body did not come in time"));
              }
            });
    raw.handler(
        chunk -> {
          if (ended) {
            return;
          }
          body.add(chunk.getBytes());
          if (body.size() > listener.settings.largestBody()) {
            refuse(tooLarge());
          }
        });
    raw.endHandler(
        _ -> {
          if (!ended) {
            stopTimer();
            body.end();
            handle(route, parameters);
          }
        });
    body.begin();
  }

  private void stopTimer() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  // ---- handling -------------------------------------------------------------------------------

  private Request newRequest(Map<String, String> parameters, Blob bytes) {
    Request made = new Request(id, client, path, parameters, raw::getHeader, raw::getParam, bytes);
    request = made;
    return made;
  }

  private void handle(Route route, Map<String, String> parameters) {
    Request made = newRequest(parameters, received == null ? Blob.EMPTY : received.take());
    if (route.handler() instanceof Route.Patient && raw.version() != HttpVersion.HTTP_1_0) {
      keepAlive(made);
    }
    Thread.ofVirtual().start(() -> answerWith(route.handler(), made));
  }

  /** Sends white space whenever the answer has not come for an interval. */
  private void keepAlive(Request made) {
    long interval = listener.settings.keepAlive().toMillis();
    if (interval == 0) {
      return;
    }
    timer =
        vertx.setPeriodic(
            interval,
            _ -> {
              if (ended) {
                stopTimer();
                return;
              }
              if (!response.headWritten()) {
                made.answerBegun();
                response.setStatusCode(200).setChunked(true);
                response.putHeader("Content-Type", "application/json");
              }
              var _ = response.write(SPACE);
            });
  }

  private void answerWith(Route.Handler handler, Request made) {
    Answer answer;
    try {
      answer =
          switch (handler) {
            case Route.Whole whole -> whole.handle(made);
            case Route.Patient patient -> patient.handle(made);
            case Route.Streaming _ -> throw new IllegalStateException("streams are handled apart");
          };
    } catch (Refusal e) {
      answer = styled(e);
    } catch (InterruptedException e) {
      answer = styled(new Refusal(503, "cancelled", 5));
    } catch (RuntimeException | Error e) {
      answer = styled(failure(e));
    }
    Answer known = answer;
    onLoop(() -> send(known));
  }

  private Answer styled(Refusal refusal) {
    Answer answer = style.answer(refusal, id);
    return refusal.retryAfterSeconds() > 0
        ? answer.with("Retry-After", String.valueOf(refusal.retryAfterSeconds()))
        : answer;
  }

  private void stream(Route.Streaming handler, Map<String, String> parameters) {
    BodyStream stream = new BodyStream(() -> onLoop(raw::pause), () -> onLoop(raw::resume));
    streamed = stream;
    raw.handler(chunk -> stream.receive(chunk.getBytes()));
    raw.endHandler(_ -> stream.end());
    Request made = newRequest(parameters, Blob.EMPTY);
    StreamedAnswer answer = new StreamedAnswer(this, made, listener.settings.keepAlive());
    Thread.ofVirtual().start(() -> streamWith(handler, made, stream, answer));
  }

  private void streamWith(
      Route.Streaming handler, Request made, BodyStream stream, StreamedAnswer answer) {
    try {
      handler.handle(made, stream, answer);
      answer.end();
      return;
    } catch (Refusal e) {
      fail(answer, e);
    } catch (InterruptedException e) {
      fail(answer, new Refusal(503, "cancelled", 5));
    } catch (RuntimeException | Error e) {
      fail(answer, failure(e));
    }
  }

  /** Values that no check has foreseen are the client's; whatever else is thrown is our fault. */
  private Refusal failure(Throwable e) {
    if (e instanceof JacksonException || e instanceof IllegalArgumentException) {
      return new Refusal(400, "a value cannot be used: " + firstLine(e));
    }
    if (e instanceof StackOverflowError) {
      return new Refusal(400, "the request is nested too deeply");
    }
    log.error("{}: {} failed: {}", id, routePath, firstLine(e), e);
    return new Refusal(500, "the server failed: " + firstLine(e));
  }

  private static String firstLine(Throwable e) {
    return e.toString().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
  }

  /** What has begun cannot become a refusal; then the answer is visibly incomplete. */
  private void fail(StreamedAnswer answer, Refusal refusal) {
    if (answer.isBegun()) {
      answer.abort();
    } else {
      onLoop(() -> refuse(refusal));
    }
  }

  // ---- the answer -----------------------------------------------------------------------------

  HttpServerResponse response() {
    return response;
  }

  Vertx vertx() {
    return vertx;
  }

  void onLoop(Runnable action) {
    context.runOnContext(_ -> action.run());
  }

  private void refuse(Refusal refusal) {
    boolean more = !raw.isEnded() && !(streamed == null && hasNoBody());
    if (more) {
      // The rest of the body is let go, but not waited for.
      response.putHeader("Connection", "close");
      if (streamed != null) {
        streamed.abort();
      }
      raw.handler(_ -> {});
      raw.resume();
    }
    send(styled(refusal));
    if (more) {
      var _ = vertx.setTimer(1000, _ -> raw.connection().close());
    }
  }

  private void send(Answer answer) {
    if (ended) {
      return;
    }
    Buffer bytes = Buffer.buffer(answer.body().toByteArray());
    boolean begun = response.headWritten();
    if (!begun) {
      response.setStatusCode(answer.status());
      response.putHeader("Content-Type", answer.contentType());
      answer.headers().forEach(response::putHeader);
      response.putHeader("Content-Length", String.valueOf(bytes.length()));
    }
    boolean head = raw.method().name().equals("HEAD");
    var _ = head ? response.end() : response.end(bytes);
    finish(begun ? 200 : answer.status());
  }

  /** Ends the answer that a handler has written piece by piece. */
  void endStream() {
    if (!ended) {
      var _ = response.end();
      finish(200);
    }
  }

  /** Ends the connection, so that the client sees that the answer is not whole. */
  void breakOff() {
    if (!ended) {
      finish(HUNG_UP);
      raw.connection().close();
    }
  }

  private void hungUp() {
    if (!ended) {
      finish(HUNG_UP);
    }
  }

  private void finish(int status) {
    ended = true;
    stopTimer();
    if (received != null) {
      received.release();
    }
    if (streamed != null) {
      streamed.abort();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Request made = request;
    if (made != null && status == HUNG_UP) {
      // Ending programs takes a moment, which the event loop does not have.
      Thread.ofVirtual().start(made::gone);
    }
    onEnd.run();
    listener.traffic.ended(
        new Traffic.Ended(
            id,
            client,
            raw.method().name(),
            path,
            routePath,
            status,
            response.bytesWritten(),
            took));
  }
}
