package dev.sce.eval;

import dev.sce.Executable;
import dev.sce.LimitOverrides;
import dev.sce.judge.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts limits that somebody asked for in the place of those that a data set has. */
final class ExplicitLimits {
  private final LimitOverrides explicit;

  ExplicitLimits(LimitOverrides explicit) {
    this.explicit = explicit;
  }

  /** Returns a task whose scripts keep these limits, too. */
  Task apply(Task task) {
    return explicit.equals(LimitOverrides.NONE) ? task : task.withLimits(this::apply);
  }

  /** Returns the programs with these limits for every command of theirs. */
  List<Executable> apply(List<Executable> programs) {
    return explicit.equals(LimitOverrides.NONE)
        ? programs
        : programs.stream().map(this::apply).toList();
  }

  private Executable apply(Executable program) {
    return program.toBuilder()
        .replaceCommands(command -> command.withLimits(apply(command.limits())))
        .build();
  }

  private LimitOverrides apply(LimitOverrides limits) {
    return explicit.orElse(limits.withCpuTime(limits.cpuTime().map(this::cpuTime).orElse(null)));
  }

  /** A longer wall-clock time is of no use to programs whose processor time ends before. */
  private Duration cpuTime(Duration own) {
    Optional<Duration> wall = explicit.wallTime();
    return wall.isPresent() && wall.get().compareTo(own) > 0 ? wall.get() : own;
  }
}
