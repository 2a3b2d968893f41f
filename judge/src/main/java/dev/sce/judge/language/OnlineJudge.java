package dev.sce.judge.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells programs that a judge runs them, as Codeforces does. Some of those that were written for it
 * read a file of their author's wherever {@code ONLINE_JUDGE} is not defined.
 */
public final class OnlineJudge {
  private static final String NAME = "-DONLINE_JUDGE";

  private OnlineJudge() {}

  /** Returns a language whose programs are told; others have no way to ask. */
  public static Language of(Language language) {
    List<List<String>> compile =
        language.compile().stream()
            .map(argv -> argv.getFirst().matches("g(cc|\\+\\+)") ? told(argv, NAME) : argv)
            .toList();
    List<String> run = language.run();
    return language.withCommands(
        compile, run.getFirst().equals("java") ? told(run, NAME + "=true") : run);
  }

  private static List<String> told(List<String> argv, String option) {
    List<String> words = new ArrayList<>(argv);
    words.add(1, option);
    return words;
  }
}
