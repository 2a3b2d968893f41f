package dev.sce.datasets.verifiable;

import dev.sce.Blob;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.JudgeConvention;
import dev.sce.judge.program.JudgeProgram;
import dev.sce.judge.program.Judging;
import dev.sce.judge.resource.Resource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/** What decides about outputs of open-r1's problems of Codeforces. */
final class Codeforces {
  private static final Duration CHECKER_TIME = Duration.ofSeconds(10);

  private Codeforces() {}

  /**
   * Returns what decides.
   *
   * @param checker a program in Python that prints 1 for an output that is right; empty for none
   */
  static Judging judging(String checker) {
    if (checker.isBlank()) {
      return new Judging.Compare(PublishedChecker.CODEFORCES);
    }
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("judge.py", Blob.ofText(Resource.text(Codeforces.class, "codeforces_judge.py")));
    files.put("checker.py", Blob.ofText(checker));
    Program judge = new Program(LanguageTable.standard().find("python").orElseThrow(), files);
    return new Judging.BySpecialJudge(
        new JudgeProgram(
            judge,
            JudgeConvention.TESTLIB,
            List.of(),
            JudgeProgram.LIMITS.withWallTime(CHECKER_TIME)));
  }
}
