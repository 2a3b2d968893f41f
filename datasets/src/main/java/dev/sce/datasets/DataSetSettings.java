package dev.sce.datasets;

import dev.sce.judge.JudgeProcess;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.language.LanguageTable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen of data sets.
 *
 * @param table the languages that are known
 * @param language language of samples that do not say theirs; absent: as the data set says
 * @param checker how answers are compared; absent: as the data set says
 * @param judges folder with judges of contest problems that come without; absent for none
 * @param process where tests run that are Python and call the sample
 * @param harnessNames whether samples of Python functions find the names that a data set's own
 *     harness leaves around, such as what its prompt and its tests import
 */
public record DataSetSettings(
    LanguageTable table,
    @Nullable String language,
    @Nullable Checker checker,
    @Nullable Path judges,
    JudgeProcess process,
    boolean harnessNames) {

  /** Returns settings that leave everything as the data sets say. */
  public static DataSetSettings standard() {
    return new DataSetSettings(
        LanguageTable.standard(), null, null, null, JudgeProcess.APART, false);
  }
}
