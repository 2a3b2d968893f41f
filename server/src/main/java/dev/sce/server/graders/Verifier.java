package dev.sce.server.graders;

import dev.sce.datasets.Problem;
import dev.sce.judge.Grade;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.Task;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.python.AssertsGrader;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Judging;
import dev.sce.server.programs.Turns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the programs of requests by tasks. Safe for use by many threads. */
final class Verifier {
  private final LanguageTable table;
  private final Judging judging;

  Verifier(Turns turns, LanguageTable table) {
    this.table = table;
    GraderSettings settings = new GraderSettings(table, JudgeProcess.APART, false);
    this.judging =
        new Judging(
            turns,
            List.of(
                new StdinGrader().with(settings),
                new AssertsGrader().with(settings),
                new CallGrader().with(settings)));
  }

  /** Whether there is such a language; absent stands for Python. */
  boolean knows(@Nullable String language) {
    return language == null || table.find(language).isPresent();
  }

  /**
   * Returns the grade of a program.
   *
   * @param language what the program is written in; absent for Python
   * @throws Refusal if it could not be judged, which says nothing about the program
   */
  Grade grade(Request request, Task task, String code, @Nullable String language)
      throws Refusal, InterruptedException {
    Sample sample = new Sample("", 0, code, true, language);
    Grade grade = judging.judge(Caller.of(request), new Problem("", task), sample).grade();
    if (!grade.verdict().isJudgement()) {
      throw new Refusal(500, "it could not be judged: " + grade.detail());
    }
    return grade;
  }
}
