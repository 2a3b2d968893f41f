package dev.sce.datasets.contest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads numbers, words and truths of what {@link Yaml} reads as texts. */
final class YamlValues {
  private static final int LONGEST_NUMBER = 40;

  /** Linux takes fewer than 131,072 bytes for one argument, and more for all of them. */
  private static final int MOST_ARGUMENTS = 100_000;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private YamlValues() {}

  /**
   * Returns a number, written as any version of YAML or JSON writes decimal numbers.
   *
   * @throws IllegalArgumentException when it is none, or one that versions of YAML read differently
   */
  static double number(JsonNode value) {
    String text = value.asString("");
    boolean octal = text.matches("[-+]?0[0-9]+");
    if (!value.isString()
        || octal
        || text.length() > LONGEST_NUMBER
        || !NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a decimal number" + (octal ? " without a zero in front" : ""));
    }
    return Double.parseDouble(text);
  }

  /**
   * Returns a positive whole number.
   *
   * @throws IllegalArgumentException when it is none, or more than can be meant
   */
  static long positive(JsonNode value) {
    double number = number(value);
    if (!(number >= 1) || number != Math.rint(number) || number > 1e9) {
      throw new IllegalArgumentException("must be a whole number from 1 to a billion");
    }
    return (long) number;
  }

  /**
   * Returns words that a program can be called with.
   *
   * @throws IllegalArgumentException when they are none, or no command line can hold them
   */
  static List<String> arguments(JsonNode value) {
    List<String> words = words(value);
    long bytes = 0;
    for (String word : words) {
      bytes += word.getBytes(StandardCharsets.UTF_8).length + 1;
      if (word.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("an argument contains a NUL character");
      }
    }
    if (bytes > MOST_ARGUMENTS) {
      throw new IllegalArgumentException(
          "the arguments have more than " + MOST_ARGUMENTS + " bytes");
    }
    return words;
  }

  /**
   * Returns words: a text is split at white space, a list is taken as it is.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static List<String> words(JsonNode value) {
    if (value.isNull()) {
      return List.of();
    }
    if (value.isString()) {
      return split(value.asString());
    }
    if (!value.isArray()) {
      throw new IllegalArgumentException("must be a text or a list of texts");
    }
    List<String> words = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isString()) {
        throw new IllegalArgumentException("must be a list of texts");
      }
      words.add(element.asString());
    }
    return words;
  }

  /** Returns the words of a text. */
  static List<String> split(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Returns a text in small letters; what is missing or null is the other one. */
  static String name(@Nullable JsonNode value, String otherwise) {
    return value != null && value.isString()
        ? value.asString().strip().toLowerCase(Locale.ROOT)
        : otherwise;
  }
}
