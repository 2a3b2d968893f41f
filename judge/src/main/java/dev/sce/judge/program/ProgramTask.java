package dev.sce.judge.program;

import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import dev.sce.judge.checker.Checker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Programs are run on each test's input, and what they print is judged.
 *
 * @param tests in the order in which they are run
 * @param limits of one run, before a language's own needs are added
 * @param judging what decides about output
 * @param language what samples are written in when they do not say; absent: it is told by the file
 *     name, else Python
 * @param stopAtFirstFailure whether later tests are skipped once one has failed
 * @param rules what programs must be before they are compiled
 * @param files by which they get their input and leave their output; absent: by standard input and
 *     output, as those always do that talk with a judge
 */
public record ProgramTask(
    List<ProgramTest> tests,
    LimitOverrides limits,
    Judging judging,
    @Nullable String language,
    boolean stopAtFirstFailure,
    ProgramRules rules,
    @Nullable ProgramFiles files)
    implements Task {

  /** Copies the list. */
  public ProgramTask {
    tests = List.copyOf(tests);
  }

  /** Makes a task whose programs use standard input and output. */
  public ProgramTask(
      List<ProgramTest> tests,
      LimitOverrides limits,
      Judging judging,
      @Nullable String language,
      boolean stopAtFirstFailure,
      ProgramRules rules) {
    this(tests, limits, judging, language, stopAtFirstFailure, rules, null);
  }

  /** Makes a task that wants nothing of programs but what they print. */
  public ProgramTask(
      List<ProgramTest> tests,
      LimitOverrides limits,
      Judging judging,
      @Nullable String language,
      boolean stopAtFirstFailure) {
    this(tests, limits, judging, language, stopAtFirstFailure, ProgramRules.NONE);
  }

  @Override
  public Optional<Task> withChecker(Checker checker) {
    return judging instanceof Judging.Compare
        ? Optional.of(
            new ProgramTask(
                tests,
                limits,
                new Judging.Compare(checker),
                language,
                stopAtFirstFailure,
                rules,
                files))
        : Optional.empty();
  }

  @Override
  public Task withLimits(UnaryOperator<LimitOverrides> change) {
    return new ProgramTask(
        tests, change.apply(limits), judging, language, stopAtFirstFailure, rules, files);
  }

  /** Returns this task with other tests. */
  ProgramTask withTests(List<ProgramTest> others) {
    return new ProgramTask(others, limits, judging, language, stopAtFirstFailure, rules, files);
  }

  /**
   * Returns the limits of a problem as contests state them: a processor time, a memory.
   *
   * <p>The wall-clock limit is twice the processor time and a second more, so that a program that
   * sleeps or waits ends as well, and one that shares the machine with others is not blamed.
   */
  public static LimitOverrides limits(Duration cpu, DataSize memory, DataSize output) {
    Duration wall = cpu.multipliedBy(2).plusSeconds(1);
    return LimitOverrides.NONE
        .withWallTime(wall)
        .withCpuTime(cpu)
        .withMemory(memory)
        .withOutput(output)
        .withMaxProcesses(64)
        .withFileSize(DataSize.ofMebibytes(64));
  }

  @Override
  public String label() {
    return judging.kind();
  }
}
