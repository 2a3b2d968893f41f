package dev.sce.judge;

import dev.sce.judge.language.LanguageTable;

/**
 * Settings that a user can choose for graders.
 *
 * @param languages the languages that are known
 * @param process where Python tests that call the sample run
 * @param harnessNames whether samples of Python functions find the names that a data set's own
 *     harness leaves in scope, such as what its prompt and its tests import
 */
public record GraderSettings(LanguageTable languages, JudgeProcess process, boolean harnessNames) {

  /** Returns the settings of graders for which nothing was chosen. */
  public static GraderSettings standard() {
    return new GraderSettings(LanguageTable.standard(), JudgeProcess.APART, false);
  }
}
