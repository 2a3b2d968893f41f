package dev.sce.datasets;

import dev.sce.judge.GraderSettings;
import dev.sce.judge.checker.Checker;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings that a user can choose for data sets.
 *
 * @param graders how samples are judged
 * @param language language of samples that do not say theirs; absent: as the data set says
 * @param checker how output is compared; absent: as the data set says
 * @param judges folder with judges of contest problems that come without; absent for none
 * @param extracting how programs are taken out of what models wrote
 */
public record DataSetSettings(
    GraderSettings graders,
    @Nullable String language,
    @Nullable Checker checker,
    @Nullable Path judges,
    Extracting extracting) {

  /** Makes settings with which programs are taken out as is usual for their fields. */
  public DataSetSettings(
      GraderSettings graders,
      @Nullable String language,
      @Nullable Checker checker,
      @Nullable Path judges) {
    this(graders, language, checker, judges, Extracting.standard());
  }

  /** Returns settings that leave everything as the data sets say. */
  public static DataSetSettings standard() {
    return new DataSetSettings(GraderSettings.standard(), null, null, null);
  }
}
