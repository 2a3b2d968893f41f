package dev.sce.datasets.verifiable;

import dev.sce.DataSize;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Task;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.call.Python3;
import dev.sce.judge.language.Language;
import dev.sce.judge.program.ProgramGrader;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.python.AssertsGrader;
import dev.sce.judge.python.FunctionGrader;
import dev.sce.judge.python.TestProgramGrader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges {@link RuleTask}s by the graders of their parts, and rewards. */
final class RuleGrader implements Grader<RuleTask> {
  private final List<Grader<?>> graders;

  RuleGrader(GraderSettings settings) {
    this(
        List.of(
            new ProgramGrader(settings.languages()),
            new StdinGrader(settings.languages()),
            new CallGrader(),
            new AssertsGrader(settings.process(), settings.harnessNames()),
            new FunctionGrader(settings.process(), settings.harnessNames()),
            new TestProgramGrader()));
  }

  private RuleGrader(List<Grader<?>> graders) {
    this.graders = graders;
  }

  @Override
  public Class<RuleTask> taskType() {
    return RuleTask.class;
  }

  @Override
  public RuleGrader with(GraderSettings settings) {
    return new RuleGrader(settings);
  }

  @Override
  public boolean judgesInProcess() {
    return graders.stream().anyMatch(Grader::judgesInProcess);
  }

  @Override
  public boolean givesHarnessNames() {
    return graders.stream().anyMatch(Grader::givesHarnessNames);
  }

  @Override
  public Optional<Language> language(RuleTask task, Sample sample) {
    Task first = task.parts().getFirst().task();
    return language(grader(first), first, inLanguage(task, sample));
  }

  private static <T extends Task> Optional<Language> language(
      Grader<T> grader, Task task, Sample sample) {
    return grader.language(grader.taskType().cast(task), sample);
  }

  @Override
  public Step begin(RuleTask task, Sample sample) {
    Sample program = inLanguage(task, sample);
    Optional<Grade> refusal = Rewards.refusal(task.rule(), program);
    if (refusal.isPresent()) {
      return new Step.Done(refusal.get());
    }
    boolean python = Python3.is(program.language());
    return run(
        task.parts(),
        program,
        new ArrayList<>(),
        grades -> {
          Grade grade = together(grades);
          return task.alone().isEmpty() || !Rewards.runsAlone(task.rule(), grade)
              ? rewarded(task, grade, python)
              : run(
                  task.alone(),
                  program,
                  new ArrayList<>(),
                  again -> rewarded(task, replaced(grade, again), python));
        });
  }

  private static Step rewarded(RuleTask task, Grade grade, boolean python) {
    return new Step.Done(
        grade.verdict().isJudgement()
            ? grade.withReward(Rewards.of(task.rule(), grade, task.isCalls(), python))
            : grade);
  }

  private static Sample inLanguage(RuleTask task, Sample sample) {
    return sample.language() != null || task.language() == null
        ? sample
        : new Sample(sample.problemId(), sample.number(), sample.code(), true, task.language());
  }

  /** Runs parts one after the other, each with the steps of its grader. */
  private Step run(
      List<RuleTask.Part> parts,
      Sample sample,
      List<Grade> grades,
      Function<List<Grade>, Step> then) {
    if (grades.size() == parts.size()) {
      return then.apply(grades);
    }
    RuleTask.Part part = parts.get(grades.size());
    String code = part.before() + sample.code() + part.after();
    Sample whole = new Sample(sample.problemId(), sample.number(), code, true, sample.language());
    Step step = begin(grader(part.task()), part.task(), whole);
    return followed(
        step,
        grade -> {
          grades.add(grade);
          return run(parts, sample, grades, then);
        });
  }

  private static Step followed(Step step, Function<Grade, Step> then) {
    return switch (step) {
      case Step.Done done -> then.apply(done.grade());
      case Step.Run run ->
          new Step.Run(run.programs(), results -> followed(run.then().apply(results), then));
    };
  }

  private Grader<?> grader(Task task) {
    return graders.stream()
        .filter(grader -> grader.taskType().isInstance(task))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody judges " + task.getClass()));
  }

  private static <T extends Task> Step begin(Grader<T> grader, Task task, Sample sample) {
    return grader.begin(grader.taskType().cast(task), sample);
  }

  /** Returns the judgement of several; a part without tests of its own is one test. */
  private static Grade together(List<Grade> grades) {
    if (grades.size() == 1) {
      return grades.getFirst();
    }
    List<TestResult> tests = new ArrayList<>();
    Duration runtime = Duration.ZERO;
    for (Grade grade : grades) {
      for (TestResult test : testsOf(grade)) {
        tests.add(named(test, String.valueOf(tests.size())));
      }
      runtime = runtime.plus(grade.runtime());
    }
    return Grade.ofTests("test ", tests, runtime).withPeakMemory(peak(grades));
  }

  private static List<TestResult> testsOf(Grade grade) {
    return grade.tests().isEmpty()
        ? List.of(
            new TestResult(
                "", grade.verdict(), grade.runtime(), grade.peakMemory(), grade.detail()))
        : grade.tests();
  }

  private static TestResult named(TestResult test, String name) {
    return new TestResult(name, test.verdict(), test.runtime(), test.peakMemory(), test.detail());
  }

  private static @Nullable DataSize peak(List<Grade> grades) {
    DataSize peak = null;
    for (Grade grade : grades) {
      peak = PeakMemory.larger(peak, grade.peakMemory());
    }
    return peak;
  }

  /** Returns a judgement with the first tests as they came out alone. */
  private static Grade replaced(Grade grade, List<Grade> alone) {
    List<TestResult> tests = new ArrayList<>(grade.tests());
    Duration runtime = grade.runtime();
    for (int i = 0; i < Math.min(alone.size(), tests.size()); i++) {
      tests.set(i, named(testsOf(alone.get(i)).getFirst(), tests.get(i).name()));
      runtime = runtime.plus(alone.get(i).runtime());
    }
    boolean unjudged = tests.stream().map(TestResult::verdict).allMatch(v -> v == Verdict.SKIPPED);
    return unjudged
        ? grade
        : Grade.ofTests("test ", tests, runtime).withPeakMemory(grade.peakMemory());
  }
}
