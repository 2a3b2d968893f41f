package dev.sce.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All routes of a server. */
final class RouteTable {
  private final List<Route> routes;
  private final Map<String, List<Route>> plain = new HashMap<>();
  private final List<Route> withParameters = new ArrayList<>();

  RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    for (Route route : routes) {
      if (route.path().contains("{")) {
        withParameters.add(route);
      } else {
        plain.computeIfAbsent(route.path(), _ -> new ArrayList<>()).add(route);
      }
    }
  }

  /**
   * A route that fits a request.
   *
   * @param route the route
   * @param parameters the values of what is in braces
   */
  record Match(Route route, Map<String, String> parameters) {}

  /** Finds the route of a method and a path. */
  Optional<Match> find(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    return candidates(path).stream()
        .filter(match -> match.route().method().equals(wanted))
        .findFirst();
  }

  /** Returns the methods that a path has; none if there is no such path. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>();
    candidates(path).forEach(match -> methods.add(match.route().method()));
    return methods;
  }

  /** Returns the style of the routes that begin most like a path. */
  RefusalStyle style(String path, RefusalStyle usual) {
    return candidates(path).stream()
        .map(match -> match.route().style())
        .findFirst()
        .orElseGet(
            () ->
                routes.stream()
                    .filter(route -> startsAlike(route.path(), path))
                    .map(Route::style)
                    .findFirst()
                    .orElse(usual));
  }

  private static boolean startsAlike(String route, String path) {
    String[] one = route.split("/", -1);
    String[] other = path.split("/", -1);
    return one.length > 2 && other.length > 2 && one[1].equals(other[1]) && one[2].equals(other[2]);
  }

  private List<Match> candidates(String path) {
    List<Match> matches = new ArrayList<>();
    plain.getOrDefault(path, List.of()).forEach(route -> matches.add(new Match(route, Map.of())));
    for (Route route : withParameters) {
      parameters(route.path(), path).ifPresent(values -> matches.add(new Match(route, values)));
    }
    return matches;
  }

  /** A parameter may hold what a path cannot, such as a slash. */
  private static String decoded(String given) {
    try {
      return URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return given;
    }
  }

  private static Optional<Map<String, String>> parameters(String pattern, String path) {
    String[] wanted = pattern.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        values.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
