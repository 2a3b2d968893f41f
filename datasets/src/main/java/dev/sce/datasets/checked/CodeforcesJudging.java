package dev.sce.datasets.checked;

import dev.sce.Blob;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.JudgeConvention;
import dev.sce.judge.program.JudgeProgram;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramFiles;
import dev.sce.judge.resource.Resource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How the Codeforces problems that open-r1 published are judged. */
public final class CodeforcesJudging {
  private static final Duration CHECKER_TIME = Duration.ofSeconds(10);

  private static final Blob JUDGE =
      Blob.ofText(Resource.text(CodeforcesJudging.class, "codeforces_judge.py"));

  private CodeforcesJudging() {}

  /**
   * Returns what decides about outputs: the row's checker in Python, which prints 1 or 100 for an
   * output that is right, or a comparison. A checker that ends with an error and without a verdict
   * has crashed.
   */
  public static Judging of(JsonNode row) {
    String checker = row.path("generated_checker").asString("");
    if (checker.isBlank()) {
      return new Judging.Compare(PublishedChecker.CODEFORCES);
    }
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("judge.py", JUDGE);
    files.put("checker.py", Blob.ofText(checker));
    Program judge = new Program(LanguageTable.standard().find("python").orElseThrow(), files);
    return new Judging.BySpecialJudge(
        new JudgeProgram(
            judge,
            JudgeConvention.TESTLIB,
            List.of(),
            JudgeProgram.LIMITS.withWallTime(CHECKER_TIME)));
  }

  /** Returns the files that programs read and write; empty for standard input and output. */
  public static Optional<ProgramFiles> files(JsonNode row) {
    return row.path("input_mode").asString("").strip().equals("file")
        ? Optional.of(ProgramFiles.CODEFORCES)
        : Optional.empty();
  }

  /** Returns an input or an answer without the carriage returns that are left at its line ends. */
  public static String text(String given) {
    return given.replace("\r\n", "\n");
  }
}
