package dev.sce.judge.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes checkers of the names and options by which formats of problems call them. */
public final class Checkers {
  private Checkers() {}

  /**
   * Returns a checker by its name: {@code exact}, {@code lines}, {@code unordered}, {@code
   * ignore-case}, {@code tokens}, optionally with options as for {@link #withOptions}, for example
   * {@code tokens float_tolerance 1e-6}.
   *
   * @throws IllegalArgumentException when there is no such checker
   */
  public static Checker named(String text) {
    List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
    String name = words.removeFirst().toLowerCase(Locale.ROOT);
    if (!words.isEmpty() && !name.equals("tokens")) {
      throw new IllegalArgumentException("checker '" + name + "' has no options");
    }
    return switch (name) {
      case "exact" -> Checker.EXACT;
      case "lines", "trimmed" -> Checker.LINES;
      case "unordered" -> Checker.UNORDERED_LINES;
      case "ignore-case" -> new TokenChecker(false, false, null);
      case "tokens" -> words.isEmpty() ? Checker.TOKENS : tokenChecker(words, true);
      default ->
          throw new IllegalArgumentException(
              "there is no checker '"
                  + name
                  + "'; there are exact, lines, unordered, ignore-case and tokens");
    };
  }

  /**
   * Returns the default checker of the Kattis and ICPC formats with its options: {@code
   * case_sensitive}, {@code space_change_sensitive}, {@code float_tolerance E}, {@code
   * float_absolute_tolerance E}, {@code float_relative_tolerance E}.
   *
   * @throws IllegalArgumentException when an option is not known
   */
  public static Checker withOptions(List<String> options) {
    return tokenChecker(options, false);
  }

  private static Checker tokenChecker(List<String> options, boolean caseSensitive) {
    boolean cases = caseSensitive;
    boolean spaces = false;
    Optional<Double> absolute = Optional.empty();
    Optional<Double> relative = Optional.empty();
    for (int i = 0; i < options.size(); i++) {
      switch (options.get(i)) {
        case "case_sensitive" -> cases = true;
        case "space_change_sensitive" -> spaces = true;
        case "float_tolerance" -> absolute = relative = Optional.of(number(options, ++i));
        case "float_absolute_tolerance" -> absolute = Optional.of(number(options, ++i));
        case "float_relative_tolerance" -> relative = Optional.of(number(options, ++i));
        default ->
            throw new IllegalArgumentException("unknown checker option '" + options.get(i) + "'");
      }
    }
    boolean tolerant = absolute.isPresent() || relative.isPresent();
    return new TokenChecker(
        cases, spaces, tolerant ? new Tolerance(absolute.orElse(0.0), relative.orElse(0.0)) : null);
  }

  private static double number(List<String> options, int index) {
    try {
      return Double.parseDouble(index < options.size() ? options.get(index) : "");
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "checker option '" + options.get(index - 1) + "' needs a number", e);
    }
  }
}
