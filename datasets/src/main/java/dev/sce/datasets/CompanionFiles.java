package dev.sce.datasets;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files, other than that of the problems, that judging needs.
 *
 * @param judges folder with judges of contest problems that come without; absent for none
 * @param moreTests folder with further tests of problems that say they have some; absent for none
 * @param testlib the header that checkers in C++ include; absent for none
 */
public record CompanionFiles(
    @Nullable Path judges, @Nullable Path moreTests, @Nullable Path testlib) {
  /** Nothing but the file of problems. */
  public static final CompanionFiles NONE = new CompanionFiles(null, null, null);

  /** Returns a folder with judges, and nothing else. */
  static CompanionFiles ofJudges(@Nullable Path judges) {
    return new CompanionFiles(judges, null, null);
  }
}
