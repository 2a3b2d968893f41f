package dev.sce.eval;

import dev.sce.CapturedOutput;
import dev.sce.CodeExecutor;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.ResultOrder;
import dev.sce.TrackedFile;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Task;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.spi.Backend;
import dev.sce.spi.Launch;
import dev.sce.spi.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend of Java functions, and a task whose samples are words that say what happens. */
final class FakePrograms implements Backend {
  final AtomicInteger runs = new AtomicInteger();

  /** Passes for {@code pass…}; every other word has its own end. */
  record WordTask(int steps) implements Task {}

  CodeExecutor executor(ResultOrder order) {
    ExecutionConfig config = ExecutionConfig.builder().workers(3).order(order).build();
    return CodeExecutor.create(config, this);
  }

  /** Runs one program for each step, and two in each step after the first. */
  static final class WordGrader implements Grader<WordTask> {
    @Override
    public Class<WordTask> taskType() {
      return WordTask.class;
    }

    @Override
    public Step begin(WordTask task, Sample sample) {
      if (sample.code().equals("refuse")) {
        return Step.done(Verdict.COMPILE_ERROR, "not a word");
      }
      if (sample.code().equals("deep")) {
        throw new StackOverflowError();
      }
      Executable program =
          Executable.builder()
              .command("word", sample.code())
              .earlyStop(
                  (index, result) -> {
                    if (result.stdout().startsWith("throw")) {
                      throw new IllegalStateException("what a sample did");
                    }
                    return true;
                  })
              .build();
      return new Step.Run(List.of(program), results -> next(task.steps() - 1, program, results));
    }

    private static Step next(int left, Executable program, List<ExecutionResult> results) {
      CommandResult last = results.getLast().commandResults().getLast();
      if (last.stdout().equals("throw-deep")) {
        throw new StackOverflowError();
      }
      if (last.stdout().equals("throw")) {
        throw new IllegalStateException("what a sample did");
      }
      if (left > 0) {
        return new Step.Run(List.of(program, program), more -> next(left - 1, program, more));
      }
      Verdict verdict =
          switch (last.outcome()) {
            case OK -> Verdict.PASSED;
            case TIME_LIMIT -> Verdict.TIMED_OUT;
            case SANDBOX_FAULT -> Verdict.SANDBOX_FAULT;
            default -> Verdict.FAILED;
          };
      TestResult first = new TestResult("1", Verdict.PASSED, null, null, null);
      TestResult second =
          new TestResult("2", verdict, last.runtime(), DataSize.ofBytes(5), "half \ud83d");
      return new Step.Done(new Grade(verdict, List.of(first, second), Duration.ZERO, null, null));
    }
  }

  @Override
  public Isolation isolation() {
    return Isolation.NONE;
  }

  @Override
  public Workspace open(String key, Executable executable) {
    return new Workspace() {
      @Override
      public Optional<Path> directory() {
        return Optional.empty();
      }

      @Override
      public CommandResult run(Launch launch) {
        runs.incrementAndGet();
        return result(launch.argv().get(1));
      }

      @Override
      public void snapshot() {
        // Nothing is kept, so nothing is to be brought back.
      }

      @Override
      public void restore() {
        // Nothing is kept, so nothing is to be brought back.
      }

      @Override
      public TrackedFile read(String name, DataSize limit) {
        return TrackedFile.absent(TrackedFile.State.MISSING);
      }

      @Override
      public void close() {}
    };
  }

  private static CommandResult result(String word) {
    Outcome outcome =
        switch (word.split("-")[0]) {
          case "pass", "throw" -> Outcome.OK;
          case "slow" -> Outcome.TIME_LIMIT;
          case "fault" -> Outcome.SANDBOX_FAULT;
          default -> Outcome.NONZERO_EXIT;
        };
    return CommandResult.builder(outcome)
        .returnCode(outcome == Outcome.OK ? 0 : 1)
        .runtime(Duration.ofMillis(2))
        .peakMemory(DataSize.ofBytes(4096))
        .out(CapturedOutput.ofText(word))
        .launcher(Launcher.EXEC)
        .build();
  }

  @Override
  public void close() {}
}
