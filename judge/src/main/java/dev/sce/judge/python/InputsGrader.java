package dev.sce.judge.python;

import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.Python3;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges {@link InputsTask}s: first the reference solution runs, just as apart from the judge as a
 * sample, and its values are kept for the other samples of the problem.
 */
public final class InputsGrader implements Grader<InputsTask> {
  private static final int MOST_KEPT = 1000;
  private static final int REFERENCE_TIMES = 10;
  private static final LimitOverrides REFERENCE_LIMITS =
      LimitOverrides.NONE
          .withWallTime(Duration.ofMinutes(4))
          .withCpuTime(Duration.ofMinutes(2))
          .withOutput(DataSize.ofMebibytes(128));

  private static final String EVALPLUS = "evalplus' own does not";

  private final PythonJudge pythonJudge = new PythonJudge();

  private final Map<String, Expected> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Expected> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * What a reference solution gave.
   *
   * @param values its values, in the form that the script knows
   * @param seconds what it took
   */
  private record Expected(String values, double seconds) {}

  @Override
  public Class<InputsTask> taskType() {
    return InputsTask.class;
  }

  @Override
  public Step begin(InputsTask task, Sample sample) {
    return Python3.refusal(sample).orElseGet(() -> judge(task, sample));
  }

  private Step judge(InputsTask task, Sample sample) {
    if (task.tests().isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem has no inputs");
    }
    return lookUp(task)
        .map(expected -> check(task, sample, expected))
        .orElseGet(
            () ->
                pythonJudge.step(
                    request("reference", task).put("code", task.reference()),
                    REFERENCE_LIMITS,
                    run -> keep(task, sample, run)));
  }

  private Optional<Expected> lookUp(InputsTask task) {
    synchronized (known) {
      return Optional.ofNullable(known.get(task.row()));
    }
  }

  private Step keep(InputsTask task, Sample sample, ExecutionResult run) {
    Optional<PythonJudgeReport> report = PythonJudgeReport.read(run);
    JsonNode end = report.map(PythonJudgeReport::end).orElse(null);
    if (end == null || !end.hasNonNull("expected")) {
      boolean fault = report.isEmpty() || !report.get().ready();
      return Step.done(
          fault ? Verdict.SANDBOX_FAULT : Verdict.MISSING_INFO,
          "the reference solution did not give the expected values: "
              + PythonJudgeReport.grade(run).detail());
    }
    Expected expected =
        new Expected(end.get("expected").asString(), end.path("seconds").asDouble(0));
    synchronized (known) {
      known.put(task.row(), expected);
    }
    return check(task, sample, expected);
  }

  private Step check(InputsTask task, Sample sample, Expected expected) {
    ObjectNode request =
        request("inputs", task)
            .put("code", Programs.of(task.prompt(), sample))
            .put("prompt", task.prompt())
            .put("expected", expected.values());
    LimitOverrides limits = limits(task.limits(), expected.seconds());
    Function<ExecutionResult, Step> done =
        run ->
            new Step.Done(
                Hints.added(PythonJudgeReport.grade(run, task.tests()), sample, EVALPLUS));
    return pythonJudge.step(
        request,
        limits,
        run ->
            isCutShort(run, task)
                ? pythonJudge.step(request.put("one_by_one", true), limits, done)
                : done.apply(run));
  }

  /**
   * Returns whether a limit ended a run before all inputs had a verdict. The sample may have been
   * ahead of its judge then, and only if it is asked input by input is it certain which was the
   * one.
   */
  private static boolean isCutShort(ExecutionResult run, InputsTask task) {
    return PythonJudgeReport.read(run)
        .filter(PythonJudgeReport::ready)
        .filter(report -> report.end() == null)
        .filter(report -> report.tests().size() < task.tests().size())
        .isPresent();
  }

  /** Grants a slow problem more time, as its authors do. */
  private static LimitOverrides limits(LimitOverrides limits, double seconds) {
    Duration more = Duration.ofMillis((long) (seconds * 1000 * REFERENCE_TIMES));
    Duration cpu = limits.cpuTime().orElse(PythonLimits.CPU_TIME).plus(more);
    Duration wall = limits.wallTime().orElse(PythonLimits.WALL_TIME).plus(more);
    return limits.withCpuTime(cpu).withWallTime(wall);
  }

  private static ObjectNode request(String kind, InputsTask task) {
    return Requests.of(kind)
        .put("set", task.family().name().toLowerCase(Locale.ROOT))
        .put("entry", task.entryPoint())
        .put("row", task.row());
  }
}
