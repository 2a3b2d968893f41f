package dev.sce.server.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The bytes of an answer that the socket has not taken yet. They go to it piece by piece: a
 * connection closes only after all it was given, which for a client that reads nothing is never, so
 * what it was given has to be little. The rest can be dropped. Runs in the connection's event loop.
 */
final class UnsentBytes {
  private static final int PIECE = 64 << 10;

  private final HttpServerResponse response;
  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean sending;
  private boolean dropped;

  private record Part(ByteBuffer rest, Promise<Void> sent) {}

  UnsentBytes(HttpServerResponse response) {
    this.response = response;
  }

  /** Whether nothing is left that the socket has not taken. */
  boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * Sends bytes after those that came before.
   *
   * @return done when the socket has taken them; failed if the client has gone or they were dropped
   */
  Future<Void> send(ByteBuffer bytes) {
    if (dropped) {
      return Future.failedFuture("the client was cut off");
    }
    Part part = new Part(bytes, Promise.promise());
    parts.add(part);
    if (!sending) {
      sendPieces();
    }
    return part.sent.future();
  }

  /** Sends the last bytes of the answer, and ends it. */
  Future<Void> end(ByteBuffer bytes) {
    return parts.isEmpty() && !dropped && bytes.remaining() <= PIECE
        ? response.end(piece(bytes))
        : send(bytes).compose(_ -> response.end());
  }

  private void sendPieces() {
    sending = true;
    while (!parts.isEmpty()) {
      Future<Void> written = response.write(piece(parts.getFirst().rest));
      if (!written.isComplete()) {
        // It must not hold the part, which may be dropped before the socket takes the piece.
        written.onComplete(this::pieceWritten);
        return;
      }
      removeSent(written);
    }
    sending = false;
  }

  private void pieceWritten(AsyncResult<Void> written) {
    if (!dropped) {
      removeSent(written);
      sendPieces();
    }
  }

  private void removeSent(AsyncResult<Void> written) {
    if (written.failed()) {
      drop();
    } else if (!parts.getFirst().rest.hasRemaining()) {
      parts.removeFirst().sent.complete();
    }
  }

  private static Buffer piece(ByteBuffer rest) {
    byte[] piece = new byte[Math.min(rest.remaining(), PIECE)];
    rest.get(piece);
    return Buffer.buffer(piece);
  }

  /** Forgets what the socket has not been given. */
  void drop() {
    dropped = true;
    while (!parts.isEmpty()) {
      parts.removeFirst().sent.fail("the client was cut off");
    }
  }
}
