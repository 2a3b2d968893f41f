package dev.sce.server.programs;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.server.http.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Runs an executable whose commands are independent of each other, such as a program on many tests,
 * so that it does not hold up others: when it has run for a while and somebody waits, what is left
 * of it waits for another turn. Its first commands, which prepare the others, then run again. Used
 * by one thread.
 */
final class Portions {
  /** What a turn may last, and how much longer it lasts than the preparation that it repeats. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private static final int PREPARATIONS = 3;

  private final Executable executable;
  private final BooleanSupplier othersWait;
  private final LongSupplier nanoClock;

  /** How many of the independent commands have run. */
  private int done;

  private Portions(Executable executable, BooleanSupplier othersWait, LongSupplier nanoClock) {
    this.executable = executable;
    this.othersWait = othersWait;
    this.nanoClock = nanoClock;
  }

  /** Runs a portion in a turn of its own. */
  @FunctionalInterface
  interface Turn {
    ExecutionResult run(Executable portion) throws Refusal, InterruptedException;
  }

  /** Returns the result of all commands, as if they had run in one turn. */
  static ExecutionResult run(Executable executable, BooleanSupplier othersWait, Turn turn)
      throws Refusal, InterruptedException {
    return run(executable, othersWait, System::nanoTime, turn);
  }

  static ExecutionResult run(
      Executable executable, BooleanSupplier othersWait, LongSupplier nanoClock, Turn turn)
      throws Refusal, InterruptedException {
    boolean divisible =
        executable.independentAfter() != Executable.SHARED
            && executable.commands().size() > executable.independentAfter() + 1
            && executable.trackedFiles().isEmpty();
    return divisible
        ? new Portions(executable, othersWait, nanoClock).run(turn)
        : turn.run(executable);
  }

  private ExecutionResult run(Turn turn) throws Refusal, InterruptedException {
    int preparations = executable.independentAfter();
    List<CommandResult> all = new ArrayList<>();
    Duration elapsed = Duration.ZERO;
    boolean retried = false;
    while (true) {
      Pause pause = new Pause();
      ExecutionResult result = turn.run(pause.portion());
      if (done > 0 && !result.outcome().isInconclusive() && isUnprepared(result, preparations)) {
        return ExecutionResult.inconclusive(
            Outcome.SANDBOX_FAULT,
            "what compiled before its first tests did not compile again before the others",
            executable.commands().size());
      }
      List<CommandResult> results = result.commandResults();
      all.addAll(done == 0 ? results : later(results, preparations));
      elapsed = elapsed.plus(result.elapsed());
      retried |= result.retried();
      if (!pause.paused || result.outcome().isInconclusive()) {
        return result.toBuilder()
            .commandResults(all)
            .expectedNumCommands(executable.commands().size())
            .elapsed(elapsed)
            .retried(retried)
            .build();
      }
      done = all.size() - preparations;
    }
  }

  private static List<CommandResult> later(List<CommandResult> results, int preparations) {
    return results.subList(Math.min(preparations, results.size()), results.size());
  }

  private static boolean isUnprepared(ExecutionResult result, int preparations) {
    return result.commandResults().size() <= preparations;
  }

  /** The rule by which a portion ends. */
  private final class Pause implements EarlyStop {
    private long begin = nanoClock.getAsLong();
    private long prepared = begin;
    private boolean paused;

    Executable portion() {
      int preparations = executable.independentAfter();
      List<Command> commands = executable.commands();
      Executable.Builder portion =
          Executable.builder()
              .files(executable.files())
              .commands(commands.subList(0, preparations))
              .commands(commands.subList(preparations + done, commands.size()))
              .independentAfter(preparations)
              .earlyStop(this);
      executable.stdoutPostprocessor().ifPresent(portion::stdoutPostprocessor);
      return portion.build();
    }

    @Override
    public boolean shouldStop(int index, CommandResult result) {
      long now = nanoClock.getAsLong();
      if (index == 0) {
        // A failure of the sandbox has it begin again.
        paused = false;
        begin = now - result.runtime().toNanos();
        prepared = begin;
      }
      if (index < executable.independentAfter()) {
        prepared = now;
        return done > 0
            ? result.outcome() != Outcome.OK
            : executable.earlyStop().shouldStop(index, result);
      }
      if (executable.earlyStop().shouldStop(index + done, result)) {
        return true;
      }
      long most = Math.max(TURN.toNanos(), PREPARATIONS * (prepared - begin));
      boolean isLast = index + done + 1 == executable.commands().size();
      paused = !isLast && now - begin > most && othersWait.getAsBoolean();
      return paused;
    }
  }
}
