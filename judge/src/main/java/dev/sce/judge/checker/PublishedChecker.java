package dev.sce.judge.checker;

import dev.sce.Blob;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The comparisons that the authors of data sets published. */
public enum PublishedChecker implements Checker {
  /** The same text but for carriage returns, as the original compares APPS. */
  TEXT {
    @Override
    public boolean accepts(String expected, String actual) {
      return actual.replace("\r", "").equals(expected.replace("\r", ""));
    }
  },

  /**
   * The same lines in the same order, but for blanks around lines and empty lines, or one number a
   * line and all of them close.
   */
  APPS_ORDERED {
    @Override
    public boolean accepts(String expected, String actual) {
      List<String> wanted = lines(expected);
      List<String> given = lines(actual);
      return wanted.equals(given) || allClose(wanted, given);
    }
  },

  /**
   * The rule by which APPS was published. Beyond {@link #APPS_ORDERED} it takes the set of lines,
   * each the set of its words, and accepts when those are equal: order and repetition of words and
   * of lines do not count, and numbers are rounded to three digits. So it accepts some wrong
   * outputs; use it to compare with published figures.
   */
  APPS {
    @Override
    public boolean accepts(String expected, String actual) {
      return APPS_ORDERED.accepts(expected, actual)
          || words(expected).equals(words(actual))
          || sameRounded(expected, actual);
    }
  },

  /**
   * The rule of LiveCodeBench: the same number of lines, each the same but for blanks around it, or
   * the same decimal numbers exactly.
   */
  LIVE_CODE_BENCH {
    @Override
    public boolean accepts(String expected, String actual) {
      return sameLines(expected, actual, PublishedChecker::sameLine);
    }
  },

  /**
   * The rule by which the original compares CodeContests: stripped and in small letters the same
   * text, or the same but for all spaces, or the whole output one number and close to 10⁻⁶, or to
   * 10⁻⁹ of the larger. Since all spaces go, {@code 1 2} counts as {@code 12}.
   */
  CODE_CONTESTS {
    @Override
    public boolean accepts(String expected, String actual) {
      String wanted = clean(expected);
      String given = clean(actual);
      if (wanted.equals(given) || wanted.replace(" ", "").equals(given.replace(" ", ""))) {
        return true;
      }
      return close(wanted, given, PublishedChecker::isClose);
    }
  },

  /**
   * The rule by which PRIME rewards: the same text, or the same but for blanks around its lines, or
   * the same lines but for empty ones; or one number a line and all of them close, unless all are
   * digits only. So {@code -1000000} counts as {@code -1000001}, whose sign is no digit.
   */
  PRIME {
    @Override
    public boolean accepts(String expected, String actual) {
      List<String> given = PythonLines.of(actual);
      String wanted = expected.strip();
      if (String.join("\n", given).strip().equals(wanted)
          || String.join("\n", given.stream().map(String::strip).toList()).strip().equals(wanted)) {
        return true;
      }
      List<String> lines =
          Arrays.stream(expected.split("\n", -1))
              .filter(line -> !line.isEmpty())
              .map(String::strip)
              .toList();
      List<String> filled = given.stream().filter(line -> !line.isEmpty()).toList();
      return given.equals(lines)
          || filled.equals(lines)
          || (!onlyDigits(filled, lines) && allClose(lines, filled));
    }
  },

  /** The rule of verl with SandboxFusion: the same text but for line ends at its end. */
  SANDBOX_FUSION {
    @Override
    public boolean accepts(String expected, String actual) {
      return withoutLineEnds(expected).equals(withoutLineEnds(actual));
    }
  },

  /**
   * The rule of SandboxFusion's own problems, such as CodeContests+: the same number of lines, each
   * the same but for blanks around it and the case of letters, or a number within 10⁻⁵ of the
   * expected one, relative.
   */
  SANDBOX_FUSION_OJ {
    @Override
    public boolean accepts(String expected, String actual) {
      return sameLines(
          SmallLetters.of(expected),
          SmallLetters.of(actual),
          (one, other) -> one.equals(other) || relativelyClose(one, other));
    }
  },

  /**
   * The rule by which open-r1 rewards programs: as many lines as the shorter of the two has are the
   * same but for blanks around them, so that what is missing or too much at the end is not seen.
   */
  OPEN_R1 {
    @Override
    public boolean accepts(String expected, String actual) {
      // Read as text, where every kind of line end is one.
      String printed = actual.replace("\r\n", "\n").replace('\r', '\n');
      String[] given = printed.strip().split("\n", -1);
      String[] wanted = expected.split("\n", -1);
      for (int i = 0; i < Math.min(given.length, wanted.length); i++) {
        if (!given[i].strip().equals(wanted[i].strip())) {
          return false;
        }
      }
      return true;
    }
  },

