package dev.sce.judge.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers as people and models write them, and compares them. */
public final class Answers {
  /** What stands before the answer in a text of GSM8K. */
  public static final String MARK = "####";

  private static final String NUMBER =
      "[-+−]?\\s?\\$?\\s?\\.?\\d[\\d,]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?";
  private static final Pattern ANY_NUMBER = Pattern.compile(NUMBER);
  private static final Pattern STATED =
      Pattern.compile(
          "(?i)answer\\s*+(?:is|:|=)\\s*+[^\\d\\n$+−-]{0,20}("
              + NUMBER
              + ")|\\\\boxed\\{\\s*+\\\\?("
              + NUMBER
              + ")");
  private static final Pattern PLAIN =
      Pattern.compile("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d{1,4})?");
  private static final Pattern FRACTION = Pattern.compile("([-+]?\\d+)/(\\d+)");

  /** Longer ones are no answers, and slow to read. */
  private static final int LONGEST = 2000;

  /** Every pair of answers may differ by this share, for the sake of floating point. */
  private static final BigDecimal RELATIVE = new BigDecimal("1e-12");

  private Answers() {}

  /**
   * Returns a text that is a number as a whole: with or without currency signs, thousands
   * separators, spaces, a percent sign, a full stop at the end; also {@code 3/4}.
   */
  public static Optional<BigDecimal> number(String text) {
    String plain = text.strip().replace('−', '-').replaceAll("[,$€£%\\s]|\\\\", "");
    if (plain.endsWith(".")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    if (plain.length() > LONGEST) {
      return Optional.empty();
    }
    if (PLAIN.matcher(plain).matches()) {
      return Optional.of(new BigDecimal(plain));
    }
    Matcher fraction = FRACTION.matcher(plain);
    if (fraction.matches() && new BigDecimal(fraction.group(2)).signum() != 0) {
      BigDecimal bottom = new BigDecimal(fraction.group(2));
      return Optional.of(new BigDecimal(fraction.group(1)).divide(bottom, MathContext.DECIMAL128));
    }
    return Optional.empty();
  }

  /**
   * Returns the answer that a text ends in: what follows the last {@code ####}, else the last
   * number stated as the answer ({@code the answer is 18}, {@code \boxed{18}}), else the last
   * number.
   */
  public static Optional<BigDecimal> fromText(String text) {
    int mark = text.lastIndexOf(MARK);
    if (mark >= 0) {
      String line = text.substring(mark + MARK.length()).strip().lines().findFirst().orElse("");
      Optional<BigDecimal> whole = number(line);
      return whole.isPresent() ? whole : last(ANY_NUMBER, line);
    }
    Optional<BigDecimal> stated = last(STATED, text);
    return stated.isPresent() ? stated : last(ANY_NUMBER, text);
  }

  private static Optional<BigDecimal> last(Pattern pattern, String text) {
    // Only places are noted at first: a text may be half a million numbers, and one is wanted.
    List<int[]> places = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int group = matcher.groupCount();
      while (group > 0 && matcher.start(group) < 0) {
        group--;
      }
      places.add(new int[] {matcher.start(group), matcher.end(group)});
    }
    return places.reversed().stream()
        .map(place -> number(text.substring(place[0], place[1])))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether two numbers differ by no more than the tolerance or a share of 1e-12. */
  public static boolean agree(BigDecimal given, BigDecimal target, double tolerance) {
    if (farApart(given, target)) {
      return false;
    }
    BigDecimal gap = given.subtract(target).abs();
    return gap.compareTo(BigDecimal.valueOf(tolerance)) <= 0
        || gap.compareTo(target.abs().multiply(RELATIVE)) <= 0;
  }

  /** Numbers with exponents in the thousands would take long to subtract. */
  private static boolean farApart(BigDecimal a, BigDecimal b) {
    return Math.abs(((long) a.precision() - a.scale()) - ((long) b.precision() - b.scale())) > 400;
  }

  static String shown(BigDecimal number) {
    String text = number.toString();
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }
}
