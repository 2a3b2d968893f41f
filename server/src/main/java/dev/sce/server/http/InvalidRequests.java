package dev.sce.server.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP, and lines and headers that are too long. */
final class InvalidRequests implements Handler<HttpServerRequest> {
  /** Whether what was received is no HTTP, rather than not all there. */
  static boolean isMalformed(Throwable cause) {
    return cause instanceof IllegalArgumentException || cause instanceof DecoderException;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    String what = String.valueOf(cause == null ? null : cause.getClass().getSimpleName());
    int status = what.equals("TooLongHttpLineException") ? 414 : 400;
    if (what.equals("TooLongHttpHeaderException")) {
      status = 431;
    }
    var _ =
        request
            .response()
            .setStatusCode(status)
            .putHeader("Connection", "close")
            .putHeader("Content-Type", "text/plain; charset=utf-8")
            .end("this is not a request that the server can read\n")
            .onComplete(_ -> request.connection().close());
  }
}
