package dev.sce.internal.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The processes that one program started, found from outside.
 *
 * <p>Used in this order: {@link Finder#before} ahead of the start, {@link #started}, any number of
 * {@link #members}. Members include processes that the program disowned, as far as the system lets
 * us see that they come from it.
 */
interface ProcessTree {
  /** Told the program's own process, once. */
  void started(Process root);

  /** Told of processes that were seen to be descendants while the program ran. */
  void known(Collection<ProcFs.Identity> descendants);

  /** Returns the live processes of the program, its first one included while it lives. */
  List<ProcessHandle> members();

  /**
   * Kills in one step all that is still in the program's first process group, which none of them
   * can outrun by forking. Does nothing where the system offers no such call.
   *
   * @return whether there was anybody
   */
  default boolean killGroup() {
    return false;
  }

  /** Whether {@link #killGroup} costs next to nothing. */
  default boolean killsGroupCheaply() {
    return true;
  }

  /** Makes trees for one kind of operating system. */
  interface Finder {
    /**
     * Returns a tree for a program that is about to start.
     *
     * @param environment the program's variables; a mark may be added
     */
    ProcessTree before(Map<String, String> environment);

    /**
     * Returns the finder for the system that this JVM runs on.
     *
     * @param owner what tells the programs of one backend from all others on the machine
     */
    static Finder forThisSystem(String owner) {
      return HostSystem.IS_LINUX
          ? new LinuxTree.LinuxFinder(owner)
          : environment -> new PortableTree();
    }
  }
}
