package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.TrackedFile;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import dev.sce.spi.Launch;
import dev.sce.spi.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A borrowed slot while one executable uses it.
 *
 * <p>A slot is borrowed while it is still being emptied. When that fails, it has nothing to do with
 * this executable, which then gets another slot as if nothing had been.
 */
final class SandboxWorkspace implements Workspace {
  private final SlotPool pool;
  private final SandboxCommands commands;
  private final Map<String, Blob> files;
  private Slot slot;
  private boolean snapshot;
  private boolean starved;
  private boolean broken;
  private boolean closed;

  private SandboxWorkspace(
      SlotPool pool, SandboxCommands commands, Map<String, Blob> files, Slot slot) {
    this.pool = pool;
    this.commands = commands;
    this.files = files;
    this.slot = slot;
  }

  /** Borrows a slot and sends the files. */
  static SandboxWorkspace open(SlotPool pool, SandboxCommands commands, Map<String, Blob> files)
      throws BackendException, InterruptedException {
    return new SandboxWorkspace(pool, commands, files, slotWith(pool, files));
  }

  private static Slot slotWith(SlotPool pool, Map<String, Blob> files)
      throws BackendException, InterruptedException {
    while (true) {
      Slot slot = pool.borrow();
      try {
        for (Map.Entry<String, Blob> file : files.entrySet()) {
          slot.file(file.getKey(), file.getValue());
        }
        return slot;
      } catch (SlotException e) {
        pool.discard(slot);
        if (!slot.isWiping()) {
          throw new BackendException(Stage.WRITE, String.valueOf(e.getMessage()), e);
        }
      }
    }
  }

  @Override
  public Optional<Path> directory() {
    return Optional.empty();
  }

  @Override
  public CommandResult run(Launch launch) throws BackendException {
    try {
      Ended ended = onCleanSlot(Stage.RUN, slot -> runIn(slot, launch));
      starved |= Verdict.isStarved(ended.done, ended.request);
      // Whatever is wrong with the slot, nobody else shall meet it, nor this program once more.
      broken |= ended.done.how() == Protocol.HOW_FAULT;
      return Verdict.of(ended.done, ended.request);
    } catch (UnusableCommandException e) {
      return CommandResult.notStarted(String.valueOf(e.getMessage()));
    }
  }

  /** A run, and what was asked for. */
  private record Ended(RunRequest request, Reply.Done done) {}

  /** The request is made for this slot: where a slot's folder has a path, each has another. */
  private Ended runIn(Slot current, Launch launch) throws SlotException {
    RunRequest request = commands.request(launch, current.home(), current.temporary());
    return new Ended(request, current.run(request));
  }

  /** What is done in a slot. */
  private interface Action<T> {
    T on(Slot slot) throws SlotException;
  }

  /** Does something in the slot, and in another one as long as emptying the slot fails. */
  private <T> T onCleanSlot(Stage stage, Action<T> action) throws BackendException {
    while (true) {
      try {
        return action.on(slot);
      } catch (SlotException e) {
        if (!slot.isWiping()) {
          broken = true;
          throw new BackendException(stage, "the sandbox broke: " + e.getMessage(), e);
        }
        pool.discard(slot);
        renewSlot();
      }
    }
  }

  private void renewSlot() throws BackendException {
    boolean renewed = false;
    try {
      slot = slotWith(pool, files);
      if (snapshot) {
        slot.snapshot(); // no command has run yet, so there is nothing else to be kept
      }
      renewed = true;
    } catch (SlotException e) {
      throw new BackendException(Stage.RUN, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(Stage.RUN, "interrupted while starting a sandbox", e);
    } finally {
      broken |= !renewed;
    }
  }

  @Override
  public boolean wasStarved() {
    return starved;
  }

  @Override
  public Optional<Enforcement> enforcement() {
    return Optional.of(Verdict.enforcement(slot.ready()));
  }

  @Override
  public void snapshot() throws BackendException {
    snapshot = true;
    onCleanSlot(
        Stage.RUN,
        slot -> {
          slot.snapshot();
          return this;
        });
  }

  @Override
  public void restore() throws BackendException {
    onCleanSlot(
        Stage.RUN,
        slot -> {
          slot.restore();
          return this;
        });
  }

  @Override
  public TrackedFile read(String name, DataSize limit) throws BackendException {
    return onCleanSlot(Stage.READ, slot -> slot.read(name, limit));
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
