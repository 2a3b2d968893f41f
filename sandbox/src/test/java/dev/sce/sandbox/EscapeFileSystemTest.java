package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs that reach for files of the machine, of its users, and of other programs. */
@Tag("slow")
class EscapeFileSystemTest extends SandboxFixture {
  private static final String SECRET = "sce-secret-";

  /** Tries every way to a path that a program has; prints the ways that worked. */
  private static final String REACH =
      """
      import os, sys
      path = sys.stdin.read()
      ways = [path, '/proc/self/root' + path, '/proc/1/root' + path, '/proc/self/cwd/../..' + path,
              '/..' + path, '/work/../../..' + path, '/proc/self/task/../root' + path,
              '/old' + path, '/.writable/../..' + path, '/dev/fd/../../..' + path]
      os.symlink(path, 'link')
      ways.append('link')
      for parent in (0, 1, 2):
        ways.append('/proc/self/fd/%d/../..%s' % (parent, path))
      for way in ways:
        try:
          data = os.listdir(way) if os.path.isdir(way) else open(way, 'rb').read(100)
          print(way, data)
        except OSError:
          pass
      for source in ways:
        try:
          if source != 'link': os.link(source, 'hard')
          else: continue
          print('linked', source)
        except OSError:
          pass
      """;

  private String reach(String path) {
    Executable executable =
        Executable.builder()
            .file("main.py", REACH)
            .command(Command.of("python3", "main.py").withStdin(path))
            .build();
    CommandResult result = last(run(executable));
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    return result.stdout();
  }

  @Test
  void accountsOfTheMachineAreInvisible() {
    for (String path :
        List.of(
            "/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/etc/hostname", "/etc/machine-id")) {
      assertThat(reach(path)).as(path).isEmpty();
    }
    assertThat(sh("cat /etc/passwd").stdout().lines())
        .hasSizeLessThanOrEqualTo(3)
        .allMatch(line -> line.matches("(root|sandbox|nobody):.*"));
  }

  @Test
  void treesOfTheMachineAreMissing() {
    for (String path :
        List.of("/home", "/sys", "/boot", "/run", "/srv", "/media", "/mnt", "/lost+found")) {
      assertThat(reach(path)).as(path).isEmpty();
    }
    assertThat(reach("/var/log")).isEmpty();
  }

  @Test
  void fileInTheCallersHomeIsInvisible() throws Exception {
    requireInvisible(Path.of(System.getProperty("user.home")));
  }

  @Test
  void fileInTheTemporaryDirectoryOfTheMachineIsInvisible() throws Exception {
    requireInvisible(Path.of("/tmp"));
    requireInvisible(Path.of("/dev/shm"));
    requireInvisible(Path.of(System.getProperty("java.io.tmpdir")));
  }

  @Test
  void directoryThatTheTestsRunInIsInvisible() throws Exception {
    requireInvisible(Path.of("").toAbsolutePath());
  }

  private void requireInvisible(Path directory) throws Exception {
    Path secret = Files.createTempFile(directory, SECRET, ".txt");
    try {
      Files.writeString(secret, "hidden");
      assertThat(secret.toFile().setReadable(true, false)).isTrue();
      assertThat(reach(secret.toString())).isEmpty();
    } finally {
      Files.delete(secret);
    }
  }

  @Test
  void processesOfTheMachineAreInvisible() {
    long jvm = ProcessHandle.current().pid();
    assertThat(reach("/proc/" + jvm + "/environ")).isEmpty();
    assertThat(reach("/proc/" + jvm + "/cmdline")).isEmpty();
    assertThat(sh("ls /proc | grep -c '^[0-9]'").stdout()).matches("[1-4]\n");
  }

  @Test
  void filesOfAProgramRunningAtTheSameTimeAreInvisible() throws Exception {
    withExecutor(
        ExecutionConfig.builder().workers(2).build(),
        two -> {
          String seconds = "2.97" + uniqueSleep();
          String script =
              """
              for d in /work /tmp /dev/shm; do
                echo mine > $d/NAME; chmod 777 $d $d/NAME
              done
              sleep SECONDS
              cat /work/NAME /tmp/NAME /dev/shm/NAME
              """
                  .replace("NAME", SECRET)
                  .replace("SECONDS", seconds);
          Future<ExecutionResult> first = two.submit(tracking(script).build());
          Awaitility.await().until(() -> isAlive("sleep " + seconds));
          String look =
              "ls -A /work /tmp /dev/shm | grep sce; ls /proc | grep -c '^[0-9]'; ipcs | grep 0x;"
                  + " for d in /work /tmp /dev/shm; do echo other > $d/"
                  + SECRET
                  + "; done";
          ExecutionResult second = two.execute(tracking(look).build());
          assertThat(first.isDone()).as("the first one still runs").isFalse();
          assertThat(last(second).stdout()).matches("[1-4]\n");
          assertThat(last(first.get()).stdout()).isEqualTo("mine\nmine\nmine\n");
        });
  }