  /**
   * The rule by which open-r1 compares programs of Codeforces: the same words, however they are
   * spaced, and {@code yes} and {@code no} in whatever letters.
   */
  CODEFORCES {
    @Override
    public boolean accepts(String expected, String actual) {
      return YesOrNo.normal(expected).equals(YesOrNo.normal(actual));
    }
  };

  private static final int LONGEST_NUMBER = 5000;
  private static final int LONGEST_SHOWN = 200;

  @Override
  public abstract boolean accepts(String expected, String actual);

  @Override
  public Optional<String> firstDifference(Blob expected, Blob output) {
    String wanted = expected.text();
    String given = output.text();
    return accepts(wanted, given)
        ? Optional.empty()
        : Optional.of("expected " + shown(wanted) + ", got " + shown(given));
  }

  private static String shown(String text) {
    String cut = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    return "'" + cut.replace("\n", "\\n") + "'";
  }

  /** Returns its name in small letters with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> lines(String text) {
    return text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /**
   * Whether each of two lines is digits only; not where there are more of one than of the other.
   */
  private static boolean onlyDigits(List<String> given, List<String> wanted) {
    return given.size() == wanted.size()
        && Stream.concat(given.stream(), wanted.stream())
            .allMatch(line -> line.chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  private static String withoutLineEnds(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean allClose(List<String> wanted, List<String> given) {
    if (wanted.size() != given.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!close(wanted.get(i), given.get(i), PublishedChecker::allClose)) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(String wanted, String given, Closeness closeness) {
    Double expected = PythonFloat.parse(wanted);
    Double actual = PythonFloat.parse(given);
    if (expected == null || actual == null) {
      return false;
    }
    // Any tolerance relative to an infinity is infinite, and would accept every number.
    if (expected.isInfinite() || actual.isInfinite()) {
      return expected.equals(actual)
          && PythonFloat.digits(wanted).equals(PythonFloat.digits(given));
    }
    return closeness.test(expected, actual);
  }

  @FunctionalInterface
  private interface Closeness {
    boolean test(double expected, double actual);
  }

  /** As numpy's allclose with its default tolerances. */
  private static boolean allClose(double expected, double actual) {
    return Math.abs(actual - expected) <= 1e-8 + 1e-5 * Math.abs(expected);
  }

  /** As Python's math.isclose with an absolute tolerance of 10⁻⁶ and the default relative one. */
  private static boolean isClose(double expected, double actual) {
    double larger = Math.max(Math.abs(expected), Math.abs(actual));
    return Math.abs(actual - expected) <= Math.max(1e-9 * larger, 1e-6);
  }

  private static boolean relativelyClose(String wanted, String given) {
    Double expected = PythonFloat.parse(wanted);
    Double actual = PythonFloat.parse(given);
    return expected != null
        && actual != null
        && Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-10) < 1e-5;
  }

  private static boolean sameRounded(String expected, String actual) {
    WordSets wanted = WordSets.of(lines(expected), PublishedChecker::rounded).orElse(null);
    return wanted != null
        && wanted.equals(WordSets.of(lines(actual), PublishedChecker::rounded).orElse(null));
  }

  private static Optional<WordSets> words(String text) {
    return WordSets.of(lines(text), word -> word);
  }

  private static @Nullable String rounded(String word) {
    Double number = PythonFloat.parse(word);
    if (number == null || number.isNaN()) {
      return null;
    }
    if (number.isInfinite()) {
      return PythonFloat.digits(word);
    }
    return Math.abs(number) > 1e12 ? number.toString() : Long.toString(Math.round(number * 1000));
  }

  /** Whether there are as many lines, each the same as that of the other but for blanks around. */
  private static boolean sameLines(
      String expected, String actual, BiPredicate<String, String> same) {
    String[] wanted = expected.strip().split("\n", -1);
    String[] given = actual.strip().split("\n", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!same.test(wanted[i].strip(), given[i].strip())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameLine(String wanted, String given) {
    if (wanted.equals(given)) {
      return true;
    }
    List<String> left = WordSets.words(wanted);
    List<String> right = WordSets.words(given);
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!sameDecimal(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameDecimal(String wanted, String given) {
    // The text of a program may be digits without end, whose conversion would take as long.
    if (wanted.length() > LONGEST_NUMBER || given.length() > LONGEST_NUMBER) {
      return false;
    }
    try {
      return new BigDecimal(wanted).compareTo(new BigDecimal(given)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String clean(String text) {
    return SmallLetters.of(text.replace("\r", "").strip());
  }
}
