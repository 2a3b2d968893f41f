package dev.sce.internal.process;

import dev.sce.CapturedOutput;
import dev.sce.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A started process with its streams, from start to the end of its last descendant.
 *
 * <p>Whoever finds a limit exceeded calls {@link #stop} from any thread: the first reason wins and
 * the process is killed. The thread that owns the program waits for the exit, whatever caused it,
 * and then ends all descendants. The exit of the first process is the end of the program: what it
 * leaves behind is killed, not waited for.
 */
final class RunningProgram {
  private static final Logger log = LoggerFactory.getLogger(RunningProgram.class);

  /** A pipe takes at least this much without blocking (PIPE_BUF and one page everywhere). */
  private static final int SURE_TO_FIT = 4096;

  /** How long the streams may stay open after every process that was found is dead. */
  private static final long STREAM_PATIENCE_MILLIS = 2_000;

  private final ProgramRunner.Program program;
  private final Process process;
  private final ProcessTree tree;
  private final long begin;
  private final OutputPump out;
  private final OutputPump err;
  private final CountDownLatch streamsEnded = new CountDownLatch(2);
  private final AtomicReference<@Nullable Outcome> stopReason = new AtomicReference<>();
  private long end;
  private int leftBehind;

  RunningProgram(
      ProgramRunner.Program program,
      Process process,
      ProcessTree tree,
      long begin,
      ExecutorService pumps) {
    this.program = program;
    this.process = process;
    this.tree = tree;
    this.begin = begin;
    tree.started(process);
    Runnable overflow = () -> stop(Outcome.OUTPUT_LIMIT);
    int outputLimit = (int) program.limits().output().bytes();
    out = new OutputPump(process.getInputStream(), outputLimit, overflow);
    err = new OutputPump(process.getErrorStream(), outputLimit, overflow);
    pumps.execute(() -> pump(out));
    pumps.execute(() -> pump(err));
    if (program.stdin().size() > SURE_TO_FIT) {
      pumps.execute(this::writeStdin);
    } else if (!program.stdin().isEmpty()) {
      writeStdin();
    }
  }

  private void pump(OutputPump pump) {
    try {
      pump.run();
    } finally {
      streamsEnded.countDown();
    }
  }

  private void writeStdin() {
    try (OutputStream in = process.getOutputStream()) {
      program.stdin().writeTo(in);
    } catch (IOException e) {
      // The program ended or closed its input without reading all of it, as it may.
    }
  }

  /** Ends the program for this reason, unless another one was first. */
  void stop(Outcome reason) {
    if (stopReason.compareAndSet(null, reason)) {
      process.destroyForcibly();
    }
  }

  /** Waits for the exit within the wall-clock limit and ends all that is left. */
  void awaitEnd() {
    boolean interrupted = false;
    long deadline = begin + program.limits().wallTime().toNanos();
    while (true) {
      try {
        boolean mayStillRun = stopReason.get() == null;
        if (!mayStillRun) {
          process.waitFor();
          break;
        }
        if (process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          break;
        }
        stop(Outcome.TIME_LIMIT);
      } catch (InterruptedException e) {
        interrupted = true;
        stop(Outcome.CANCELLED);
      }
    }
    end = System.nanoTime();
    interrupted |= endDescendants();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills until no process is left and both streams have ended; true when interrupted. */
  private boolean endDescendants() {
    boolean interrupted = false;
    long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STREAM_PATIENCE_MILLIS);
    if (tree.killsGroupCheaply() && tree.killGroup()) {
      leftBehind = 1;
    }
    // Reading /proc takes time, in which a process can hide by forking and ending: look twice.
    int empty = 0;
    for (long pause = 1; ; pause = Math.min(2 * pause, 20)) {
      List<ProcessHandle> members = tree.members();
      leftBehind = Math.max(leftBehind, members.size());
      members.forEach(ProcessHandle::destroyForcibly);
      empty = members.isEmpty() ? empty + 1 : 0;
      if (empty == 1) {
        continue;
      }
      try {
        boolean ended = streamsEnded.await(members.isEmpty() ? 50 : pause, TimeUnit.MILLISECONDS);
        if (ended && members.isEmpty()) {
          return interrupted;
        }
        // Somebody is there, seen or not; a group cannot outrun this, however it forks.
        if (tree.killGroup()) {
          leftBehind = Math.max(leftBehind, 1);
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (System.nanoTime() > patience) {
        giveUp(members);
        return interrupted;
      }
    }
  }

  private void giveUp(List<ProcessHandle> members) {
    log.warn(
        "{}: a process that left the program's session still holds its output; {} known ones live",
        program.directory(),
        members.size());
  }

  String name() {
    return program.argv().getFirst();
  }

  CapturedOutput out() {
    return out.captured();
  }

  CapturedOutput err() {
    return err.captured();
  }

  Duration runtime() {
    return Duration.ofNanos(end - begin);
  }

  /** Processor time as the system adds it up at the end; absent where the JDK hides it. */
  Optional<Duration> cpuTime() {
    return process instanceof SpawnedProcess spawned
        ? spawned.cpuNanos().map(Duration::ofNanos)
        : Optional.empty();
  }

  int exitValue() {
    return process.exitValue();
  }

  int leftBehind() {
    return leftBehind;
  }

  Optional<Outcome> stopReason() {
    return Optional.ofNullable(stopReason.get());
  }
}
