package dev.sce.sandbox;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.TrackedFile;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import dev.sce.spi.Launch;
import dev.sce.spi.Workspace;
import java.nio.file.Path;
import java.util.Optional;

/** A borrowed slot while one executable uses it. */
final class SandboxWorkspace implements Workspace {
  private final Slot slot;
  private final SlotPool pool;
  private final SandboxCommands commands;
  private boolean starved;
  private boolean broken;
  private boolean closed;

  SandboxWorkspace(Slot slot, SlotPool pool, SandboxCommands commands) {
    this.slot = slot;
    this.pool = pool;
    this.commands = commands;
  }

  @Override
  public Optional<Path> directory() {
    return Optional.empty();
  }

  @Override
  public CommandResult run(Launch launch) throws BackendException {
    try {
      RunRequest request = commands.request(launch, slot.home(), slot.temporary());
      Reply.Done done = slot.run(request);
      starved = Verdict.isStarved(done, request);
      return Verdict.of(done, request);
    } catch (SlotException e) {
      throw fault(Stage.RUN, e);
    } catch (IllegalArgumentException e) {
      return CommandResult.notStarted(String.valueOf(e.getMessage()));
    } catch (BackendException e) {
      broken = true;
      throw e;
    }
  }

  @Override
  public boolean wasStarved() {
    return starved;
  }

  @Override
  public String enforcement() {
    return Verdict.enforcement(slot.ready());
  }

  @Override
  public TrackedFile read(String name, DataSize limit) throws BackendException {
    try {
      return slot.read(name, limit);
    } catch (SlotException e) {
      throw fault(Stage.READ, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault(Stage.READ, e);
    }
  }

  private BackendException fault(Stage stage, Exception e) {
    broken = true;
    return new BackendException(stage, "the sandbox broke: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (broken) {
      pool.discard(slot);
      return;
    }
    try {
      slot.beginWipe();
      pool.giveBack(slot);
    } catch (SlotException e) {
      pool.discard(slot);
    }
  }
}
