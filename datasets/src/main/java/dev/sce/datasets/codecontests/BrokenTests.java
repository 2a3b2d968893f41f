package dev.sce.datasets.codecontests;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Tests of CodeContests that are known to break the rules of their own problem and are left out.
 *
 * <p>The same ones as in AlphaCodium's cleaned data and in the original.
 */
final class BrokenTests {
  private BrokenTests() {}

  /** Whether a test of a problem has an input that its statement allows. */
  static boolean isSound(String problem, TestKind kind, String input) {
    try {
      return switch (problem) {
        case "1582_B. Luntik and Subsequences" ->
            kind != TestKind.GENERATED || hasNaturalNumbersInLists(input);
        case "1606_A. AB Balance" -> kind == TestKind.PUBLIC || hasLettersOnly(input);
        case "1548_E. Gregor and the Two Painters" ->
            kind != TestKind.GENERATED || hasTwoListsOfTheirLengths(input);
        default -> true;
      };
    } catch (NumberFormatException | IndexOutOfBoundsException | NoSuchElementException e) {
      // What cannot be read as the statement says breaks its rules too.
      return false;
    }
  }

  private static boolean hasNaturalNumbersInLists(String input) {
    if (words(input).stream().anyMatch(word -> Long.parseLong(word) < 0)) {
      return false;
    }
    List<String> lines = input.strip().lines().toList();
    int lists = Integer.parseInt(lines.getFirst().strip());
    for (int i = 0; i < lists; i++) {
      int length = Integer.parseInt(lines.get(1 + 2 * i).strip());
      if (length != lines.get(2 + 2 * i).strip().split(" ", -1).length) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasLettersOnly(String input) {
    int end = input.indexOf('\n');
    if (end <= 0 || !input.substring(0, end).chars().allMatch(Character::isDigit)) {
      return false;
    }
    String rest = input.substring(end + 1);
    return rest.contains("a")
        && rest.contains("b")
        && rest.chars().allMatch(c -> c == 'a' || c == 'b' || c == '\n');
  }

  private static boolean hasTwoListsOfTheirLengths(String input) {
    List<String> lines = input.lines().toList();
    List<String> lengths = words(lines.getFirst());
    return lengths.size() == 3
        && Integer.parseInt(lengths.get(0)) == words(lines.get(1)).size()
        && Integer.parseInt(lengths.get(1)) == words(lines.get(2)).size();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