  @Test
  void programsOfTheMachineAreReadOnly() {
    CommandResult result =
        python(
            """
            import os, sys
            sites = [os.path.dirname(os.__file__), sys.prefix, os.path.dirname(sys.executable)]
            places = ['/', '/usr', '/usr/bin', '/usr/local/bin', '/etc', '/dev', '/proc', '/lib',
                      '/bin', '/usr/lib', '/.writable', '/proc/sys/kernel', '/var'] + sites
            for place in places:
              for act in (lambda: os.open(place + '/sce-escape', os.O_CREAT | os.O_WRONLY),
                          lambda: os.mkdir(place + '/sce-escape'),
                          lambda: os.symlink('/work', place + '/sce-escape'),
                          lambda: os.rename('/work/main.py', place + '/sce-escape'),
                          lambda: os.chmod(place, 0o777), lambda: os.utime(place),
                          lambda: os.setxattr(place, 'user.x', b'1')):
                try:
                  act()
                  print(place, 'was changed')
                except OSError:
                  pass
            for file in ('/etc/passwd', '/etc/ld.so.cache', '/bin/sh', sys.executable, os.__file__,
                         '/proc/sys/kernel/core_pattern', '/proc/sys/kernel/hostname', '/dev/null'):
              for act in (lambda: os.truncate(file, 0), lambda: os.unlink(file),
                          lambda: os.chmod(file, 0o777), lambda: os.rename(file, '/work/x'),
                          lambda: os.link(file, '/work/hard'),
                          lambda: file != '/dev/null' and os.open(file, os.O_RDWR) or 1 / 0):
                try:
                  act()
                  print(file, 'was changed')
                except (OSError, ZeroDivisionError):
                  pass
            print('end')
            """);
    assertThat(result.stdout()).as(result.stderr()).isEqualTo("end\n");
  }

  @Test
  void mountsAreRefused() {
    requireAll("EPERM", "mount-tmpfs", "mount-proc", "mount-bind", "mount-remount-rw");
    requireAll("EPERM", "umount-proc", "umount-work", "umount-mask", "pivot_root", "chroot");
    requireAll("EPERM", "fsopen", "fspick", "fsconfig", "fsmount", "move_mount", "open_tree");
    requireAny(List.of("EPERM", "ENOSYS"), "open_tree_attr");
    requireAll("EPERM", "mount_setattr", "statmount", "listmount");
  }

  @Test
  void filesCannotBeOpenedByHandle() {
    requireAll("EPERM", "name_to_handle_at", "open_by_handle_at");
  }

  @Test
  void devicesCannotBeMade() {
    requireAll("EPERM", "mknod-disk", "mknod-mem", "mknod-tty");
  }

  @Test
  void writableDirectoriesStayWhereTheyAre() {
    requireAny(List.of("EBUSY", "EXDEV", "EROFS"), "rename-work", "remove-work", "remove-shm");
    CommandResult result = sh("cd /; rm -rf /work /tmp /dev/shm 2>/dev/null; ls -d /work /tmp");
    assertThat(result.stdout()).isEqualTo("/tmp\n/work\n");
    assertThat(sh("echo again > file; cat file").stdout()).isEqualTo("again\n");
  }

  @Test
  void directoryWithoutPermissionsServesTheNextProgram() {
    ExecutionResult result =
        run(
            tracking("echo x > file; chmod 000 file /work /tmp /dev/shm")
                .track("file", "none")
                .build());
    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(file(result.trackedFiles(), "file").text()).contains("x\n");
    assertThat(sh("stat -c %a /work /tmp /dev/shm").stdout()).isEqualTo("755\n1777\n1777\n");
  }

  @Test
  void attributesThatForbidRemovalAreRefused() {
    requireAny(
        List.of("EPERM", "ENOTTY", "EOPNOTSUPP"),
        "immutable-file",
        "immutable-work",
        "append-only-work");
  }

  @Test
  void filesOfAProgramStayInItsDirectory() {
    for (String name : List.of("../x", "/x", "a/../../x", "a\0b", "", ".", "..", "a//b")) {
      assertThatThrownBy(() -> Executable.builder().file(name, "x").build())
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Executable.builder().track(name).build())
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void treeOfThreeThousandLevelsIsRemoved() {
    CommandResult result =
        python(
            """
            import os
            for i in range(3000):
              os.mkdir('d'); os.chdir('d')
            open('bottom', 'w').close()
            print(i)
            """);
    assertThat(result.stdout()).isEqualTo("2999\n");
  }

  @Test
  void namesOfAnyBytesAreRemoved() {
    CommandResult result =
        python(
            """
            import os, socket
            for name in (b'-rf', b'--', b' ', b'\\n', b'\\xff\\xfe', b'.wipe-0', b'...', b'*', b'x' * 255):
              for place in (b'/work/', b'/tmp/', b'/dev/shm/'):
                os.mkdir(place + name)
                open(place + name + b'/' + name, 'w').close()
                os.chmod(place + name, 0)
            os.mkfifo('fifo')
            socket.socket(socket.AF_UNIX).bind('socket')
            os.symlink('.', 'loop')
            os.symlink('/etc', 'etc')
            print('made')
            """);
    assertThat(result.stdout()).as(result.stderr()).isEqualTo("made\n");
  }
}
