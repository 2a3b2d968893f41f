package dev.sce.server.programs;

import dev.sce.LimitOverrides;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.eval.Evaluator;
import dev.sce.eval.ProblemIndex;
import dev.sce.eval.ProgramRunner;
import dev.sce.eval.SampleJudge;
import dev.sce.eval.SampleResult;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import dev.sce.server.http.Refusal;
import java.util.List;

/**
 * Judges samples; each of their programs waits for a turn of its own. Safe for use by many threads.
 */
public final class Judging {
  private final Turns turns;
  private final List<Grader<?>> graders;

  /** Knows which languages work here. */
  private volatile Evaluator evaluator;

  /** Makes a judge with graders for the tasks of problems that requests bring along. */
  public Judging(Turns turns, List<Grader<?>> graders) {
    this.turns = turns;
    this.graders = List.copyOf(graders);
    this.evaluator = newEvaluator();
  }

  private Evaluator newEvaluator() {
    return new Evaluator(turns.executor(), ProblemIndex.EMPTY, graders, LimitOverrides.NONE);
  }

  /**
   * Judges a sample of a problem.
   *
   * @throws InterruptedException if the client hung up, or the server ends
   */
  public SampleResult judge(Caller caller, Problem problem, Sample sample)
      throws Refusal, InterruptedException {
    SampleResult result = evaluator.judge(problem, sample, runner(turns, caller));
    if (result.grade().verdict() == Verdict.MISSING_INFO) {
      // A language that is missing now may be there later; what was learnt holds for an evaluator.
      evaluator = newEvaluator();
    }
    return result;
  }

  /** Judges a sample of an evaluation. */
  public static SampleResult judge(
      Turns turns, Caller caller, SampleJudge judge, long index, SampleRow row)
      throws Refusal, InterruptedException {
    return judge.judge(index, row, runner(turns, caller));
  }

  private static ProgramRunner<Refusal> runner(Turns turns, Caller caller) {
    return programs ->
        programs.size() == 1
            ? List.of(turns.run(caller, programs.getFirst()))
            : Lanes.run(
                2 * turns.queue().workers(),
                programs.size(),
                index -> turns.run(caller, programs.get(index)));
  }
}
