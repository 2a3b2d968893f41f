package dev.sce.server.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may call. Without a token, whoever reaches the address may; but a page in a browser
 * that was lured to this address by a name of its own may not, so the host that it asks for has to
 * be one of this machine's, and its origin the same.
 */
final class Gate {
  private static final List<String> TOKEN_HEADERS =
      List.of("Authorization", "X-Api-Key", "X-Auth-Token");

  private final List<Token> tokens;
  private final Set<String> hosts;

  Gate(List<Token> tokens, Set<String> hosts) {
    this.tokens = List.copyOf(tokens);
    this.hosts =
        hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** What a request says of its sender. */
  interface Headers {
    @Nullable String get(String name);
  }

  /** Returns why a request is refused because of where it comes from; empty if it is not. */
  Optional<Refusal> checkPlace(Headers headers) {
    String host = headers.get("Host");
    String name = host == null ? "" : hostName(host);
    if (tokens.isEmpty() && host != null && !isOurs(name)) {
      return Optional.of(
          new Refusal(
              403,
              "this server does not answer to the host name '"
                  + shown(name)
                  + "'; start it with --allow-host "
                  + shown(name)));
    }
    String origin = headers.get("Origin");
    if (origin == null) {
      return Optional.empty();
    }
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host)
        ? Optional.empty()
        : Optional.of(new Refusal(403, "pages of " + shown(origin) + " may not call this server"));
  }

  /** Returns the token that a request brings; empty if it brings none that is right. */
  Optional<Token> token(Headers headers) {
    for (String header : TOKEN_HEADERS) {
      String value = headers.get(header);
      if (value != null) {
        String secret =
            value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(7).strip() : value;
        // All of them, whichever fits, so that the time says nothing.
        Token found = null;
        for (Token token : tokens) {
          found = token.isSecret(secret) ? token : found;
        }
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a token is needed. */
  boolean isLocked() {
    return !tokens.isEmpty();
  }

  private boolean isOurs(String name) {
    // A name without a dot, or an address, is not one that somebody on the internet can own.
    return hosts.contains(name)
        || name.indexOf('.') < 0
        || name.endsWith(".localhost")
        || isAddress(name);
  }

  private static boolean isAddress(String name) {
    if (!name.matches("[0-9.]+") && name.indexOf(':') < 0) {
      return false;
    }
    try {
      var _ = InetAddress.ofLiteral(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the host without its port. */
  private static String hostName(String host) {
    try {
      String name = URI.create("http://" + host).getHost();
      if (name == null) {
        return "?.";
      }
      String plain = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
      return plain.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "?.";
    }
  }

  private static String shown(String text) {
    String printable = text.replaceAll("[^\\x21-\\x7e]", "?");
    return printable.length() > 100 ? printable.substring(0, 100) : printable;
  }
}
