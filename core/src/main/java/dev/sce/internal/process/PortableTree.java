package dev.sce.internal.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds descendants with what the JDK knows: parents. A disowned process is found while known. */
final class PortableTree implements ProcessTree {
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  @GuardedBy("this")
  private @Nullable ProcessHandle root;

  @Override
  public synchronized void started(Process process) {
    root = process.toHandle();
    seen.add(root);
  }

  @Override
  public void known(Collection<ProcFs.Identity> descendants) {
    // Only the sampler tells of descendants, and it works on Linux alone.
  }

  @Override
  public synchronized List<ProcessHandle> members() {
    if (root != null) {
      for (ProcessHandle process : List.copyOf(seen)) {
        process.descendants().forEach(seen::add);
      }
    }
    return seen.stream().filter(ProcessHandle::isAlive).toList();
  }
}
