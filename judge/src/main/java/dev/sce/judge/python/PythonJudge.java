package dev.sce.judge.python;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.judge.Step;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the script that judges samples.
 *
 * <p>A judge that lives on serves many samples; see {@code living.py}. It declines problems whose
 * tests do more than compute, and there is none at levels of isolation where a sample could reach
 * it. Then the script starts anew for the sample. To compile it takes longer than most samples run.
 * So the first steps compile it, in a run of its own that no sample has a part in, and all others
 * start from the byte code. An interpreter of another version finds the source beside it.
 */
public final class PythonJudge {
  /** Whichever run was first; all give the same. */
  private static volatile @Nullable Blob byteCode;

  /**
   * How much more wall-clock time a whole run gets than its sample: for the judge's own work, and
   * for waiting on a busy machine. One that waits longer is run again by itself.
   */
  private static final Duration SLACK = Duration.ofSeconds(5);

  /** What is known of judges that live on, by the grader whose judge this is. */
  private final LivingJudges living = new LivingJudges();

  PythonJudge() {}

  /** Returns the step that judges a sample. */
  Step step(ObjectNode request, LimitOverrides limits, Function<ExecutionResult, Step> then) {
    if (!living.mayServe(request)) {
      return ownStep(request, limits, then);
    }
    return Step.run(
        livingProgram(request, limits),
        run -> living.served(request, run) ? then.apply(run) : ownStep(request, limits, then));
  }

  /** Returns the step of a judge that serves one sample, after one that compiles it if need be. */
  private static Step ownStep(
      ObjectNode request, LimitOverrides limits, Function<ExecutionResult, Step> then) {
    if (byteCode != null) {
      return Step.run(program(request, limits), then);
    }
    Executable compile =
        Executable.builder()
            .file("main.py", Scripts.COMPILE)
            .command(Command.of("python3", "main.py").withStdin(Scripts.JUDGE))
            .build();
    return Step.run(
        compile,
        run -> {
          keep(run);
          return Step.run(program(request, limits), then);
        });
  }

  /** Keeps the byte code; where there is none, the source does as well. */
  private static void keep(ExecutionResult run) {
    if (run.outcome() == Outcome.OK && !run.lastCommand().orElseThrow().out().truncated()) {
      String hex = run.output();
      byteCode = Blob.of(HexFormat.of().parseHex(hex));
    }
  }

  /**
   * Returns the program that judges a sample. The judge itself holds the sample to the limit of
   * wall-clock time, for it can tell waiting for a processor from waiting for something else; the
   * program as a whole gets a little more.
   */
  public static Executable program(ObjectNode request, LimitOverrides limits) {
    Blob compiled = byteCode;
    Executable.Builder builder = Executable.builder();
    if (compiled == null) {
      builder.file("main.py", Scripts.JUDGE);
    } else {
      builder.file("main.py", Scripts.START).file("judge.bin", compiled);
    }
    return builder.command(command(request, limits)).build();
  }

  /** Returns the program that a judge that lives on asks. */
  private static Executable livingProgram(ObjectNode request, LimitOverrides limits) {
    return Executable.builder()
        .file("main.py", Scripts.NO_JUDGE)
        .command(command(request, limits).withJudge(PythonJudgeModule.NAME))
        .build();
  }

  private static Command command(ObjectNode request, LimitOverrides limits) {
    Duration wall = limits.wallTime().orElse(null);
    if (wall == null) {
      return Requests.command(request, limits);
    }
    request.put("seconds", wall.toMillis() / 1e3);
    return Requests.command(request, limits.withWallTime(wall.plus(SLACK)));
  }
}
