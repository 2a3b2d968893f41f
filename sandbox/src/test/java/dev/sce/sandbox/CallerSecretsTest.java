package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs that look for what they could have inherited from whoever runs them. */
class CallerSecretsTest extends SandboxFixture {
  @Test
  void environmentOfTheCallerIsInvisible() {
    CommandResult result =
        python("import os\nfor name, value in os.environ.items(): print(name + '=' + value)");
    Map<String, String> inside = answers(result);
    assertThat(inside.keySet()).isSubsetOf("PATH", "HOME", "LANG", "TMPDIR", "LC_CTYPE");
    assertThat(inside).containsEntry("HOME", "/work").containsEntry("TMPDIR", "/tmp");
    Map<String, String> ours = System.getenv();
    assertThat(ours).as("the caller has secrets to lose").isNotEmpty();
    ours.forEach(
        (name, value) -> {
          // The interpreter's folder is shown on purpose.
          if (value.length() > 8 && !inside.getOrDefault("PATH", "").contains(value)) {
            assertThat(result.stdout()).as(name).doesNotContain(value);
          }
        });
  }

  @Test
  void environmentBlockHoldsNothingElse() {
    // The block that execve has copied, seen whole, and not only what a library makes of it.
    CommandResult result = sh("tr '\\0' '\\n' < /proc/self/environ; wc -c < /proc/self/environ");
    List<String> lines = result.stdout().lines().toList();
    assertThat(Integer.parseInt(lines.getLast().strip())).isLessThan(400);
    assertThat(lines.subList(0, lines.size() - 1))
        .allMatch(line -> line.matches("(PATH|HOME|LANG|TMPDIR|PWD|OLDPWD|SHLVL|_)=.*"));
  }

  @Test
  void variablesOfOneCommandAreNotSeenByTheNext() {
    Executable executable =
        Executable.builder()
            .command(Command.of("true").withEnvironment(Map.of("SECRET_OF_ONE", "hidden")))
            .command("env")
            .build();
    assertThat(last(run(executable)).stdout()).doesNotContain("hidden");
    assertThat(sh("env; cat /proc/self/environ").stdout()).doesNotContain("hidden");
  }

  @Test
  void onlyThreeDescriptorsAreOpen() {
    CommandResult result =
        python(
            """
            import os
            for fd in range(0, 65536):
              try: os.fstat(fd)
              except OSError: continue
              print(fd, os.readlink('/proc/self/fd/%d' % fd).split(':')[0])
            """);
    assertThat(result.stdout()).isEqualTo("0 pipe\n1 pipe\n2 pipe\n");
  }

  @Test
  void thereIsNoTerminal() {
    CommandResult result =
        python(
            """
            import os
            for fd in (0, 1, 2):
              try: os.tcgetpgrp(fd); print('terminal on', fd)
              except OSError: pass
            for name in ('/dev/tty', '/dev/console', '/dev/tty0', '/dev/ttyS0', '/dev/pts/0', '/dev/ptmx'):
              try: os.open(name, os.O_RDWR | os.O_NOCTTY); print(name)
              except OSError: pass
            fields = open('/proc/self/stat').read().rsplit(')', 1)[1].split()
            print('terminal', fields[4], 'session', os.getsid(0) == os.getpid())
            """);
    assertThat(result.stdout()).as(result.stderr()).isEqualTo("terminal 0 session True\n");
  }

  @Test
  void commandLinesOfTheMachineAreInvisible() throws Exception {
    String ours =
        new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), StandardCharsets.ISO_8859_1);
    String classPath = System.getProperty("java.class.path", "");
    CommandResult result =
        sh(
            "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ /proc/cmdline 2>/dev/null | tr '\\0' ' '");
    assertThat(ours).contains("java");
    assertThat(result.stdout())
        .doesNotContain("java")
        .doesNotContain("supervisor")
        .doesNotContain(classPath);
  }

  @Test
  void callerIsNotNamedAnywhereInProc() throws Exception {
    String home = System.getProperty("user.home");
    String directory = Path.of("").toAbsolutePath().toString();
    CommandResult result =
        sh(
            "cat /proc/self/cgroup /proc/self/mountinfo /proc/self/maps /proc/self/status"
                + " /proc/self/uid_map /proc/self/limits /proc/self/auxv 2>/dev/null; true");
    String shown = result.out().content().text();
    assertThat(shown).doesNotContain("sce-" + ProcessHandle.current().pid());
    assertThat(shown.replaceAll(home + "/\\.pyenv\\S*", "")).doesNotContain(home + "/");
    assertThat(shown).doesNotContain(directory).doesNotContain("sce-native");
    String machine = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    assertThat(sh("uname -n; hostname; domainname; cat /etc/hosts").stdout())
        .startsWith("sandbox\n")
        .doesNotMatch("(?s).*\\b" + machine + "\\b.*");
  }

  @Test
  void userIsNobodysAndHasNoOtherName() {
    CommandResult result = sh("id -un; id -gn; logname 2>/dev/null; id -G; echo ~; whoami");
    assertThat(result.stdout()).matches("sandbox\nsandbox\n\\d+\n/work\nsandbox\n");
    String uid = sh("id -u").stdout().strip();
    assertThat(Long.parseLong(uid)).isGreaterThan(1000);
  }

  @Test
  void standardInputIsTheProgramsOwn() {
    assertThat(sh("wc -c").stdout().strip()).isEqualTo("0");
    Command secret = Command.of("true").withStdin("first program's input");
    assertThat(run(secret).outcome()).isEqualTo(Outcome.OK);
    assertThat(sh("cat; echo end").stdout()).isEqualTo("end\n");
  }

  @Test
  void signalsAreAtTheirDefaults() {
    // Python ignores two signals itself, so a shell's own view is asked for.
    // Signals 32 and 33 belong to the C library; its posix_spawn, and so Java's, ignores them.
    CommandResult result = sh("grep -E '^Sig(Ign|Blk)|^ShdPnd|^SigPnd' /proc/self/status");
    assertThat(result.stdout().lines())
        .hasSize(4)
        .allMatch(line -> line.matches("\\w+:\t0+|SigIgn:\t0000000180000000"));
  }

  @Test
  void memoryOfAnEarlierProgramIsNotSeen() {
    String secret = "sce-escape-" + uniqueSleep();
    assertThat(run(Command.of("cat").withStdin(secret.repeat(20_000))).stdout()).contains(secret);
    CommandResult result =
        python(
            """
            import mmap, os
            found = 0
            m = mmap.mmap(-1, 64 << 20)
            found += m.find(b'sce-escape-')
            r, w = os.pipe()
            for line in open('/proc/self/maps'):
              if '[heap]' in line or '[stack]' in line:
                a, b = (int(x, 16) for x in line.split()[0].split('-'))
                data = open('/proc/self/mem', 'rb')
                data.seek(a)
                found += data.read(b - a).count(b'SECRET')
            print(found)
            """
                .replace("SECRET", secret.substring(0, 14) + "' + b'" + secret.substring(14)));
    assertThat(result.stdout()).as(result.stderr()).isEqualTo("-1\n");
  }
}
