package dev.sce.judge;

import dev.sce.CodeExecutor;
import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.judge.python.PythonModules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs graders step by step in a sandbox, for tests: as an extension of a class, for whose tests it
 * is open, or with {@link #open}.
 */
public final class TestJudge implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  /** Tight, since hostile samples use up all they get. */
  public static final LimitOverrides TIGHT =
      LimitOverrides.NONE
          .withCpuTime(Duration.ofSeconds(4))
          .withWallTime(Duration.ofSeconds(3))
          .withMemory(DataSize.ofMebibytes(256))
          .withOutput(DataSize.ofMebibytes(4));

  private final int workers;
  private final List<String> preload;
  private @Nullable CodeExecutor executor;

  /** For an extension, whose sandbox has two workers. */
  public TestJudge() {
    this(2);
  }

  /** For an extension. */
  public TestJudge(int workers) {
    this(workers, PythonModules.PRELOAD);
  }

  private TestJudge(int workers, List<String> preload) {
    this.workers = workers;
    this.preload = preload;
  }

  /** For an extension where no judge of Python samples lives on: each sample has its own. */
  public static TestJudge withOwnJudges() {
    return new TestJudge(2, List.of());
  }

  /** Opens a sandbox with two workers, which the caller closes. */
  public static TestJudge open() throws IOException {
    return open(2);
  }

  /** Opens a sandbox, which the caller closes. */
  public static TestJudge open(int workers) throws IOException {
    TestJudge judge = new TestJudge(workers);
    judge.beforeAll(null);
    return judge;
  }

  @Override
  public void beforeAll(@Nullable ExtensionContext context) throws IOException {
    executor =
        CodeExecutor.create(ExecutionConfig.builder().workers(workers).preload(preload).build());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Returns the sandbox. */
  public CodeExecutor executor() {
    return Objects.requireNonNull(executor, "not open");
  }

  /** A grade, and all that the runs on the way to it left. */
  public record Judged(Grade grade, List<ExecutionResult> runs) {}

  /** Judges a sample and keeps what ran. */
  public <T extends Task> Judged judge(Grader<T> grader, T task, Sample sample)
      throws InterruptedException {
    List<ExecutionResult> runs = new ArrayList<>();
    Step step = grader.begin(task, sample);
    while (step instanceof Step.Run run) {
      List<ExecutionResult> results = new ArrayList<>();
      for (var program : run.programs()) {
        results.add(executor().execute(program));
      }
      runs.addAll(results);
      step = run.then().apply(results);
    }
    return new Judged(((Step.Done) step).grade(), runs);
  }

  /** Judges a program that is complete. */
  public <T extends Task> Grade grade(Grader<T> grader, T task, String program)
      throws InterruptedException {
    return judge(grader, task, sample(program)).grade();
  }

  /** Judges a sample. */
  public <T extends Task> Grade grade(Grader<T> grader, T task, Sample sample)
      throws InterruptedException {
    return judge(grader, task, sample).grade();
  }

  /** Judges a sample by the one of these graders that knows the task. */
  public Grade grade(List<Grader<?>> graders, Task task, Sample sample)
      throws InterruptedException {
    for (Grader<?> grader : graders) {
      if (grader.taskType().isInstance(task)) {
        return gradeUnchecked(grader, task, sample);
      }
    }
    throw new AssertionError("no grader for " + task.getClass());
  }

  private <T extends Task> Grade gradeUnchecked(Grader<T> grader, Task task, Sample sample)
      throws InterruptedException {
    return judge(grader, grader.taskType().cast(task), sample).grade();
  }

  /** Returns a complete sample. */
  public static Sample sample(String program) {
    return new Sample("test/0", 0, program, true, null);
  }

  @Override
  public void close() {
    executor().close();
  }
}
