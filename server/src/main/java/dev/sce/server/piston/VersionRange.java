package dev.sce.server.piston;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions a client accepts, as npm's packages say it: {@code 3.x}, {@code >=3.9 <4}. */
final class VersionRange {
  private static final String NUMBERS =
      "(\\d{1,9}|[xX*])(?:\\.(\\d{1,9}|[xX*]))?(?:\\.(\\d{1,9}|[xX*]))?";
  private static final Pattern PART = Pattern.compile("(\\^|~>?|>=?|<=?|=)?v?" + NUMBERS);
  private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
  private static final Pattern SPACED_OPERATOR = Pattern.compile("([<>=~^])\\s+");

  private VersionRange() {}

  /** Three numbers. */
  private record Version(long major, long minor, long patch) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      int order = Long.compare(major, other.major);
      order = order == 0 ? Long.compare(minor, other.minor) : order;
      return order == 0 ? Long.compare(patch, other.patch) : order;
    }
  }

  /** Whether a version of three numbers is accepted; a range that is none accepts nothing. */
  static boolean accepts(String range, String version) {
    String[] numbers = version.split("\\.", -1);
    Version wanted =
        new Version(
            Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    for (String alternative : range.split("\\|\\|", -1)) {
      if (parsed(alternative.strip()).filter(test -> test.test(wanted)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Predicate<Version>> parsed(String text) {
    Matcher hyphen = HYPHEN.matcher(text);
    String parts = hyphen.matches() ? ">=" + hyphen.group(1) + " <=" + hyphen.group(2) : text;
    if (parts.isEmpty()) {
      return Optional.of(_ -> true);
    }
    List<Predicate<Version>> tests = new ArrayList<>();
    for (String part : SPACED_OPERATOR.matcher(parts).replaceAll("$1").split("\\s+", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      tests.add(test(matcher));
    }
    return Optional.of(tests.stream().reduce(_ -> true, Predicate::and));
  }

  private static Predicate<Version> test(Matcher part) {
    String operator = part.group(1) == null ? "=" : part.group(1);
    int given = given(part);
    if (given == 0) {
      return _ -> !operator.equals("<") && !operator.equals(">");
    }
    long major = number(part, 1, given);
    long minor = number(part, 2, given);
    Version from = new Version(major, minor, number(part, 3, given));
    // The first version behind all that begin with the numbers that were given.
    Version behind =
        given == 1
            ? new Version(major + 1, 0, 0)
            : given == 2
                ? new Version(major, minor + 1, 0)
                : new Version(major, minor, from.patch() + 1);
    return switch (operator) {
      case "^" -> between(from, caretEnd(from, given));
      case "~", "~>" -> between(from, given == 1 ? behind : new Version(major, minor + 1, 0));
      case ">=" -> version -> version.compareTo(from) >= 0;
      case ">" -> version -> version.compareTo(behind) >= 0;
      case "<" -> version -> version.compareTo(from) < 0;
      case "<=" -> version -> version.compareTo(behind) < 0;
      default -> between(from, behind);
    };
  }

  private static Predicate<Version> between(Version from, Version end) {
    return version -> version.compareTo(from) >= 0 && version.compareTo(end) < 0;
  }

  /** A caret lets everything change but the first number that is not 0. */
  private static Version caretEnd(Version from, int given) {
    if (from.major() > 0 || given == 1) {
      return new Version(from.major() + 1, 0, 0);
    }
    return from.minor() > 0 || given == 2
        ? new Version(0, from.minor() + 1, 0)
        : new Version(0, 0, from.patch() + 1);
  }

  /** Returns how many numbers stand before the first placeholder. */
  private static int given(Matcher part) {
    int given = 0;
    while (given < 3 && part.group(given + 2) != null && isNumber(part.group(given + 2))) {
      given++;
    }
    return given;
  }

  private static boolean isNumber(String text) {
    return Character.isDigit(text.charAt(0));
  }

  private static long number(Matcher part, int index, int given) {
    return index <= given ? Long.parseLong(part.group(index + 1)) : 0;
  }
}
