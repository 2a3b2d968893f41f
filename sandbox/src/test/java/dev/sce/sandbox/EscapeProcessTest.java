package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CommandResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs that reach for other processes, for privileges, or for more processes than allowed. */
@Tag("slow")
class EscapeProcessTest extends SandboxFixture {
  private static final Limits SHORT = Limits.INHERITED.withWallTime(Duration.ofMillis(800));

  @Test
  void killingEverybodyHitsOnlyTheProgramsOwn() {
    CommandResult result =
        python(
            """
            import os, signal, time
            child = os.fork()
            if child == 0:
              time.sleep(60)
            time.sleep(0.05)
            os.kill(-1, signal.SIGKILL)
            print(os.WTERMSIG(os.waitpid(child, 0)[1]), flush=True)
            """);
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isEqualTo("9\n");
  }

  @Test
  void noSignalReachesTheSupervisor() {
    CommandResult result =
        python(
            """
            import os
            for signal in range(1, 65):
              for target in (1, os.getppid()):
                try: os.kill(target, signal)
                except OSError: pass
            print('alive')
            """);
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isEqualTo("alive\n");
    assertThat(sh("kill -TERM 1; kill -STOP 1; kill -KILL 1; sleep 0.1; echo on").stdout())
        .isEqualTo("on\n");
  }

  @Test
  void noSignalReachesTheSupervisorByOtherWays() {
    CommandResult result =
        python(
            """
            import ctypes, os, signal
            libc = ctypes.CDLL(None, use_errno=True)
            for number in (1, 2, 9, 15, 17, 19):
              try: signal.pidfd_send_signal(os.pidfd_open(1), number)
              except OSError: pass
              libc.sigqueue(1, number, 0)
              libc.syscall(234, 1, 1, number)
              libc.syscall(200, 1, number)
            # The owner of a descriptor gets SIGIO, or any other signal that is asked for.
            import fcntl
            r, w = os.pipe()
            for number in (9, 15, 17):
              try:
                fcntl.fcntl(r, fcntl.F_SETOWN, 1)
                fcntl.fcntl(r, fcntl.F_SETSIG, number)
                fcntl.fcntl(r, fcntl.F_SETFL, os.O_ASYNC)
                os.write(w, b'x')
              except OSError: pass
            print('alive')
            """);
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isEqualTo("alive\n");
  }

  @Test
  void debuggersInterfacesAreRefused() {
    requireAll("EPERM", "ptrace-attach", "ptrace-seize", "ptrace-parent", "ptrace-traceme");
    requireAll("EPERM", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd");
    requireAll("EPERM", "process_madvise", "process_mrelease");
  }

  @Test
  void supervisorIsNotAmongTheVisibleProcesses() {
    CommandResult result =
        python(
            """
            import os
            for name in ('mem', 'environ', 'root', 'cwd', 'exe', 'fd', 'maps', 'cmdline', 'task'):
              path = '/proc/1/' + name
              for act in (lambda: open(path, 'rb').read(10), lambda: os.listdir(path),
                          lambda: os.readlink(path), lambda: os.open(path, os.O_RDWR)):
                try:
                  print(name, act())
                except OSError:
                  pass
            print([p for p in os.listdir('/proc') if p.isdigit()] == [str(os.getpid())])
            """);
    assertThat(result.stdout()).isEqualTo("True\n");
  }

  @Test
  void supervisorCannotBeSlowedDownOrLimited() {
    requireAll("EPERM", "prlimit-1", "nice-of-1", "nice-of-group-1", "policy-of-1");
    requireAll("EPERM", "affinity-of-1", "ioprio-of-1");
  }

  @Test
  void supervisorIsNotSlowedDownThroughTheProgramsUserId() {
    CommandResult result =
        python(
            """
            import os, ctypes
            libc = ctypes.CDLL(None)
            for who in (0, os.getuid()):
              try: os.setpriority(os.PRIO_USER, who, 19)
              except OSError: pass
              libc.syscall(251, 3, who, (3 << 13))
            for group in (0, os.getpgrp()):
              os.setpriority(os.PRIO_PGRP, group, 19)
            print(os.getpriority(os.PRIO_PROCESS, 0))
            """);
    assertThat(result.stdout()).isEqualTo("19\n");
    assertThat(sh("ulimit -a >/dev/null; nice").stdout()).as("of the next").isEqualTo("0\n");
  }

  @Test
  void privilegesAreGoneForGood() {
    requireAll("EPERM", "capset", "setgroups", "ambient");
    requireAny(List.of("EPERM", "EINVAL"), "setuid-0", "setgid-0", "setresuid-0");
    requireAll("EINVAL", "clear-no-new-privs", "drop-seccomp");
    requireAny(List.of("EPERM", "EACCES"), "negative-nice", "realtime");
    requireAll("EPERM", "unlimited-files", "unlimited-core", "unlimited-locked");
  }

  @Test
  void statusShowsNoCapabilityAndAFilter() {
    CommandResult result = sh("grep -E '^(Cap|NoNewPrivs|Seccomp:|Groups)' /proc/self/status");
    assertThat(result.stdout().replaceAll("[\\t ]+", " ").lines())
        .allSatisfy(
            line ->
                assertThat(line).matches("Cap\\w+: 0+|NoNewPrivs: 1|Seccomp: 2|Groups:( \\d+)? ?"));
    assertThat(sh("id -u; id -g; id -Gn").stdout()).doesNotContain("root").doesNotStartWith("0\n");
  }

  @Test
  void newNamespacesAreRefused() {
    requireAll("EPERM", "unshare-user", "unshare-mount", "unshare-net", "unshare-pid");
    requireAll("EPERM", "unshare-ipc", "unshare-uts", "unshare-cgroup", "unshare-time");
    requireAll("EPERM", "clone-user", "clone-mount", "clone-pid", "clone-net", "clone-ipc");
    requireAll("EPERM", "clone-high-bits", "setns-mount", "setns-user", "setns-net");
    requireAll("ENOSYS", "clone3-user", "clone3-into-cgroup", "clone3-plain");
  }

  @Test
  void executionDomainsThatWeakenProtectionAreRefused() {
    requireAll("EPERM", "personality-read-implies-exec", "personality-mmap-page-zero");
    requireAll("EPERM", "personality-32-bit", "personality-bsd", "personality-high-bits");
  }

  @Test
  void setuidProgramsGainNothing() {
    CommandResult result =
        sh(
            """
            for p in su mount umount passwd chsh newgrp gpasswd sudo pkexec; do
              f=$(command -v $p) && echo "$p $(findmnt -n -o OPTIONS -T "$f" | grep -c nosuid)"
            done
            su root -c id </dev/null; su -c 'id' </dev/null; newgrp root </dev/null
            mount -t tmpfs sce-escape /tmp; umount /proc; chsh -s /bin/false root </dev/null
            cp "$(command -v id)" me; chmod 6755 me; ./me
            true
            """);
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).contains("su 1\n").doesNotContain("uid=0", "gid=0", "euid");
  }

