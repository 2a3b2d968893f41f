package dev.sce.sandbox;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.Enforcement.By;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import dev.sce.support.LogText;
import java.time.Duration;

/** Makes the result of a command of what the supervisor saw. */
final class RunOutcomes {
  /**
   * A program that lost more than this share of its wall-clock limit to waiting for a processor met
   * the limit because of the machine.
   */
  private static final double STARVED_SHARE = 0.1;

  private static final int SIGNAL_MASK = 0x7f;

  private RunOutcomes() {}

  /**
   * Returns the result.
   *
   * @throws BackendException when the run says nothing about the program
   */
  static CommandResult of(Reply.Done done, RunRequest request) throws BackendException {
    if (done.how() == Protocol.HOW_FAULT) {
      throw new BackendException(
          Stage.RUN, "the sandbox failed: " + LogText.clean(done.text()), null);
    }
    if (done.how() == Protocol.HOW_NOT_STARTED) {
      return CommandResult.notStarted(request.argv().getFirst() + ": " + done.text());
    }
    int code = returnCode(done.waitStatus());
    return CommandResult.builder(outcome(done.how(), code))
        .returnCode(code)
        .runtime(Duration.ofNanos(done.wallNanos()))
        .cpuTime(Duration.ofNanos(done.userNanos() + done.systemNanos()))
        .peakMemory(
            done.peakSource() == Protocol.PEAK_NONE ? null : DataSize.ofBytes(done.peakBytes()))
        .out(done.out())
        .err(done.err())
        .leftBehind(done.leftBehind())
        .launcher(done.warm() ? Launcher.WARM : Launcher.EXEC)
        .build();
  }

  private static Outcome outcome(int how, int code) throws BackendException {
    return switch (how) {
      case Protocol.HOW_EXITED ->
          code == 0 ? Outcome.OK : code > 0 ? Outcome.NONZERO_EXIT : Outcome.SIGNALED;
      case Protocol.HOW_WALL -> Outcome.TIME_LIMIT;
      case Protocol.HOW_CPU -> Outcome.CPU_TIME_LIMIT;
      case Protocol.HOW_MEMORY -> Outcome.MEMORY_LIMIT;
      case Protocol.HOW_OUTPUT -> Outcome.OUTPUT_LIMIT;
      case Protocol.HOW_CANCELLED -> Outcome.CANCELLED;
      default -> throw new BackendException(Stage.RUN, "unknown end of a run: " + how, null);
    };
  }

  /** The status as wait(2) has it: the exit status, or −N for signal N. */
  private static int returnCode(int status) {
    int signal = status & SIGNAL_MASK;
    return signal == 0 ? (status >> 8) & 0xff : -signal;
  }

  static boolean isStarved(Reply.Done done, RunRequest request) {
    long wall = request.wallNanos();
    boolean busy = done.userNanos() + done.systemNanos() >= wall;
    return done.how() == Protocol.HOW_WALL && !busy && done.delayNanos() > STARVED_SHARE * wall;
  }

  /** Describes for people how a slot is made. */
  static String description(Reply.Ready ready) {
    String way =
        switch (ready.way()) {
          case Protocol.WAY_PRIVILEGED ->
              "namespaces made as root, programs under an id of their own";
          case Protocol.WAY_USER_NAMESPACE -> "namespaces made without root";
          default -> "Landlock version " + ready.landlockAbi();
        };
    String groups =
        ready.has(Protocol.FEATURE_MEMORY_V2)
            ? "cgroup v2"
            : ready.has(Protocol.FEATURE_MEMORY_V1) ? "cgroup v1" : "no memory cgroup";
    String filter = ready.has(Protocol.FEATURE_SECCOMP) ? "system call filter" : "no filter";
    return way + ", " + filter + ", " + groups;
  }

  /** Names by what limits are enforced and measured in a slot. */
  static Enforcement enforcement(Reply.Ready ready) {
    boolean memory = ready.has(Protocol.FEATURE_MEMORY_V1, Protocol.FEATURE_MEMORY_V2);
    boolean cpu = ready.has(Protocol.FEATURE_CPU_V1, Protocol.FEATURE_CPU_V2);
    boolean pids = ready.has(Protocol.FEATURE_PIDS_V1, Protocol.FEATURE_PIDS_V2);
    return new Enforcement(
        memory ? By.CGROUP : By.SAMPLING,
        cpu ? By.CGROUP : By.RUSAGE,
        pids ? By.CGROUP : By.RLIMIT);
  }
}
