package dev.sce.cli;

import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The value of {@code --languages}. */
final class LanguagesFile {
  private LanguagesFile() {}

  /** Returns the built-in languages, with those of a file; absent: without. */
  static LanguageTable read(@Nullable Path file) throws IOException {
    LanguageTable table = LanguageTable.standard();
    try {
      return file == null ? table : table.with(file);
    } catch (NoSuchFileException e) {
      throw new UsageException("--languages: no such file: " + file);
    }
  }
}
