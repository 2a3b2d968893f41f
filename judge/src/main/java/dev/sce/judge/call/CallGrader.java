package dev.sce.judge.call;

import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges samples by calling their function; see {@link CallTask}. */
public final class CallGrader implements Grader<CallTask> {
  /** Makes one; all are alike. */
  public CallGrader() {}

  @Override
  public Class<CallTask> taskType() {
    return CallTask.class;
  }

  @Override
  public Step begin(CallTask task, Sample sample) {
    if (task.calls().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no tests");
    }
    return Python3.refusal(sample)
        .orElseGet(
            () ->
                Step.run(
                    CallDriver.program(task, sample),
                    result -> new Step.Done(grade(task, result))));
  }

  private static Grade grade(CallTask task, ExecutionResult result) {
    CommandResult command = result.lastCommand().orElse(null);
    if (command == null || command.hadUnexpectedError()) {
      Optional<String> why = command == null ? result.error() : command.error();
      return Grade.of(Verdict.SANDBOX_FAULT, why.orElse(null));
    }
    List<@Nullable Answer> answers = Answer.read(command.stdout(), task.calls().size());
    Answer first = answers.getFirst();
    if (first != null && isLoadFailure(first)) {
      return loadFailure(task, first, command);
    }
    AnswerComparison judge = new AnswerComparison(task.rules());
    List<TestResult> tests = new ArrayList<>();
    Verdict silence = silence(command);
    for (int i = 0; i < task.calls().size(); i++) {
      Answer answer = answers.get(i);
      tests.add(
          answer == null
              ? unanswered(task.calls().get(i), silence)
              : judge.judge(task.calls().get(i), answer));
      if (tests.getLast().verdict() != Verdict.PASSED
          && tests.getLast().verdict() != Verdict.FAILED
          && !task.settings().goOn()) {
        silence = Verdict.SKIPPED;
      }
    }
    return grade(tests, command);
  }

  private static Grade grade(List<TestResult> tests, CommandResult command) {
    Grade grade = Grade.ofTests("test ", tests, command.runtime());
    if (grade.passed() && command.outcome() == Outcome.MEMORY_LIMIT) {
      // A process of the program's had to be ended for it, whatever the others answered.
      return new Grade(
          Verdict.MEMORY_LIMIT, tests, command.runtime(), PeakMemory.of(command), MEMORY);
    }
    return grade.withPeakMemory(PeakMemory.of(command));
  }

  private static boolean isLoadFailure(Answer answer) {
    return switch (answer.status()) {
      case "syntax", "missing", "load" -> true;
      default -> false;
    };
  }

  private static Grade loadFailure(CallTask task, Answer answer, CommandResult command) {
    boolean compiled = answer.status().equals("load");
    Verdict verdict = compiled ? Verdict.RUNTIME_ERROR : Verdict.COMPILE_ERROR;
    String detail = (compiled ? LOADING : "") + AnswerComparison.text(answer);
    List<TestResult> tests =
        task.calls().stream()
            .map(call -> TestResult.notMeasured(call.name(), Verdict.SKIPPED, "not loaded"))
            .toList();
    return new Grade(verdict, tests, command.runtime(), PeakMemory.of(command), detail);
  }

  private static final String MEMORY = "used more memory than allowed";

  /** Begins the detail of a grade whose program raised an error before any call. */
  public static final String LOADING = "while loading: ";

  /** What a test without an answer met, when nothing before it explains the silence. */
  private static Verdict silence(CommandResult command) {
    return switch (command.outcome()) {
      case TIME_LIMIT, CPU_TIME_LIMIT -> Verdict.TIMED_OUT;
      case MEMORY_LIMIT -> Verdict.MEMORY_LIMIT;
      case OUTPUT_LIMIT -> Verdict.OUTPUT_LIMIT;
      default -> Verdict.RUNTIME_ERROR;
    };
  }

  private static TestResult unanswered(Call call, Verdict verdict) {
    return verdict == Verdict.SKIPPED
        ? TestResult.skipped(call.name())
        : TestResult.notMeasured(call.name(), verdict, "no answer");
  }
}