  @Test
  void setuidFilesCannotBeMadeForRoot() {
    // EINVAL where root has no number in the program's world, ENOSYS where memfd is refused.
    requireAny(List.of("EPERM", "EINVAL", "ENOSYS"), "setuid-root-memfd", "chown-work");
  }

  @Test
  void forkBombStaysWithinItsLimit() {
    CommandResult result = c("storms.c", SHORT.withMaxProcesses(30), "fork");
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(result.leftBehind()).isBetween(10, 60);
  }

  @Test
  void processesThatForkAndDieFasterThanTheyAreKilledAreGone() {
    CommandResult result = c("storms.c", SHORT, "comet");
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isEqualTo("first is gone\n");
  }

  @Test
  void vforkStormIsStopped() {
    assertThat(c("storms.c", SHORT, "vfork").outcome()).isEqualTo(Outcome.TIME_LIMIT);
  }

  @Test
  void vforkChildThatNeverExecsIsStopped() {
    assertThat(c("storms.c", SHORT, "vfork-hang").outcome()).isEqualTo(Outcome.TIME_LIMIT);
  }

  @Test
  void threadsCountAsProcesses() {
    CommandResult result = c("storms.c", "threads");
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(Integer.parseInt(result.stdout().strip())).isBetween(50, 64);
  }

  @Test
  void threadThatOutlivesTheFirstIsTimed() {
    CommandResult result = c("storms.c", SHORT, "thread-spins");
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
  }

  @Test
  void familyOfDaemonsIsKilled() {
    String seconds = uniqueSleep();
    CommandResult result =
        python(
            """
            import os, signal, time
            for i in range(5):
              if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                  for s in range(1, 65):
                    try: signal.signal(s, signal.SIG_IGN)
                    except (OSError, ValueError): pass
                  os.execvp('sleep', ['sleep', 'SECONDS'])
                os._exit(0)
              os.wait()
            time.sleep(0.1)
            """
                .replace("SECONDS", seconds));
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.leftBehind()).isEqualTo(5);
    assertThat(isAlive(seconds)).isFalse();
  }

  @Test
  void programThatIsStoppedByItsChildIsTimed() {
    CommandResult result =
        python(
            """
            import os, signal
            if os.fork() == 0:
              os.kill(os.getppid(), signal.SIGSTOP)
              os.kill(0, signal.SIGSTOP)
            os.wait()
            """,
            SHORT);
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
  }

  @Test
  void reaperOfItsOwnKeepsNobodyAlive() {
    String seconds = uniqueSleep();
    CommandResult result =
        python(
            """
            import ctypes, os, subprocess
            ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
            subprocess.Popen(['sh', '-c', 'sleep SECONDS & sleep SECONDS & exit'])
            if os.fork() == 0:
              ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
              subprocess.Popen(['sleep', 'SECONDS'])
              os._exit(0)
            """
                .replace("SECONDS", seconds));
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(isAlive(seconds)).isFalse();
  }
}
