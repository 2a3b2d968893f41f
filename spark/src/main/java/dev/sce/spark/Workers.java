package dev.sce.spark;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engines of this JVM, one for all tasks of an executor that want the same.
 *
 * <p>They live as long as the executor: starting one costs more than most tasks. One that no task
 * uses ends when a different one is wanted.
 */
final class Workers {
  private static final Workers OF_THIS_JVM = new Workers();

  private final Map<EngineSettings, Shared> running = new HashMap<>();

  private Workers() {}

  /** Returns those of this JVM. */
  static Workers ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** An engine, and how many tasks use it. */
  private static final class Shared {
    private final WorkerProcess process;
    private int users;

    Shared(WorkerProcess process) {
      this.process = process;
    }
  }

  /**
   * Returns an engine with these settings, until {@link #release}; starts it if need be.
   *
   * @param problems the problems that the settings name
   */
  synchronized WorkerProcess acquire(EngineSettings settings, @Nullable ProblemsFile problems) {
    Shared shared = running.get(settings);
    if (shared == null || !shared.process.isAlive()) {
      endIdle();
      shared = new Shared(WorkerProcess.start(settings, problems));
      running.put(settings, shared);
    }
    shared.users++;
    return shared.process;
  }

  /** Says that a task needs an engine no more. */
  synchronized void release(WorkerProcess process) {
    for (Shared shared : running.values()) {
      if (shared.process == process) {
        shared.users--;
      }
    }
  }

  private void endIdle() {
    for (Iterator<Shared> each = running.values().iterator(); each.hasNext(); ) {
      Shared shared = each.next();
      if (shared.users == 0 || !shared.process.isAlive()) {
        each.remove();
        shared.process.close();
      }
    }
  }
}
