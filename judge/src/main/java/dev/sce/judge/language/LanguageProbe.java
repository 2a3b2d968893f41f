package dev.sce.judge.language;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import java.util.ArrayList;
import java.util.List;

/** Finds out which languages work, as programs in the sandbox see it. */
public final class LanguageProbe {
  private LanguageProbe() {}

  /**
   * Tries every language, as many side by side as the executor has workers.
   *
   * @param executor must show {@link LanguageTable#readOnlyPaths}, or languages outside the usual
   *     places are not found
   * @return one row for each language, in the order of the table
   */
  public static List<LanguageStatus> detect(LanguageTable table, CodeExecutor executor)
      throws InterruptedException {
    List<Language> languages = table.languages();
    List<ExecutionResult> results =
        executor.runAll(languages.stream().map(LanguageCheck::executable).toList());
    List<LanguageStatus> rows = new ArrayList<>(languages.size());
    for (int i = 0; i < languages.size(); i++) {
      rows.add(LanguageCheck.status(languages.get(i), results.get(i)));
    }
    return rows;
  }

  /** Tries one language. */
  public static LanguageStatus detect(Language language, CodeExecutor executor)
      throws InterruptedException {
    return status(language, executor.execute(program(language)));
  }

  /** Returns the program that tries a language. */
  public static Executable program(Language language) {
    return LanguageCheck.executable(language);
  }

  /** Returns what the run of {@link #program} says. */
  public static LanguageStatus status(Language language, ExecutionResult result) {
    return LanguageCheck.status(language, result);
  }

  /** Returns how to get a language. */
  public static String remedy(Language language) {
    return language.install().isEmpty()
        ? "see the language's own site"
        : "on Debian: apt-get install " + language.install();
  }
}
