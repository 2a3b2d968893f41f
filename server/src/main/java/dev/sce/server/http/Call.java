package dev.sce.server.http;

import dev.sce.Blob;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * One request on its way: checked, received, handled, answered.
 *
 * <p>Everything here runs in the connection's event loop but for the route's handler, which has a
 * virtual thread of its own and comes back through {@link Exchange#onLoop}.
 */
final class Call implements Exchange.Ends {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  private final HttpListener listener;
  private final HttpServerRequest raw;
  private final Runnable onEnd;
  private final Head head;
  private final Exchange exchange;
  private @Nullable Request request;
  private @Nullable BodyStream streamed;
  private @Nullable OpenLine openLine;
  private List<Valve> valves = List.of();
  private @Nullable ReceivedBody received;
  private long bodyTimer = -1;

  Call(HttpListener listener, Context context, HttpServerRequest raw, Runnable onEnd) {
    this.listener = listener;
    this.raw = raw;
    this.onEnd = onEnd;
    this.head = Head.of(raw, listener);
    this.exchange = new Exchange(listener, context, raw, head, this);
  }

  /** Checks the request's head and begins to receive its body. */
  void begin() {
    raw.exceptionHandler(this::cannotBeRead);
    Refusal refusal = head.refusal().orElse(null);
    if (refusal != null) {
      switch (refusal.status()) {
        case 401 -> exchange.response().putHeader("WWW-Authenticate", "Bearer");
        case 405 ->
            exchange
                .response()
                .putHeader("Allow", String.join(", ", listener.routes.methods(head.path())));
        default -> {}
      }
      refuse(refusal);
      return;
    }
    RouteTable.Match match = head.match().orElseThrow();
    receive(match.route(), match.parameters());
  }

  /** What follows the head is no body, or the client has hung up within it. */
  private void cannotBeRead(Throwable cause) {
    if (!raw.isEnded() && InvalidRequests.isMalformed(cause)) {
      refuse(new Refusal(400, "the body cannot be read: its chunks are malformed"));
    }
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

  private void pause() {
    exchange.onLoop(raw::pause);
  }

  private void resume() {
    exchange.onLoop(raw::resume);
  }

  private void collect(Route route, Map<String, String> parameters) {
    ReceivedBody body =
        new ReceivedBody(
            listener.bodies, this::pause, this::resume, listener.settings.bodyPatience());
    received = body;
    bodyTimer =
        exchange
            .vertx()
            .setPeriodic(
                1000,
                _ -> {
                  if (body.isTooSlow()) {
                    refuse(new Refusal(408, "the body did not come in time"));
                  }
                });
    raw.handler(
        chunk -> {
          if (exchange.isAnswered()) {
            return;
          }
          body.add(chunk.getBytes());
          if (body.size() > listener.settings.largestBody()) {
            refuse(tooLarge());
          }
        });
    raw.endHandler(
        _ -> {
          if (!exchange.isAnswered()) {
            stopTimer();
            body.end();
            handle(route, parameters);
          }
        });
    body.begin();
  }

  private void stopTimer() {
    if (bodyTimer >= 0) {
      exchange.vertx().cancelTimer(bodyTimer);
      bodyTimer = -1;
    }
  }

  // ---- handling -------------------------------------------------------------------------------

  private Request newRequest(Map<String, String> parameters, Blob bytes) {
    Request made =
        new Request(
            head.id(),
            head.client(),
            head.path(),
            parameters,
            raw::getHeader,
            raw::getParam,
            bytes);
    request = made;
    return made;
  }

  private void handle(Route route, Map<String, String> parameters) {
    Request made = newRequest(parameters, received == null ? Blob.EMPTY : received.take());
    if (route.handler() instanceof Route.Patient && raw.version() != HttpVersion.HTTP_1_0) {
      exchange.sendBlanks(made, listener.settings.keepAlive());
    }
    Thread.ofVirtual().start(() -> answerWith(route.handler(), made));
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
    exchange.sendSoon(answer);
  }

  private Answer styled(Refusal refusal) {
    Answer answer = head.style().answer(refusal, head.id());
    return refusal.retryAfterSeconds() > 0
        ? answer.with("Retry-After", String.valueOf(refusal.retryAfterSeconds()))
        : answer;
  }

  private void stream(Route.Streaming handler, Map<String, String> parameters) {
    Request made = newRequest(parameters, Blob.EMPTY);
    Valve budget = new Valve(this::lookAfterSocket);
    Valve reader = new Valve(this::lookAfterSocket);
    valves = List.of(budget, reader);
    OpenLine line = new OpenLine(listener.bodies, budget::close, budget::open);
    openLine = line;
    HttpSettings settings = listener.settings;
    BodyStream stream =
        new BodyStream(
            reader::close,
            reader::open,
            // In the middle of a line, a body is as urgent as one that is no stream.
            () -> line.isOpen() ? settings.bodyPatience() : settings.streamPatience(),
            () -> made.isWorking() || budget.isClosed());
    streamed = stream;
    raw.handler(
        buffer -> {
          byte[] chunk = buffer.getBytes();
          line.add(chunk);
          stream.receive(chunk);
        });
    raw.endHandler(
        _ -> {
          line.end();
          stream.end();
        });
    StreamedAnswer answer = new StreamedAnswer(exchange, made, listener.settings.keepAlive());
    Thread.ofVirtual().start(() -> streamWith(handler, made, stream, answer));
  }

  private void lookAfterSocket() {
    exchange.onLoop(
        () -> {
          if (!exchange.isAnswered() && valves.stream().anyMatch(Valve::isClosed)) {
            raw.pause();
          } else {
            raw.resume();
          }
        });
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
    String route = head.match().map(found -> found.route().path()).orElse("none");
    log.error("{}: {} failed: {}", head.id(), route, firstLine(e), e);
    return new Refusal(500, "the server failed: " + firstLine(e));
  }

  private static String firstLine(Throwable e) {
    return e.toString().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
  }

  /** What has begun cannot become a refusal; it ends with a line that says why it is not whole. */
  private void fail(StreamedAnswer answer, Refusal refusal) {
    if (answer.isBegun()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(Blob.ofText("{\"error\":").toByteArray());
      bytes.writeBytes(styled(refusal).body().toByteArray());
      bytes.writeBytes(Blob.ofText("}\n").toByteArray());
      Blob line = Blob.of(bytes.toByteArray());
      exchange.onLoop(() -> exchange.failStream(line));
    } else {
      exchange.onLoop(() -> refuse(refusal));
    }
  }

  private void refuse(Refusal refusal) {
    boolean more = !raw.isEnded() && !(streamed == null && hasNoBody());
    if (more) {
      // The rest of the body is let go, but not waited for.
      exchange.response().putHeader("Connection", "close");
      raw.handler(_ -> {});
      raw.resume();
    }
    exchange.send(styled(refusal));
    if (more) {
      var _ = exchange.vertx().setTimer(1000, _ -> raw.connection().close());
    }
  }

  // ---- the end --------------------------------------------------------------------------------

  @Override
  public void answered() {
    stopTimer();
    if (received != null) {
      received.release();
    }
    if (streamed != null) {
      streamed.abort();
    }
    if (openLine != null) {
      openLine.end();
    }
  }

  @Override
  public void over(boolean hungUp) {
    Request made = request;
    if (made != null && hungUp) {
      // Ending programs takes a moment, which the event loop does not have.
      Thread.ofVirtual().start(made::gone);
    }
    onEnd.run();
  }
}
