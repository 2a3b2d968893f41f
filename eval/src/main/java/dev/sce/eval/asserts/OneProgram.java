package dev.sce.eval.asserts;

import dev.sce.eval.Step;
import dev.sce.eval.Verdict;
import dev.sce.eval.language.Language;

final class OneProgram {
  private OneProgram() {}

  static Step begin(AssertTask task, Language language, String source, String why) {
    return Step.done(Verdict.MISSING_INFO, "TODO " + why);
  }
}
