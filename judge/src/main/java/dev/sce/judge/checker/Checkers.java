package dev.sce.judge.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Makes checkers of the names and options by which formats of problems call them. */
public final class Checkers {
  /** Byte for byte. */
  public static final Checker EXACT = new ExactChecker();

  /** Line by line; white space at the ends of lines and empty lines at the end do not count. */
  public static final Checker LINES = new LineChecker(false, false);

  /** The same lines as {@link #LINES}, in any order. */
  public static final Checker UNORDERED_LINES = new LineChecker(false, true);

  /** Word by word, however they are spaced. */
  public static final Checker TOKENS = new TokenChecker(true, false, null);

  /**
   * The same lines, word by word; only numbers expected with a decimal point may differ, by a
   * millionth, absolute or relative. The rule by which rewards are strict.
   */
  public static final Checker STRICT = new StrictChecker(new Tolerance(1e-6, 1e-6));

  private static final List<String> BUILT_IN =
      List.of("exact", "lines", "strict", "unordered", "ignore-case", "tokens");

  private Checkers() {}

  /** Returns a checker of words in which numbers may differ by so much. */
  public static Checker tokens(double absolute, double relative) {
    return new TokenChecker(true, false, new Tolerance(absolute, relative));
  }

  /**
   * Returns a checker by its name: {@code exact}, {@code strict}, {@code lines}, {@code unordered},
   * {@code ignore-case}, {@code tokens}, one of {@link PublishedChecker#label}, or one that a
   * {@link CheckerProvider} offers. {@code tokens} takes options as for {@link #withOptions}, for
   * example {@code tokens float_tolerance 1e-6}.
   *
   * @throws IllegalArgumentException if there is no such checker
   */
  public static Checker named(String text) {
    List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
    String name = words.removeFirst().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "exact" -> withoutOptions(name, words, EXACT);
      case "strict" -> withoutOptions(name, words, STRICT);
      case "lines", "trimmed" -> withoutOptions(name, words, LINES);
      case "unordered" -> withoutOptions(name, words, UNORDERED_LINES);
      case "ignore-case" -> withoutOptions(name, words, new TokenChecker(false, false, null));
      case "tokens" -> words.isEmpty() ? TOKENS : tokenChecker(words, true);
      default -> published(name, words).orElseGet(() -> provided(name, words));
    };
  }

  /** Returns the names of all checkers, those of providers at the end. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(BUILT_IN);
    Stream.of(PublishedChecker.values()).map(PublishedChecker::label).forEach(names::add);
    providers().map(CheckerProvider::name).forEach(names::add);
    return names;
  }

  private static Optional<Checker> published(String name, List<String> options) {
    return Stream.of(PublishedChecker.values())
        .filter(checker -> checker.label().equals(name))
        .findFirst()
        .map(checker -> withoutOptions(name, options, checker));
  }

  private static Checker provided(String name, List<String> options) {
    return providers()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .map(provider -> provider.create(options))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no checker '" + name + "'; there are " + String.join(", ", names())));
  }

  private static Stream<CheckerProvider> providers() {
    return ServiceLoader.load(CheckerProvider.class).stream().map(ServiceLoader.Provider::get);
  }

  private static Checker withoutOptions(String name, List<String> options, Checker checker) {
    if (!options.isEmpty()) {
      throw new IllegalArgumentException("checker '" + name + "' has no options");
    }
    return checker;
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
