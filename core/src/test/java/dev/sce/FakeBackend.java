package dev.sce;

import dev.sce.spi.Backend;
import dev.sce.spi.BackendException;
import dev.sce.spi.Launch;
import dev.sce.spi.ProcessorUse;
import dev.sce.spi.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A backend that runs a Java function in place of a program. */
final class FakeBackend implements Backend {
  /** What stands for a program; the first word of its command tells which. */
  interface Program {
    CommandResult run(Launch launch) throws BackendException, InterruptedException;
  }

  /** A program that says whether it uses a processor. */
  interface NappingProgram {
    CommandResult run(Launch launch, ProcessorUse use) throws InterruptedException;
  }

  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger mostOpen = new AtomicInteger();
  final AtomicInteger openFailures = new AtomicInteger();
  private final Program program;
  private final @Nullable NappingProgram napping;
  volatile boolean closed;
  volatile boolean starved;
  volatile Isolation isolation = Isolation.NONE;

  FakeBackend(Program program) {
    this(program, null);
  }

  private FakeBackend(Program program, @Nullable NappingProgram napping) {
    this.program = program;
    this.napping = napping;
  }

  /** A backend that can tell when a program uses no processor. */
  static FakeBackend of(NappingProgram program) {
    return new FakeBackend(launch -> program.run(launch, ProcessorUse.IGNORED), program);
  }

  /** A backend whose programs print their first argument. */
  static FakeBackend echo() {
    return new FakeBackend(launch -> printed(launch.argv().get(1)));
  }

  static CommandResult printed(String text) {
    return result(Outcome.OK, 0, text);
  }

  static CommandResult timedOut() {
    return result(Outcome.TIME_LIMIT, -9, "");
  }

  private static CommandResult result(Outcome outcome, int code, String text) {
    return CommandResult.builder(outcome)
        .returnCode(code)
        .runtime(Duration.ofMillis(1))
        .out(CapturedOutput.ofText(text))
        .launcher(Launcher.EXEC)
        .build();
  }

  @Override
  public Isolation isolation() {
    return isolation;
  }

  @Override
  public Workspace open(String key, Executable executable) throws BackendException {
    opened.incrementAndGet();
    if (openFailures.get() > 0 && openFailures.getAndDecrement() > 0) {
      throw new BackendException(BackendException.Stage.WRITE, "disk full", null);
    }
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    return new FakeWorkspace();
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class FakeWorkspace implements Workspace {
    @Override
    public Optional<Path> directory() {
      return Optional.empty();
    }

    @Override
    public CommandResult run(Launch launch, ProcessorUse use) throws BackendException {
      return napping == null ? run(launch) : run(launch, l -> napping.run(l, use));
    }

    @Override
    public CommandResult run(Launch launch) throws BackendException {
      return run(launch, program);
    }

    private CommandResult run(Launch launch, Program code) throws BackendException {
      try {
        return code.run(launch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CommandResult.unrun(Outcome.CANCELLED, "cancelled");
      }
    }

    @Override
    public boolean wasStarved() {
      return starved;
    }

    @Override
    public void snapshot() {
      // Nothing is kept, so nothing is to be brought back.
    }

    @Override
    public void restore() {
      // Nothing is kept, so nothing is to be brought back.
    }

    @Override
    public TrackedFile read(String name, DataSize limit) {
      return TrackedFile.absent(TrackedFile.State.MISSING);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
