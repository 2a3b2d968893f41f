package dev.sce.sandbox;

import static dev.sce.Outcome.SIGNALED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts of the kernel that a program under test has no use for, and that others broke out by. */
class EscapeKernelTest extends SandboxFixture {
  private static final String BAD_SYSTEM_CALL = "killed by 31";

  @Test
  void kernelKeyringsAreRefused() {
    requireAll("EPERM", "keyctl", "keyctl-user-keyring", "add_key", "request_key");
  }

  @Test
  void largeKernelInterfacesAreRefused() {
    requireAll("EPERM", "bpf", "perf_event_open", "userfaultfd");
    requireAll("EPERM", "io_uring_setup", "io_uring_enter", "io_uring_register");
  }

  @Test
  void kernelCannotBeReplacedOrExtended() {
    requireAll("EPERM", "kexec_load", "init_module", "finit_module", "delete_module");
    if (isX86()) {
      requireAll("EPERM", "kexec_file_load", "iopl", "ioperm", "modify_ldt");
    }
  }

  @Test
  void machineCannotBeStoppedOrRenamed() {
    requireAll("EPERM", "reboot", "swapon", "swapoff", "sethostname", "setdomainname", "vhangup");
    requireAll("EPERM", "acct", "quotactl", "quotactl_fd", "syslog", "lookup_dcookie");
  }

  @Test
  void clockOfTheMachineCannotBeSet() {
    Instant wall = Instant.now();
    long monotonic = System.nanoTime();
    requireAll("EPERM", "clock_settime", "settimeofday", "adjtimex", "clock_adjtime");
    Duration drift =
        Duration.between(wall, Instant.now())
            .minus(Duration.ofNanos(System.nanoTime() - monotonic))
            .abs();
    assertThat(drift).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void watchersOfFilesAreRefused() {
    requireAll("EPERM", "fanotify_init", "lease", "lease-high-bits", "dnotify");
  }

  @Test
  void inputCannotBePushedIntoATerminal() {
    requireAll("EPERM", "tiocsti", "tiocsti-high-bits", "tioclinux");
    requireAll("ENOENT", "tty", "ptmx");
  }

  @Test
  void messageQueuesThatOutliveProcessesAreMissing() {
    requireAll("ENOSYS", "mq_open", "mq_unlink");
  }

  @Test
  void memoryThatNobodyCountsCannotBeHad() {
    requireAll("ENOSYS", "memfd_secret");
    requireAll("ENOMEM", "mmap-huge");
    assertThat(attempts("shm-huge").get("shm-huge")).isIn("EPERM", "ENOMEM", "EINVAL");
    requireAll("EPERM", "mbind", "move_pages", "migrate_pages");
  }

  @Test
  void memoryCannotBeLocked() {
    assertThat(attempts("mlockall").get("mlockall")).isIn("EAGAIN", "ENOMEM", "EPERM");
  }

  @Test
  void systemCallsNewerThanTheFilterAreMissing() {
    requireAll("ENOSYS", "newer-than-the-filter");
  }

  @Test
  void systemCallsOfOtherTablesKillTheirCaller() {
    if (isX86()) {
      requireAll(BAD_SYSTEM_CALL, "i386-getpid", "i386-mount", "x32-getpid", "x32-ptrace");
      requireAll(BAD_SYSTEM_CALL, "lowest-negative");
    }
  }

  @Test
  void programThatUsesAForeignTableIsReportedAsSignaled() {
    if (isX86()) {
      CommandResult result = c("foreign.c");
      assertThat(result.outcome()).isEqualTo(SIGNALED);
      assertThat(result.returnCode()).isEqualTo(-31);
      assertThat(result.stdout()).isEqualTo("before\n");
    }
  }

  @Test
  void settingsOfTheKernelAreReadOnly() {
    requireAny(
        List.of("EROFS", "EACCES", "ENOENT"), "core-pattern", "modprobe", "net-sysctl", "binfmt");
    requireAll("ENOENT", "uevent", "release-agent");
  }

  @Test
  void windowsIntoTheKernelAreMasked() {
    CommandResult result =
        python(
            """
            import os
            for name in ('sysrq-trigger', 'kcore', 'keys', 'timer_list', 'kallsyms', 'kmsg', 'cmdline', 'modules'):
              path = '/proc/' + name
              if os.path.exists(path) and not os.path.samefile(path, '/dev/null'):
                print(name)
            print('end')
            """);
    assertThat(result.stdout()).isEqualTo("end\n");
  }

  @Test
  void devicesOfTheMachineAreMissing() {
    requireAll("ENOENT", "kmem", "kmsg", "kvm", "fuse");
    assertThat(attempts("random-entropy").get("random-entropy")).isEqualTo("EPERM");
    CommandResult result = sh("ls /dev; ls -d /sys /boot /old 2>/dev/null");
    assertThat(result.stdout().lines())
        .containsExactlyInAnyOrder(
            "fd", "full", "null", "random", "shm", "stderr", "stdin", "stdout", "urandom", "zero");
  }

  @Test
  void programCannotHideFromTheOutOfMemoryKiller() {
    assertThat(attempts("oom-score").get("oom-score")).isEqualTo("EROFS");
    assertThat(sh("cat /proc/self/oom_score_adj").stdout()).isEqualTo("1000\n");
  }

  private static boolean isX86() {
    return System.getProperty("os.arch", "").equals("amd64");
  }
}
