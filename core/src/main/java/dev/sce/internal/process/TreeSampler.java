package dev.sce.internal.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.DataSize;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.internal.process.ProcFs.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at running programs every few milliseconds: memory and processor time of the whole tree, as
 * far as /proc shows them, and whether they exceed a limit. Does nothing on other systems.
 *
 * <p>A look from outside misses what happens between two looks; results carry what was seen, and
 * nothing when a program ended before the first look.
 */
final class TreeSampler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TreeSampler.class);
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofMillis(50);

  private final Set<Sample> running = ConcurrentHashMap.newKeySet();

  @GuardedBy("this")
  private @Nullable Thread thread;

  private volatile boolean closed;

  /** Whether the thread looks again within {@link #SHORT} anyhow, so that nobody need wake it. */
  private volatile boolean looksSoon;

  /** What is known of one running program. Written by the sampling thread. */
  static final class Sample implements AutoCloseable {
    private final TreeSampler owner;
    private final long root;
    private final ProcessTree tree;
    private final Limits limits;
    private final Consumer<Outcome> onExceeded;
    private final long since = System.nanoTime();
    private final Set<Identity> processes = new HashSet<>();
    private volatile long cpuNanos = -1;
    private volatile long peakBytes = -1;

    private Sample(
        TreeSampler owner,
        long root,
        ProcessTree tree,
        Limits limits,
        Consumer<Outcome> onExceeded) {
      this.owner = owner;
      this.root = root;
      this.tree = tree;
      this.limits = limits;
      this.onExceeded = onExceeded;
      ProcFs.identity(root).ifPresent(processes::add);
    }

    Optional<Duration> cpuTime() {
      return cpuNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(cpuNanos));
    }

    Optional<DataSize> peakMemory() {
      return peakBytes < 0 ? Optional.empty() : Optional.of(DataSize.ofBytes(peakBytes));
    }

    private boolean isYoung() {
      return System.nanoTime() - since < LONG.toNanos();
    }

    private void look() {
      addChildren();
      long cpu = 0;
      long resident = 0;
      for (Identity process : processes) {
        Optional<ProcFs.Stat> stat = process.stat();
        if (stat.isPresent()) {
          cpu += stat.get().cpuNanos();
          // Pages that a fork shares with its parent must not count twice.
          long shared = processes.size() > 1 ? ProcFs.proportionalBytes(process.pid()) : 0;
          resident += shared > 0 ? shared : ProcFs.memory(process.pid()).residentBytes();
        }
      }
      if (resident > 0) {
        long alone = ProcFs.memory(root).peakBytes();
        peakBytes = Math.max(peakBytes, Math.max(resident, alone));
        cpuNanos = Math.max(cpuNanos, cpu);
      }
      check();
    }

    private void addChildren() {
      List<Identity> open = new ArrayList<>(processes);
      List<Identity> found = new ArrayList<>();
      while (!open.isEmpty()) {
        for (Long child : ProcFs.children(open.removeLast().pid())) {
          ProcFs.identity(child)
              .filter(processes::add)
              .ifPresent(
                  process -> {
                    open.add(process);
                    found.add(process);
                  });
        }
      }
      if (!found.isEmpty()) {
        tree.known(found);
      }
      // The dead stay known to the tree; looking at each of them again would cost more and more.
      processes.removeIf(process -> process.pid() != root && process.stat().isEmpty());
    }

    private void check() {
      if (Duration.ofNanos(cpuNanos).compareTo(limits.cpuTime()) > 0) {
        onExceeded.accept(Outcome.CPU_TIME_LIMIT);
      } else if (peakBytes > limits.memory().bytes()) {
        onExceeded.accept(Outcome.MEMORY_LIMIT);
      }
    }

    @Override
    public void close() {
      owner.running.remove(this);
    }
  }

  /** Watches a program until the sample is closed. */
  Sample watch(long root, ProcessTree tree, Limits limits, Consumer<Outcome> onExceeded) {
    Sample sample = new Sample(this, root, tree, limits, onExceeded);
    if (HostSystem.IS_LINUX) {
      running.add(sample);
      if (!looksSoon) {
        wake();
      }
    }
    return sample;
  }

  private synchronized void wake() {
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name("sce-sampler").start(this::loop);
    }
    LockSupport.unpark(thread);
  }

  private void loop() {
    while (!closed) {
      // Before the look: whoever finds it set has added a program that the next look includes.
      looksSoon = false;
      boolean young = false;
      for (Sample sample : running) {
        try {
          sample.look();
        } catch (RuntimeException e) {
          log.warn("a program's use of memory and processor cannot be seen: {}", e.toString());
        }
        young |= sample.isYoung();
      }
      looksSoon = young;
      if (young) {
        LockSupport.parkNanos(this, SHORT.toNanos());
      } else if (running.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, LONG.toNanos());
      }
    }
  }

  @Override
  public void close() {
    Thread old;
    synchronized (this) {
      closed = true;
      old = thread;
      LockSupport.unpark(old);
    }
    boolean interrupted = false;
    while (old != null && old.isAlive()) {
      try {
        old.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
