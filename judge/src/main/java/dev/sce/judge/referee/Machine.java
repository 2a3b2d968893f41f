package dev.sce.judge.referee;

import dev.sce.judge.referee.CallFilter.Check;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A machine's numbers of the system calls by which a process could act on another one.
 *
 * @param id its name, as {@code uname -m} says it
 * @param architecture the kernel's number of it
 * @param foreign from where on calls are those of another table; absent where there is none
 * @param numbers what is checked of which call
 */
record Machine(
    String id, int architecture, @Nullable Integer foreign, Map<Check, List<Integer>> numbers) {
  private static final Machine X86_64 =
      new Machine(
          "x86_64",
          0xC000003E,
          0x40000000,
          Map.of(
              // kill, rt_sigqueueinfo, tkill, tgkill, rt_tgsigqueueinfo
              Check.SIGNAL, List.of(62, 129, 200, 234, 297),
              // sched_setparam, sched_setscheduler, sched_setaffinity, prlimit64, sched_setattr
              Check.SCHEDULING, List.of(142, 144, 203, 302, 314),
              Check.PRIORITY, List.of(141),
              Check.IO_PRIORITY, List.of(251),
              Check.FCNTL, List.of(72),
              Check.IOCTL, List.of(16),
              Check.CLONE, List.of(56)));

  private static final Machine AARCH64 =
      new Machine(
          "aarch64",
          0xC00000B7,
          null,
          Map.of(
              Check.SIGNAL, List.of(129, 138, 130, 131, 240),
              Check.SCHEDULING, List.of(118, 119, 122, 261, 274),
              Check.PRIORITY, List.of(140),
              Check.IO_PRIORITY, List.of(30),
              Check.FCNTL, List.of(25),
              Check.IOCTL, List.of(29),
              Check.CLONE, List.of(220)));

  /** Those that a sandbox runs on. */
  static final List<Machine> ALL = List.of(X86_64, AARCH64);

  /** Returns what is checked of which call, the calls in ascending order. */
  TreeMap<Integer, Check> calls() {
    TreeMap<Integer, Check> calls = new TreeMap<>();
    numbers.forEach((check, all) -> all.forEach(number -> calls.put(number, check)));
    // These are the same on all machines.
    // pidfd_send_signal: a descriptor can be of any process, so nothing is signalled through one.
    calls.put(424, Check.REFUSE);
    calls.put(434, Check.PROCESS); // pidfd_open
    calls.put(435, Check.ABSENT); // clone3 hides its flags from filters; libraries use clone then
    return calls;
  }
}
