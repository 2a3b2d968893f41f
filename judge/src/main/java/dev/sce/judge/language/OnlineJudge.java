package dev.sce.judge.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells programs that a judge runs them, as Codeforces does. Some of those that were written for it
 * read a file of their author's wherever {@code ONLINE_JUDGE} is not defined.
 */
public final class OnlineJudge {
  private static final List<String> COMPILERS = List.of("gcc", "g++");
  private static final String NAME = "-DONLINE_JUDGE";

  private OnlineJudge() {}

  /** Returns a language whose programs are told; others have no way to ask. */
  public static Language of(Language language) {
    List<List<String>> compile =
        language.compile().stream().map(OnlineJudge::compilerTold).toList();
    List<String> run = language.run();
    return language.withCommands(
        compile, run.getFirst().equals("java") ? told(run, 0, NAME + "=true") : run);
  }

  /** The compiler may be called by a shell, which has its name and options as arguments. */
  private static List<String> compilerTold(List<String> argv) {
    for (int i = 0; i < argv.size(); i++) {
      if (COMPILERS.contains(argv.get(i))) {
        return told(argv, i, NAME);
      }
    }
    return argv;
  }

  private static List<String> told(List<String> argv, int program, String option) {
    List<String> words = new ArrayList<>(argv);
    words.add(program + 1, option);
    return words;
  }
}
