package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What hostile programs try to change on this machine. They put {@link #MARK} into every name they
 * use, so that whatever else the machine is doing does not matter.
 *
 * @param names names of the machine, and settings of its kernel
 * @param sizes of files that decide who may do what here
 * @param marked traces of the programs: files, mounts, System V objects, processes
 * @param children processes below this JVM that are not supervisors
 */
record HostState(
    List<String> names, List<String> sizes, List<String> marked, List<String> children) {
  /** In the name of everything that a hostile program makes. */
  static final String MARK = "sce-escape";

  /** A key of System V objects that nobody else uses, as /proc/sysvipc shows it. */
  private static final String IPC_KEY = "1555979441";

  private static final List<String> SETTINGS =
      List.of(
          "/proc/sys/kernel/hostname",
          "/proc/sys/kernel/domainname",
          "/proc/sys/kernel/core_pattern",
          "/proc/sys/kernel/modprobe",
          "/proc/sys/vm/overcommit_memory",
          "/proc/swaps");

  private static final List<String> ACCOUNTS =
      List.of("/etc/passwd", "/etc/group", "/etc/shadow", "/etc/hosts", "/etc/ld.so.preload");

  private static final List<String> PLACES =
      List.of(
          "/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/etc", "/usr", "/usr/bin", "/run", "/work");

  /** Looks at this machine. */
  static HostState take() {
    List<String> names = new ArrayList<>();
    SETTINGS.forEach(path -> names.add(path + ": " + text(path)));
    List<String> sizes = new ArrayList<>();
    ACCOUNTS.forEach(path -> sizes.add(path + ": " + stamp(Path.of(path))));
    return new HostState(names, sizes, traces(), survivors());
  }

  /** Fails when the programs since {@code before} have left a trace. */
  void requireSameAs(HostState before) {
    assertThat(names).as("settings of the machine").isEqualTo(before.names);
    assertThat(sizes).as("accounts of the machine").isEqualTo(before.sizes);
    assertThat(marked).as("traces on the machine").isEmpty();
    assertThat(children).as("processes that survive").isEmpty();
  }

  private static String stamp(Path path) {
    try {
      return Files.size(path) + " " + Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return "none";
    }
  }

  private static List<String> traces() {
    List<String> found = new ArrayList<>();
    for (String place : PLACES) {
      addMarked(found, new File(place));
    }
    addMarked(found, new File(System.getProperty("user.home")));
    addMarked(found, new File(System.getProperty("java.io.tmpdir")));
    text("/proc/self/mountinfo").lines().filter(l -> l.contains(MARK)).forEach(found::add);
    for (String kind : List.of("shm", "sem", "msg")) {
      text("/proc/sysvipc/" + kind).lines().filter(l -> l.contains(IPC_KEY)).forEach(found::add);
    }
    ProcessHandle.allProcesses()
        .filter(process -> !isBelowASupervisor(process))
        .map(process -> process.pid() + " " + commandLine(process.pid()))
        .filter(line -> line.contains(MARK))
        .forEach(found::add);
    return found;
  }

  /** Others on this machine may run the same programs; one that broke out has lost its parents. */
  private static boolean isBelowASupervisor(ProcessHandle process) {
    return Stream.iterate(process.parent(), Optional::isPresent, p -> p.get().parent())
        .anyMatch(parent -> commandLine(parent.orElseThrow().pid()).contains("supervisor"));
  }

  private static void addMarked(List<String> found, File directory) {
    String[] names = directory.list((folder, name) -> name.startsWith(MARK));
    if (names != null) {
      Arrays.stream(names).map(name -> directory + "/" + name).forEach(found::add);
    }
  }

  private static List<String> survivors() {
    try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
      return all.filter(process -> !isInterpreter(process))
          .map(process -> process.pid() + " " + commandLine(process.pid()))
          .filter(line -> !line.contains("supervisor") && line.indexOf(' ') < line.length() - 1)
          .toList();
    }
  }

  /**
   * Whether it is an interpreter that a supervisor keeps ready: outside the programs' pid
   * namespace, in this one.
   */
  private static boolean isInterpreter(ProcessHandle process) {
    boolean kept =
        process.parent().filter(p -> commandLine(p.pid()).contains("supervisor")).isPresent();
    return kept && pidNamespace(process.pid()).equals(pidNamespace(ProcessHandle.current().pid()));
  }

  private static String pidNamespace(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid")).toString();
    } catch (IOException e) {
      return "gone";
    }
  }

  static String commandLine(long pid) {
    return text("/proc/" + pid + "/cmdline").replace('\0', ' ');
  }

  private static String text(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      return "";
    }
  }
}
