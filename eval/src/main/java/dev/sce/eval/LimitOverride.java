package dev.sce.eval;

import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.Limits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts limits that somebody asked for in the place of those that a data set has. */
final class LimitOverride {
  private final Limits explicit;

  LimitOverride(Limits explicit) {
    this.explicit = explicit;
  }

  /** Returns the programs with these limits for every command of theirs. */
  List<Executable> apply(List<Executable> programs) {
    return explicit.equals(Limits.INHERITED)
        ? programs
        : programs.stream().map(this::apply).toList();
  }

  private Executable apply(Executable program) {
    List<Command> commands =
        program.commands().stream()
            .map(command -> command.withLimits(apply(command.limits())))
            .toList();
    return new Executable(
        program.files(),
        commands,
        program.trackedFiles(),
        program.earlyStop(),
        program.stdoutPostprocessor(),
        program.independentAfter());
  }

  private Limits apply(Limits limits) {
    return explicit.orElse(limits.withCpuTime(cpuTime(limits.cpuTime())));
  }

  /** A longer wall-clock time is of no use to programs whose processor time ends before. */
  private @Nullable Duration cpuTime(@Nullable Duration own) {
    Duration wall = explicit.wallTime();
    return own != null && wall != null && wall.compareTo(own) > 0 ? wall : own;
  }
}
