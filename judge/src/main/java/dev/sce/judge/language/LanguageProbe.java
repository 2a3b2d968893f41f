package dev.sce.judge.language;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

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
    List<Future<ExecutionResult>> results = new ArrayList<>(languages.size());
    try {
      for (Language language : languages) {
        results.add(executor.submit(LanguageCheck.executable(language)));
      }
      List<LanguageStatus> rows = new ArrayList<>(languages.size());
      for (int i = 0; i < languages.size(); i++) {
        rows.add(LanguageCheck.status(languages.get(i), results.get(i).get()));
      }
      return rows;
    } catch (ExecutionException e) {
      throw new IllegalStateException("trying a language failed", e.getCause());
    } finally {
      results.forEach(result -> result.cancel(true));
    }
  }

  /** Tries one language. */
  public static LanguageStatus detect(Language language, CodeExecutor executor)
      throws InterruptedException {
    return LanguageCheck.status(language, executor.execute(LanguageCheck.executable(language)));
  }

  /** Returns how to get a language. */
  public static String remedy(Language language) {
    return language.install().isEmpty()
        ? "see the language's own site"
        : "on Debian: apt-get install " + language.install();
  }
}
