package dev.sce.internal.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A process that leads a session from its start, made by posix_spawn.
 *
 * <p>The JDK starts two programs before the one that is wanted: its own helper, and {@code setsid},
 * since it cannot make a session. Each costs as much as a small program itself.
 *
 * <p>A thread waits for the end. Until it has taken the status, the process's number cannot be used
 * again, so {@link #destroyForcibly} never hits another process.
 */
final class SpawnedProcess extends Process {
  private final SpawnCalls calls;
  private final int pid;
  private final InputStream out;
  private final InputStream err;
  private final OutputStream in;
  private final CountDownLatch ended = new CountDownLatch(1);

  @GuardedBy("this")
  private boolean reaped;

  @GuardedBy("this")
  private Optional<SpawnCalls.Ended> end = Optional.empty();

  private SpawnedProcess(
      SpawnCalls calls, int pid, InputStream out, InputStream err, OutputStream in) {
    this.calls = calls;
    this.pid = pid;
    this.out = out;
    this.err = err;
    this.in = in;
  }

  /** Thrown when a process cannot be started. */
  static final class StartException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int error;

    StartException(int error) {
      super("error " + error);
      this.error = error;
    }

    /** Returns the system's error number. */
    int error() {
      return error;
    }
  }

  /**
   * Starts a process.
   *
   * @param hasInput whether something will be written to its input, which is empty otherwise
   * @param waiters runs what waits for the end
   * @throws IOException when there are too many open files, or else a {@link StartException}
   */
  static SpawnedProcess start(
      SpawnCalls calls, ProcessBuilder program, boolean hasInput, Executor waiters)
      throws IOException {
    try (Pipes pipes = new Pipes(calls)) {
      InputStream out = pipes.reader();
      InputStream err = pipes.reader();
      OutputStream in = hasInput ? pipes.writer() : OutputStream.nullOutputStream();
      List<Integer> theirs = pipes.theirs;
      SpawnCalls.Started started =
          calls.start(
              new SpawnCalls.Start(
                  program.command(),
                  program.environment().entrySet().stream()
                      .map(each -> each.getKey() + "=" + each.getValue())
                      .toList(),
                  program.directory().getPath(),
                  hasInput ? theirs.get(2) : -1,
                  theirs.get(0),
                  theirs.get(1)));
      if (started.error() != 0) {
        throw new StartException(started.error());
      }
      SpawnedProcess process = new SpawnedProcess(calls, started.pid(), out, err, in);
      process.watch(waiters);
      pipes.handOver();
      return process;
    }
  }

  private void watch(Executor waiters) {
    try {
      waiters.execute(this::awaitEnd);
    } catch (RuntimeException | Error e) {
      calls.kill(pid);
      awaitEnd();
      throw e;
    }
  }

  private void awaitEnd() {
    calls.awaitEnd(pid);
    synchronized (this) {
      end = calls.reap(pid);
      reaped = true;
    }
    ended.countDown();
  }

  /** The ends of pipes that a process is about to get; closing closes what has no owner. */
  private static final class Pipes implements AutoCloseable {
    private final SpawnCalls calls;
    private final List<Closeable> ours = new ArrayList<>();
    private final List<Integer> theirs = new ArrayList<>();
    private final List<Integer> unusable = new ArrayList<>();

    Pipes(SpawnCalls calls) {
      this.calls = calls;
    }

    InputStream reader() throws IOException {
      SpawnCalls.Pipe pipe = open();
      theirs.add(pipe.writeEnd());
      try {
        InputStream stream = new FileInputStream(path(pipe.readEnd()));
        ours.add(stream);
        return stream;
      } finally {
        calls.close(pipe.readEnd());
      }
    }

    OutputStream writer() throws IOException {
      SpawnCalls.Pipe pipe = open();
      theirs.add(pipe.readEnd());
      try {
        OutputStream stream = new FileOutputStream(path(pipe.writeEnd()));
        ours.add(stream);
        return stream;
      } finally {
        calls.close(pipe.writeEnd());
      }
    }

    /** Descriptors up to 2 cannot be handed on: a program gets others under these numbers first. */
    private SpawnCalls.Pipe open() throws IOException {
      while (true) {
        SpawnCalls.Pipe pipe =
            calls.pipe().orElseThrow(() -> new IOException("cannot make a pipe"));
        if (Math.min(pipe.readEnd(), pipe.writeEnd()) > 2) {
          return pipe;
        }
        unusable.add(pipe.readEnd());
        unusable.add(pipe.writeEnd());
      }
    }

    /** Opens a descriptor's file once more, as the JDK makes no stream of a number. */
    private static String path(int descriptor) {
      return "/proc/self/fd/" + descriptor;
    }

    /** Leaves our ends to the process. */
    void handOver() {
      ours.clear();
    }

    @Override
    public void close() throws IOException {
      theirs.forEach(calls::close);
      unusable.forEach(calls::close);
      for (Closeable stream : ours) {
        stream.close();
      }
    }
  }

  /** Returns processor time as the system adds it up when a process has ended. */
  synchronized Optional<Long> cpuNanos() {
    return end.map(SpawnCalls.Ended::cpuNanos);
  }

  @Override
  public OutputStream getOutputStream() {
    return in;
  }

  @Override
  public InputStream getInputStream() {
    return out;
  }

  @Override
  public InputStream getErrorStream() {
    return err;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public boolean isAlive() {
    return ended.getCount() > 0;
  }

  @Override
  public int waitFor() throws InterruptedException {
    ended.await();
    return exitValue();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return ended.await(timeout, unit);
  }

  @Override
  public synchronized int exitValue() {
    if (!reaped) {
      throw new IllegalThreadStateException("process " + pid + " has not ended");
    }
    return end.orElseThrow(() -> new IllegalStateException("the exit status of a process is lost"))
        .exitValue();
  }

  @Override
  public void destroy() {
    destroyForcibly();
  }

  @Override
  public synchronized Process destroyForcibly() {
    if (!reaped) {
      calls.kill(pid);
    }
    return this;
  }
}
