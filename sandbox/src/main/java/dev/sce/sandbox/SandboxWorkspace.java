package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.TrackedFile;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import dev.sce.spi.Launch;
import dev.sce.spi.ProcessorUse;
import dev.sce.spi.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A borrowed slot while one executable uses it.
 *
 * <p>A slot is borrowed while it is still being emptied. When that fails, it has nothing to do with
 * this executable, which then gets another slot as if nothing had been.
 */
final class SandboxWorkspace implements Workspace {
  private static final String BROKEN_OFF = "the conversation with it was broken off";

  private final SlotPool pool;
  private final SandboxCommands commands;
  private final SlotEvents events;
  private final Map<String, Blob> files;
  private Slot slot;
  private boolean snapshot;
  private boolean starved;

  /** Why the slot cannot be used again; absent if it can. */
  private @Nullable String broken;

  private boolean closed;

  private SandboxWorkspace(
      SlotPool pool,
      SandboxCommands commands,
      SlotEvents events,
      Map<String, Blob> files,
      Slot slot) {
    this.pool = pool;
    this.commands = commands;
    this.events = events;
    this.files = files;
    this.slot = slot;
  }

  /** Borrows a slot and hands it the files, which it sends with the first command. */
  static SandboxWorkspace open(
      SlotPool pool, SandboxCommands commands, SlotEvents events, Map<String, Blob> files)
      throws BackendException, InterruptedException {
    return new SandboxWorkspace(pool, commands, events, files, slotWith(pool, files));
  }

  private static Slot slotWith(SlotPool pool, Map<String, Blob> files)
      throws BackendException, InterruptedException {
    while (true) {
      Slot slot = pool.borrow();
      String unusable = BROKEN_OFF;
      try {
        for (Map.Entry<String, Blob> file : files.entrySet()) {
          slot.file(file.getKey(), file.getValue());
        }
        unusable = null;
        return slot;
      } catch (SlotException e) {
        unusable = String.valueOf(e.getMessage());
        if (!slot.isWiping()) {
          throw new BackendException(Stage.WRITE, unusable, e);
        }
      } finally {
        if (unusable != null) {
          pool.discard(slot, unusable);
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
    return run(launch, ProcessorUse.IGNORED);
  }

  @Override
  public CommandResult run(Launch launch, ProcessorUse use) throws BackendException {
    try {
      Ended ended = onCleanSlot(Stage.RUN, slot -> runIn(slot, launch, use));
      starved |= RunOutcomes.isStarved(ended.done, ended.request);
      if (ended.done.how() == Protocol.HOW_FAULT) {
        // Whatever is wrong with the slot, nobody else shall meet it, nor this program once more.
        broken = ended.done.text();
      }
      if (!ended.done.whyCold().isEmpty()) {
        events.coldStarted(ended.done.whyCold());
      }
      return RunOutcomes.of(ended.done, ended.request);
    } catch (UnusableCommandException e) {
      return CommandResult.notStarted(String.valueOf(e.getMessage()));
    }
  }

  /** A run, and what was asked for. */
  private record Ended(RunRequest request, Reply.Done done) {}

  /** The request is made for this slot: where a slot's folder has a path, each has another. */
  private Ended runIn(Slot current, Launch launch, ProcessorUse use) throws SlotException {
    RunRequest request = commands.request(launch, current.home(), current.temporary());
    return new Ended(request, current.run(request, use));
  }

  /** What is done in a slot. */
  private interface Action<T> {
    T on(Slot slot) throws SlotException;
  }

  /** Does something in the slot, and in another one as long as emptying the slot fails. */
  private <T> T onCleanSlot(Stage stage, Action<T> action) throws BackendException {
    while (true) {
      String before = broken;
      // Whatever is thrown in the middle, such as for want of memory: half an answer is left there.
      broken = BROKEN_OFF;
      try {
        T result = action.on(slot);
        broken = before;
        return result;
      } catch (UnusableCommandException e) {
        broken = before; // nothing was sent
        throw e;
      } catch (SlotException e) {
        String reason = String.valueOf(e.getMessage());
        if (!slot.isWiping()) {
          broken = reason;
          throw new BackendException(stage, "the sandbox broke: " + reason, e);
        }
        pool.discard(slot, reason);
        broken = before;
        renewSlot();
      }
    }
  }

  private void renewSlot() throws BackendException {
    String before = broken;
    broken = "it could not be replaced";
    try {
      slot = slotWith(pool, files);
      if (snapshot) {
        slot.snapshot(); // no command has run yet, so there is nothing else to be kept
      }
      broken = before;
    } catch (SlotException e) {
      throw new BackendException(Stage.RUN, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(Stage.RUN, "interrupted while starting a sandbox", e);
    }
  }

  @Override
  public boolean wasStarved() {
    return starved;
  }

  @Override
  public Optional<Enforcement> enforcement() {
    return Optional.of(RunOutcomes.enforcement(slot.ready()));
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
    if (broken != null) {
      pool.discard(slot, broken);
      return;
    }
    try {
      slot.beginWipe();
      pool.giveBack(slot);
    } catch (SlotException e) {
      pool.discard(slot, String.valueOf(e.getMessage()));
    }
  }
}
