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
 * @param companions files, other than that of the problems, that judging needs
 * @param extracting how programs are taken out of what models wrote
 * @param rule how rows with their own tests are judged and rewarded
 * @param tests where such rows have their tests, as {@code a.b}; absent: where it is usual
 * @param fewerSamplesInOrder whether samples that name no problems may be for the first ones only
 * @param dates of which days problems are wanted
 */
public record DataSetSettings(
    GraderSettings graders,
    @Nullable String language,
    @Nullable Checker checker,
    CompanionFiles companions,
    Extracting extracting,
    RewardRule rule,
    @Nullable String tests,
    boolean fewerSamplesInOrder,
    DateWindow dates) {

  /** Makes settings that take out programs as is usual for their fields, and reward strictly. */
  public DataSetSettings(
      GraderSettings graders,
      @Nullable String language,
      @Nullable Checker checker,
      @Nullable Path judges) {
    this(graders, language, checker, judges, Extracting.standard());
  }

  /** Makes settings that reward strictly. */
  public DataSetSettings(
      GraderSettings graders,
      @Nullable String language,
      @Nullable Checker checker,
      @Nullable Path judges,
      Extracting extracting) {
    this(
        graders,
        language,
        checker,
        CompanionFiles.ofJudges(judges),
        extracting,
        RewardRule.STRICT,
        null,
        false,
        DateWindow.ALL);
  }

  /** Returns these settings with another rule. */
  public DataSetSettings withRule(RewardRule other, @Nullable String path) {
    return new DataSetSettings(
        graders,
        language,
        checker,
        companions,
        extracting,
        other,
        path,
        fewerSamplesInOrder,
        dates);
  }

  /** Returns these settings with other files beside the problems. */
  public DataSetSettings withCompanions(CompanionFiles others) {
    return new DataSetSettings(
        graders, language, checker, others, extracting, rule, tests, fewerSamplesInOrder, dates);
  }

  /** Returns these settings for problems of other days. */
  public DataSetSettings withDates(DateWindow others) {
    return new DataSetSettings(
        graders,
        language,
        checker,
        companions,
        extracting,
        rule,
        tests,
        fewerSamplesInOrder,
        others);
  }

  /** Returns settings that leave everything as the data sets say. */
  public static DataSetSettings standard() {
    return new DataSetSettings(GraderSettings.standard(), null, null, null);
  }
}
