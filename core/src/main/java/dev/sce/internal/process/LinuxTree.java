package dev.sce.internal.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.internal.process.ProcFs.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a program's processes in /proc, also those that were disowned or moved to another session.
 *
 * <p>Three marks are looked for. The program is started as the leader of a new session, whose id
 * stays with its descendants until they make a session of their own. Its environment has a variable
 * with the id of this JVM and a random number, which is inherited too, and which a program loses
 * only when it runs another one with an environment made by hand. And descendants seen while it ran
 * are remembered. A program that sheds all three between two looks survives; only isolation can
 * hold such a one.
 *
 * <p>Only processes that did not exist before the start are looked at, so the cost does not grow
 * with the number of other processes on the machine. One that was seen is remembered by its id and
 * the time of its start, since ids are used again.
 */
final class LinuxTree implements ProcessTree {
  /** Name of the variable that marks a program's processes. */
  private static final String MARK = "SCE_RUN_ID";

  private final byte[] mark;

  @GuardedBy("this")
  private final Set<Long> foreign;

  @GuardedBy("this")
  private final Set<Identity> seen = new HashSet<>();

  @GuardedBy("this")
  private long session = -1;

  private LinuxTree(String mark, Set<Long> foreign) {
    this.mark = mark.getBytes(StandardCharsets.US_ASCII);
    this.foreign = foreign;
  }

  /** Makes trees and marks environments. */
  static final class LinuxFinder implements Finder {
    private final String owner;

    LinuxFinder(String owner) {
      this.owner = owner;
    }

    @Override
    public ProcessTree before(Map<String, String> environment) {
      String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
      String value = owner + "-" + random;
      environment.put(MARK, value);
      return new LinuxTree(MARK + "=" + value, new HashSet<>(ProcFs.pids()));
    }
  }

  @Override
  public synchronized void started(Process root) {
    session = root.pid();
    ProcFs.identity(root.pid()).ifPresent(seen::add);
    // The id can have belonged to a process that was there when the others were listed.
    foreign.remove(root.pid());
  }

  @Override
  public synchronized void known(Collection<Identity> descendants) {
    seen.addAll(descendants);
  }

  @Override
  public boolean killsGroupCheaply() {
    return GroupKill.isCheap();
  }

  @Override
  public synchronized boolean killGroup() {
    return session > 0 && GroupKill.killGroup(session);
  }

  @Override
  public synchronized List<ProcessHandle> members() {
    List<ProcessHandle> members = new ArrayList<>();
    List<Long> pids = ProcFs.pids();
    pids.removeAll(foreign);
    for (Long pid : pids) {
      // The handle first: it has a start time of its own, so what is killed is what was looked at.
      Optional<ProcessHandle> handle = ProcessHandle.of(pid);
      Optional<ProcFs.Stat> stat = ProcFs.stat(pid);
      if (handle.isPresent() && stat.isPresent() && isMember(pid, stat.get())) {
        seen.add(new Identity(pid, stat.get().startTicks()));
        members.add(handle.get());
      }
    }
    return members;
  }

  @GuardedBy("this")
  private boolean isMember(long pid, ProcFs.Stat stat) {
    if (!stat.alive()) {
      return false;
    }
    return stat.session() == session
        || seen.contains(new Identity(pid, stat.startTicks()))
        || isChildOfSeen(stat.parent())
        || ProcFs.environment(pid).filter(this::hasMark).isPresent();
  }

  @GuardedBy("this")
  private boolean isChildOfSeen(long parent) {
    return ProcFs.identity(parent).filter(seen::contains).isPresent();
  }

  /** Kills the programs of an owner that died before them. */
  static void killMarked(String owner) {
    byte[] prefix = (MARK + "=" + owner + "-").getBytes(StandardCharsets.US_ASCII);
    for (Long pid : HostSystem.IS_LINUX ? ProcFs.pids() : List.<Long>of()) {
      Optional<ProcessHandle> handle = ProcessHandle.of(pid);
      boolean marked = ProcFs.environment(pid).filter(e -> startsVariable(e, prefix)).isPresent();
      if (marked) {
        handle.ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static boolean startsVariable(byte[] environment, byte[] prefix) {
    for (int start = 0; start + prefix.length <= environment.length; start++) {
      boolean begins = start == 0 || environment[start - 1] == 0;
      if (begins
          && Arrays.equals(environment, start, start + prefix.length, prefix, 0, prefix.length)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasMark(byte[] environment) {
    int start = 0;
    for (int i = 0; i < environment.length; i++) {
      if (environment[i] == 0) {
        if (Arrays.equals(environment, start, i, mark, 0, mark.length)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }
}
