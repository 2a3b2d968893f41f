package dev.sce.judge.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The set of an output's lines, each the set of its words.
 *
 * <p>Sets are kept as sorted lists without repetitions, since a hash of sets is what a program can
 * choose: with enough lines of one hash a comparison would never end.
 *
 * @param lines the words of each line, joined by a blank, which no word holds
 */
record WordSets(List<String> lines) {

  /**
   * Returns the sets of words, each in another form.
   *
   * @param form absent for a word that has none; then there is no result
   */
  static Optional<WordSets> of(List<String> lines, Function<String, @Nullable String> form) {
    List<String> sets = new ArrayList<>(lines.size());
    for (String line : lines) {
      List<String> words = words(line);
      for (int i = 0; i < words.size(); i++) {
        String word = form.apply(words.get(i));
        if (word == null) {
          return Optional.empty();
        }
        words.set(i, word);
      }
      sets.add(String.join(" ", sorted(words)));
    }
    return Optional.of(new WordSets(sorted(sets)));
  }

  private static List<String> sorted(List<String> texts) {
    texts.sort(null);
    List<String> different = new ArrayList<>(texts.size());
    for (String text : texts) {
      if (different.isEmpty() || !different.getLast().equals(text)) {
        different.add(text);
      }
    }
    return different;
  }

  /** Returns the words of a line, which white space separates. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean blank = i == line.length() || Character.isWhitespace(line.charAt(i));
      if (blank && begin >= 0) {
        words.add(line.substring(begin, i));
        begin = -1;
      } else if (!blank && begin < 0) {
        begin = i;
      }
    }
    return words;
  }
}
