package dev.sce.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class UnsentBytesTest {
  private static final int PIECE = 64 << 10;

  private final Buffer given = Buffer.buffer();
  private final Deque<Promise<Void>> pending = new ArrayDeque<>();
  private boolean takesAtOnce;
  private boolean ended;
  private final UnsentBytes unsent = new UnsentBytes(response());

  @Test
  void socketThatTakesNothingIsGivenOnePiece() {
    Future<Void> first = unsent.send(bytes(10 * PIECE));
    Future<Void> second = unsent.send(bytes(10));
    assertThat(given.length()).isEqualTo(PIECE);
    assertThat(first.isComplete()).isFalse();
    assertThat(second.isComplete()).isFalse();
    assertThat(unsent.isEmpty()).isFalse();
  }

  @Test
  void droppedBytesAreNeverGivenAndTheirSendersAreTold() {
    Future<Void> first = unsent.send(bytes(10 * PIECE));
    Future<Void> second = unsent.send(bytes(10));
    unsent.drop();
    assertThat(first.failed()).isTrue();
    assertThat(second.failed()).isTrue();
    pending.removeFirst().complete();
    assertThat(unsent.send(bytes(1)).failed()).isTrue();
    assertThat(unsent.end(bytes(1)).failed()).isTrue();
    assertThat(given.length()).isEqualTo(PIECE);
    assertThat(ended).isFalse();
  }

  @Test
  void partsArriveInOrderAndAreSentWhenTheirLastByteIsTaken() {
    Future<Void> first = unsent.send(text("a".repeat(PIECE) + "b"));
    Future<Void> second = unsent.end(text("c"));
    pending.removeFirst().complete();
    assertThat(first.isComplete()).isFalse();
    pending.removeFirst().complete();
    assertThat(first.succeeded()).isTrue();
    pending.removeFirst().complete();
    assertThat(second.succeeded()).isTrue();
    assertThat(given.toString()).isEqualTo("a".repeat(PIECE) + "bc");
    assertThat(ended).isTrue();
  }

  @Test
  void socketThatTakesAllAtOnceIsGivenAnAnswerOfManyPieces() {
    takesAtOnce = true;
    Future<Void> sent = unsent.end(bytes(20_000 * PIECE / 64));
    assertThat(sent.succeeded()).isTrue();
    assertThat(given.length()).isEqualTo(20_000 * PIECE / 64);
    assertThat(ended).isTrue();
  }

  @Test
  void smallAnswerEndsWithItsBytes() {
    takesAtOnce = true;
    assertThat(unsent.end(text("{}")).succeeded()).isTrue();
    assertThat(given.toString()).isEqualTo("{}");
    assertThat(ended).isTrue();
  }

  @Test
  void clientThatHasGoneFailsAllThatIsLeft() {
    Future<Void> first = unsent.send(bytes(2 * PIECE));
    Future<Void> second = unsent.send(bytes(1));
    pending.removeFirst().fail("reset");
    assertThat(first.failed()).isTrue();
    assertThat(second.failed()).isTrue();
    assertThat(given.length()).isEqualTo(PIECE);
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.wrap(new byte[size]);
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private HttpServerResponse response() {
    return (HttpServerResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServerResponse.class},
            (_, method, arguments) -> {
              if (arguments != null) {
                given.appendBuffer((Buffer) arguments[0]);
              }
              boolean end = method.getName().equals("end");
              if (!end && !method.getName().equals("write")) {
                throw new UnsupportedOperationException(method.getName());
              }
              ended |= end;
              return end || takesAtOnce ? Future.succeededFuture() : written();
            });
  }

  private Future<Void> written() {
    Promise<Void> promise = Promise.promise();
    pending.add(promise);
    return promise.future();
  }
}
