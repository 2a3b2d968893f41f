package dev.sce.judge;

import dev.sce.Executable;
import dev.sce.ExecutionResult;
import java.util.List;
import java.util.function.Function;

/** What judging a sample needs next. */
public sealed interface Step {

  /**
   * Programs to run, and what to do with their results.
   *
   * @param programs what is run, each in a sandbox of its own; at least one
   * @param then makes the next step of the results, which come in the same order; must not block
   *     for longer than another thread takes to compile what it needs
   */
  record Run(List<Executable> programs, Function<List<ExecutionResult>, Step> then)
      implements Step {
    /** Copies the list. */
    public Run {
      programs = List.copyOf(programs);
    }
  }

  /**
   * The end.
   *
   * @param grade the judgement
   */
  record Done(Grade grade) implements Step {}

  /** Returns a step of one program. */
  static Step run(Executable program, Function<ExecutionResult, Step> then) {
    return new Run(List.of(program), results -> then.apply(results.getFirst()));
  }

  /** Returns the last step. */
  static Step done(Verdict verdict, String detail) {
    return new Done(Grade.of(verdict, detail));
  }
}
