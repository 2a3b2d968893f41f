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
 * <p>To compile the script takes longer than most samples run. So the first steps compile it, in a
 * run of its own that no sample has a part in, and all others start from the byte code. An
 * interpreter of another version finds the source beside it.
 */
public final class PythonJudge {
  /** Whichever run was first; all give the same. */
  private static volatile @Nullable Blob byteCode;

  /**
   * How much more wall-clock time a whole run gets than its sample: for the judge's own work, and
   * for waiting on a busy machine. One that waits longer is run again by itself.
   */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private PythonJudge() {}

  /** Returns the step that judges a sample, preceded by one that compiles the script if needed. */
  static Step step(
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
    LimitOverrides whole = limits;
    Duration wall = limits.wallTime().orElse(null);
    if (wall != null) {
      request.put("seconds", wall.toMillis() / 1e3);
      whole = limits.withWallTime(wall.plus(SLACK));
    }
    Blob compiled = byteCode;
    Executable.Builder builder = Executable.builder();
    if (compiled == null) {
      builder.file("main.py", Scripts.JUDGE);
    } else {
      builder.file("main.py", Scripts.START).file("judge.bin", compiled);
    }
    return builder.command(Requests.command(request, whole)).build();
  }
}
