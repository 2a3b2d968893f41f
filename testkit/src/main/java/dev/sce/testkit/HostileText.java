package dev.sce.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kinds of text that are slow to read in one way or another, of any length. */
public enum HostileText {
  /** Lines of two words of three characters; all sums of the words' hashes are one number. */
  LINES_OF_ONE_HASH {
    @Override
    public String of(int length) {
      StringBuilder lines = new StringBuilder(length);
      Map<Integer, List<String>> words = new HashMap<>();
      for (int i = 0; i < 94 * 94 * 94; i++) {
        String word =
            "" + (char) (33 + i / 94 / 94) + (char) (33 + i / 94 % 94) + (char) (33 + i % 94);
        words.computeIfAbsent(word.hashCode(), hash -> new ArrayList<>()).add(word);
      }
      int sum = 2 * "PPP".hashCode();
      for (Map.Entry<Integer, List<String>> entry : words.entrySet()) {
        for (String word : entry.getValue()) {
          for (String other : words.getOrDefault(sum - entry.getKey(), List.of())) {
            if (lines.length() >= length) {
              return lines.toString();
            }
            lines.append(word).append(' ').append(other).append('\n');
          }
        }
      }
      return lines.toString();
    }
  },
  /** Words of one hash, a line each. */
  WORDS_OF_ONE_HASH {
    @Override
    public String of(int length) {
      return String.join("\n", collidingWords(length));
    }
  },
  /** The same words in one line. */
  LINE_OF_ONE_HASH {
    @Override
    public String of(int length) {
      return String.join(" ", collidingWords(length));
    }
  },
  EMPTY_LINES("\n"),
  EMPTY_LINES_AFTER_SEMICOLONS(";\n\n\n\n\n\n\n\n"),
  BLANKS(" "),
  BLANKS_AFTER_A_WORD {
    @Override
    public String of(int length) {
      return "answer is" + " ".repeat(length) + "\nvoid" + " ".repeat(length) + "x";
    }
  },
  ONE_WORD("a"),
  TINY_WORDS("1 x "),
  TINY_LINES("1\n"),
  NUMBERS("1.25 -3e7 4\n"),
  DIGITS("1"),
  LINES_OF_DIGITS("1".repeat(4999) + "\n"),
  LINES_OF_ZEROS("1" + "0".repeat(4000) + ".0\n"),
  FRACTIONS("1." + "0123456789".repeat(30) + "x\n"),
  UNDERSCORES("1_"),
  LINES_OF_UNDERSCORES("1_".repeat(2000) + "\n"),
  HUGE_EXPONENTS("1e999999999 "),
  LINES_OF_HUGE_EXPONENTS("1e999999999\n"),
  LONG_EXPONENTS("1e" + "1".repeat(300) + "\n"),
  SMALLEST_NUMBERS("2.2250738585072011e-308 4.9406564584124654e-324\n"),
  OPEN_BRACKETS("a("),
  NESTED_BRACKETS {
    @Override
    public String of(int length) {
      return "{[(".repeat(length / 6) + ")]}".repeat(length / 6);
    }
  },
  UNICODE_BLANKS("\u2003x\u3000\u2028\u0085"),
  LINE_ENDS("\r\n\r\r\n \u000b\f"),
  CAPITAL_SIGMAS("\u03a3"),
  SIGMAS_AND_MARKS("\u03a3''''''''"),
  DOTTED_CAPITALS("\u0130"),
  TYPES("class A "),
  OPEN_TYPES("class A {"),
  CLOSED_TYPES("class A {}"),
  TYPES_WITHOUT_NAMES("class   "),
  MODIFIERS {
    @Override
    public String of(int length) {
      return "public" + " final".repeat(length / 6) + " x";
    }
  },
  PACKAGES("package \n"),
  NAMED_PACKAGES("package a "),
  OBJECTS("object A extends B "),
  OPEN_ESCAPES("'\\x "),
  OPEN_COMMENTS("/* "),
  MAINS("void main(String "),
  IMPORTS("import (\n"),
  QUOTED_IMPORTS("import \"(a+)+$\"\n"),
  HEADS("p(X, Y) :- x\n"),
  MARKS("####"),
  STATEMENTS("the answer is $ 1e99999, \\boxed{ 1"),
  ANSWERS("answer : answer is      ");

  private final String piece;

  HostileText(String... piece) {
    this.piece = String.join("", piece);
  }

  /** Returns a text of about that length. */
  public String of(int length) {
    return piece.repeat(length / piece.length() + 1);
  }

  /** Returns different words of one hash with about that many characters. */
  public static List<String> collidingWords(int length) {
    List<String> words = new ArrayList<>();
    int pairs = 17;
    for (int i = 0; i * 2 * pairs < length; i++) {
      StringBuilder word = new StringBuilder(2 * pairs);
      for (int bit = 0; bit < pairs; bit++) {
        word.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      words.add(word.toString());
    }
    return words;
  }
}
