package dev.sce.server.graders;

import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Task;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.python.AssertsGrader;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Turns;
import dev.sce.server.queue.Flow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges a program by tasks, all in one turn. Safe for use by many threads. */
final class Judging {
  private final Turns turns;
  private final LanguageTable table;
  private final List<Grader<?>> graders;

  Judging(Turns turns, LanguageTable table) {
    this.turns = turns;
    this.table = table;
    GraderSettings settings = new GraderSettings(table, JudgeProcess.APART, false);
    this.graders =
        List.of(
            new StdinGrader().with(settings),
            new AssertsGrader().with(settings),
            new CallGrader().with(settings));
  }

  /** Whether there is such a language; absent stands for Python. */
  boolean knows(@Nullable String language) {
    return language == null || table.find(language).isPresent();
  }

  /**
   * Returns a grade for each task.
   *
   * @param language what the program is written in; absent for Python
   * @throws Refusal if one could not be judged, which says nothing about the program
   */
  List<Grade> judge(
      Request request, List<? extends Task> tasks, String code, @Nullable String language)
      throws Refusal, InterruptedException {
    Sample sample = new Sample("", 0, code, true, language);
    List<Grade> grades =
        turns.take(
            request,
            Flow.single(request.client()),
            () -> {
              List<Grade> all = new ArrayList<>();
              for (Task task : tasks) {
                all.add(judge(task, sample));
              }
              return all;
            });
    for (Grade grade : grades) {
      if (!grade.verdict().isJudgement()) {
        throw new Refusal(500, "it could not be judged: " + grade.detail());
      }
    }
    return grades;
  }

  private Grade judge(Task task, Sample sample) throws InterruptedException {
    try {
      Step step = begin(task, sample);
      while (step instanceof Step.Run run) {
        List<ExecutionResult> results = new ArrayList<>();
        for (Executable program : run.programs()) {
          results.add(turns.executor().execute(program));
        }
        step = run.then().apply(results);
      }
      return ((Step.Done) step).grade();
    } catch (StackOverflowError e) {
      return Grade.of(Verdict.COMPILE_ERROR, "it is nested too deeply to be judged");
    }
  }

  private Step begin(Task task, Sample sample) {
    for (Grader<?> grader : graders) {
      if (grader.taskType().isInstance(task)) {
        return begin(grader, task, sample);
      }
    }
    throw new IllegalArgumentException("nobody judges " + task.getClass());
  }

  private static <T extends Task> Step begin(Grader<T> grader, Task task, Sample sample) {
    return grader.begin(grader.taskType().cast(task), sample);
  }
}
