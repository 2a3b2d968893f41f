package dev.sce.judge.harness;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Import declarations at the beginning of lines of Go: {@code import "fmt"} or a list in
 * parentheses.
 *
 * <p>The source may be a sample's, so none of this looks at a part of it more than a few times, and
 * nothing of it becomes a pattern.
 */
final class GoImports {
  private static final Pattern START = Pattern.compile("(?m)^import(?:\\s*+\\(|\\s++\")");
  private static final Pattern END_OF_LIST = Pattern.compile("(?m)^\\)");
  private static final Pattern PATH = Pattern.compile("\"([^\"]++)\"");
  private static final Pattern BEFORE_DOT = Pattern.compile("\\b(\\w++)\\.");

  private GoImports() {}

  /** Takes a declaration. */
  @FunctionalInterface
  private interface Taker {
    void take(int from, int to);
  }

  /** Returns the source without its import declarations. */
  static String without(String source) {
    StringBuilder rest = new StringBuilder(source.length());
    int[] end = {0};
    forEach(
        source,
        (from, to) -> {
          rest.append(source, end[0], from);
          end[0] = to;
        });
    return rest.append(source, end[0], source.length()).toString();
  }

  /** Returns the paths that are imported. */
  static Set<String> paths(String source) {
    Set<String> paths = new LinkedHashSet<>();
    forEach(
        source,
        (from, to) -> {
          Matcher path = PATH.matcher(source).region(from, to);
          while (path.find()) {
            paths.add(path.group(1));
          }
        });
    return paths;
  }

  /** Go takes an unused import for an error, so only those that are used are kept. */
  static Set<String> used(String code, Set<String> imports) {
    Set<String> names = new HashSet<>();
    Matcher name = BEFORE_DOT.matcher(code.replaceAll("//.*", ""));
    while (name.find()) {
      names.add(name.group(1));
    }
    return imports.stream()
        .filter(path -> names.contains(path.substring(path.lastIndexOf('/') + 1)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void forEach(String source, Taker taker) {
    Matcher start = START.matcher(source);
    Matcher endOfList = END_OF_LIST.matcher(source);
    // What is not found once is not looked for again.
    boolean lists = true;
    boolean quotes = true;
    int at = 0;
    while (start.find(at)) {
      at = start.end();
      int end = 0;
      if (source.charAt(at - 1) != '(') {
        end = quotes ? source.indexOf('"', at) + 1 : 0;
        quotes = end > 0;
      } else if (lists) {
        lists = endOfList.find(at);
        end = lists ? endOfList.end() : 0;
      }
      if (end > 0) {
        taker.take(start.start(), end);
        at = end;
      }
    }
  }
}
