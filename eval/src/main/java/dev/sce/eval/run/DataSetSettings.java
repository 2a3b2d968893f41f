package dev.sce.eval.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen of data sets; each uses what concerns it.
 *
 * @param language language of samples that do not say theirs; absent: as the data set says
 * @param languages file with languages besides the built-in ones; absent for none
 * @param checker how answers are compared; absent: as the data set says
 */
public record DataSetSettings(
    @Nullable String language, @Nullable Path languages, @Nullable String checker) {
  /** Everything as the data sets say. */
  public static final DataSetSettings DEFAULT = new DataSetSettings(null, null, null);
}
