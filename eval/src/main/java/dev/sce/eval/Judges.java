package dev.sce.eval;

import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Task;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Language;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the grader of a task and takes its steps. A grader that throws is our fault, never the
 * sample's, and concerns that sample only. Used by many threads.
 */
final class Judges {
  /**
   * More than any program has that people or models write; what is larger cannot be handed to every
   * compiler, interpreter and judge.
   */
  private static final int MOST_CODE = 1 << 20;

  private static final Logger log = LoggerFactory.getLogger(Judges.class);

  private final List<Grader<?>> graders;

  Judges(List<Grader<?>> graders) {
    this.graders = List.copyOf(graders);
  }

  /** Whether somebody judges such tasks. */
  boolean know(Task task) {
    return find(task).isPresent();
  }

  private Optional<Grader<?>> find(Task task) {
    return graders.stream().filter(grader -> grader.taskType().isInstance(task)).findFirst();
  }

  Step begin(Task task, Sample sample) {
    Optional<Grader<?>> grader = find(task);
    if (grader.isEmpty()) {
      return Step.done(
          Verdict.SANDBOX_FAULT, "nobody judges tasks of " + task.getClass().getSimpleName());
    }
    if (sample.code().length() > MOST_CODE) {
      return Step.done(
          Verdict.COMPILE_ERROR, "the sample has more than " + MOST_CODE + " characters");
    }
    try {
      return checked(begin(grader.get(), task, sample));
    } catch (StackOverflowError e) {
      return Step.done(Verdict.COMPILE_ERROR, "its text is nested too deeply to be judged");
    } catch (RuntimeException e) {
      return broken(e);
    }
  }

  private static <T extends Task> Step begin(Grader<T> grader, Task task, Sample sample) {
    return grader.begin(grader.taskType().cast(task), sample);
  }

  /** Returns the entry of the table of languages that a sample is run by, if it has one. */
  Optional<Language> language(Task task, Sample sample) {
    try {
      return find(task).flatMap(grader -> language(grader, task, sample));
    } catch (StackOverflowError | RuntimeException e) {
      // It has a verdict already, which says what was wrong with it.
      return Optional.empty();
    }
  }

  private static <T extends Task> Optional<Language> language(
      Grader<T> grader, Task task, Sample sample) {
    return grader.language(grader.taskType().cast(task), sample);
  }

  Step next(Step.Run run, List<ExecutionResult> results) {
    try {
      return checked(run.then().apply(results));
    } catch (StackOverflowError e) {
      return Step.done(Verdict.FAILED, "what it gives is nested too deeply to be judged");
    } catch (RuntimeException e) {
      return broken(e);
    }
  }

  private static Step checked(Step step) {
    return switch (step) {
      case Step.Done done -> done;
      case Step.Run run when run.programs().isEmpty() ->
          Step.done(Verdict.SANDBOX_FAULT, "the grader asked to run nothing");
      case Step.Run run ->
          new Step.Run(run.programs().stream().map(Judges::guarded).toList(), run.then());
    };
  }

  /**
   * Returns a program whose rule for stopping early does not throw: what it stumbled over, the
   * grader meets again when the program has ended, and there it is that sample's row.
   */
  private static Executable guarded(Executable program) {
    return new Executable(
        program.files(),
        program.commands(),
        program.trackedFiles(),
        (index, result) -> {
          try {
            return program.earlyStop().shouldStop(index, result);
          } catch (RuntimeException | StackOverflowError e) {
            return true;
          }
        },
        program.stdoutPostprocessor(),
        program.independentAfter());
  }

  static Step broken(RuntimeException e) {
    log.warn("judging a sample failed", e);
    return Step.done(Verdict.SANDBOX_FAULT, "the grader failed: " + e);
  }
}
