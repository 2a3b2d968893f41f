package dev.sce.server.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before its body comes.
 *
 * @param id what it is called in logs and answers
 * @param path its path, without the server's prefix and a slash at its end
 * @param client who asks
 * @param style how it is refused
 * @param match its route; empty if there is none
 * @param refusal why it is not let in; empty if it is
 */
record Head(
    String id,
    String path,
    String client,
    RefusalStyle style,
    Optional<RouteTable.Match> match,
    Optional<Refusal> refusal) {
  private static final int MOST_NAME = 100;

  /** Looks at a request. */
  static Head of(HttpServerRequest raw, HttpListener listener) {
    String path = plainPath(raw.path(), listener.settings.prefix());
    Optional<RouteTable.Match> match = listener.routes.find(raw.method().name(), path);
    RefusalStyle style =
        match
            .map(found -> found.route().style())
            .orElseGet(() -> listener.routes.style(path, listener.usualStyle));
    Optional<Token> token = listener.gate.token(raw::getHeader);
    return new Head(
        name(raw.getHeader("X-Request-Id")).orElseGet(() -> UUID.randomUUID().toString()),
        path,
        client(raw, token, listener.gate),
        style,
        match,
        refusal(raw, token, match, path, listener));
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

  /** Returns a name that a client has chosen, if it is short and printable. */
  private static Optional<String> name(@Nullable String given) {
    return Optional.ofNullable(given)
        .filter(name -> name.length() <= MOST_NAME && name.matches("[\\x21-\\x7e]+"));
  }

  /**
   * Who asks: the name of the token; otherwise the name that the client gives itself, marked so
   * that it is nobody else's; otherwise its address.
   */
  private static String client(HttpServerRequest raw, Optional<Token> token, Gate gate) {
    String known = token.map(Token::name).orElse("");
    if (!known.isEmpty()) {
      return known;
    }
    return name(raw.getHeader("X-Client-Id"))
        .filter(_ -> !gate.isLocked() || token.isPresent())
        .map(own -> "~" + own)
        .orElseGet(() -> String.valueOf(raw.remoteAddress().hostAddress()));
  }

  private static Optional<Refusal> refusal(
      HttpServerRequest raw,
      Optional<Token> token,
      Optional<RouteTable.Match> match,
      String path,
      HttpListener listener) {
    Optional<Refusal> misplaced = listener.gate.checkPlace(raw::getHeader);
    if (misplaced.isPresent()) {
      return misplaced;
    }
    Optional<Route.Access> access = match.map(found -> found.route().access());
    if (listener.gate.isLocked()
        && token.isEmpty()
        && !access.equals(Optional.of(Route.Access.OPEN))) {
      return Optional.of(new Refusal(401, "a token is needed: 'Authorization: Bearer TOKEN'"));
    }
    if (match.isEmpty()) {
      return Optional.of(
          listener.routes.methods(path).isEmpty()
              ? new Refusal(404, "Not Found")
              : new Refusal(405, "Method Not Allowed"));
    }
    return access.equals(Optional.of(Route.Access.RUNS)) && listener.isDraining()
        ? Optional.of(new Refusal(503, "the server is shutting down", 5))
        : Optional.empty();
  }
}
