package dev.sce.sandbox;

import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import dev.sce.spi.Backend;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendException.Stage;
import dev.sce.spi.CommandResolver;
import dev.sce.spi.Protection;
import dev.sce.spi.Workspace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.EnumSet;
import java.util.Set;

/** Runs programs in slots. Used by many threads; at most as many slots exist as work at once. */
final class SandboxBackend implements Backend {
  private final Isolation isolation;
  private final SlotPool pool;
  private final LandlockDirectories directories;
  private final DebugCopies debugCopies;
  private final SandboxCommands commands;
  private final SlotEvents events;
  private final WarmTrial warm;
  private final Reply.Ready first;

  private SandboxBackend(
      Isolation isolation,
      SlotPool pool,
      LandlockDirectories directories,
      DebugCopies debugCopies,
      SandboxCommands commands,
      SlotEvents events,
      WarmTrial warm,
      Reply.Ready first) {
    this.isolation = isolation;
    this.pool = pool;
    this.directories = directories;
    this.debugCopies = debugCopies;
    this.commands = commands;
    this.events = events;
    this.warm = warm;
    this.first = first;
  }

  /**
   * Opens a backend with one slot started, which shows whether this machine can do it.
   *
   * @throws IsolationUnavailableException when it cannot
   */
  static SandboxBackend open(Isolation isolation, ExecutionConfig config) throws IOException {
    Remedies.requireLinux();
    boolean landlock = isolation.equals(Isolation.LANDLOCK);
    int mode = landlock ? Protocol.MODE_LANDLOCK : Protocol.MODE_NAMESPACES;
    CommandResolver resolver = new CommandResolver();
    SlotSettings settings = SlotSettings.of(mode, config, resolver);
    LandlockDirectories directories = LandlockDirectories.create(landlock, config);
    SandboxCommands commands =
        new SandboxCommands(
            resolver,
            settings.layout().path(),
            settings.layout().callersPath(),
            settings.warm(),
            settings.requiredModules(),
            !landlock);
    SlotEvents events = new SlotEvents(config.listener());
    SlotPool pool = new SlotPool(settings, directories.root(), events);
    WarmTrial warm = new WarmTrial(commands, config.preload());
    DebugCopies copies = DebugCopies.of(config);
    boolean opened = false;
    try {
      Slot slot = pool.borrow();
      warm.requirePreload(slot);
      SandboxBackend backend =
          new SandboxBackend(
              isolation, pool, directories, copies, commands, events, warm, slot.ready());
      pool.giveBack(slot);
      opened = true;
      return backend;
    } catch (SlotException e) {
      throw new IsolationUnavailableException(String.valueOf(e.getMessage()));
    } catch (BackendException e) {
      throw new IsolationUnavailableException(e.getMessage() + "; " + Remedies.of(isolation));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while starting the sandbox");
    } finally {
      if (!opened) {
        pool.close();
        directories.close();
      }
    }
  }

  @Override
  public String description() {
    return RunOutcomes.description(first);
  }

  @Override
  public String shortcoming() {
    return Remedies.shortcoming(first);
  }

  @Override
  public Set<Protection> protections() {
    // Landlock rules are about files; what else a program may see, only namespaces change.
    return isolation.equals(Isolation.LANDLOCK)
        ? EnumSet.of(Protection.CALLERS_FILES)
        : EnumSet.allOf(Protection.class);
  }

  /** Returns whether {@code python3} can be kept warm here, and if not, why. */
  WarmTrial.Answer tryWarm() throws BackendException, InterruptedException {
    Slot slot = pool.borrow();
    try {
      WarmTrial.Answer answer = warm.run(slot);
      pool.giveBack(slot);
      return answer;
    } catch (SlotException e) {
      pool.discard(slot, String.valueOf(e.getMessage()));
      throw new BackendException(Stage.RUN, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Isolation isolation() {
    return isolation;
  }

  @Override
  public Workspace open(String key, Executable executable)
      throws BackendException, InterruptedException {
    debugCopies.write(key, executable);
    return SandboxWorkspace.open(pool, commands, events, executable.files());
  }

  @Override
  public void close() {
    pool.close();
    directories.close();
  }
}
