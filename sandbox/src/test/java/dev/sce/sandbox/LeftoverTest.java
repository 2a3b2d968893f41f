package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CommandResult;
import dev.sce.Outcome;
import org.junit.jupiter.api.Test;

/** Programs that leave something for the next program of the same slot. */
class LeftoverTest extends SandboxFixture {
  private void plant(String python) {
    CommandResult result = python(python + "\nprint('planted')\n");
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isEqualTo("planted\n");
  }

  @Test
  void filesInAllWritablePlacesAreGone() {
    plant(
        """
        import os
        for place in ('/work', '/tmp', '/dev/shm'):
          for name in ('left', '.hidden', 'a/b/c'):
            path = os.path.join(place, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path, 'w').write('secret')
        """);
    assertThat(sh("ls -AR /work /tmp /dev/shm").stdout())
        .isEqualTo("/dev/shm:\n\n/tmp:\n\n/work:\n");
  }

  @Test
  void attributesAndModesOfTheDirectoriesAreReset() {
    plant(
        """
        import os
        acl = bytes.fromhex('0200000001000700ffffffff04000700ffffffff20000700ffffffff')
        for place in ('/work', '/tmp', '/dev/shm'):
          for name, value in (('user.note', b'secret'), ('system.posix_acl_default', acl)):
            try: os.setxattr(place, name, value)
            except OSError: pass
          os.chmod(place, 0o777 | 0o2000)
        """);
    CommandResult next =
        python(
            """
            import os
            for place in ('/work', '/tmp', '/dev/shm'):
              print(os.listxattr(place), oct(os.stat(place).st_mode & 0o7777))
            """);
    assertThat(next.stdout()).isEqualTo("[] 0o755\n[] 0o1777\n[] 0o1777\n");
  }

  @Test
  void timesOfTheDirectoriesCarryNoMessage() {
    plant(
        "import os\nfor p in ('/work', '/tmp', '/dev/shm'): os.utime(p, ns=(123456789, 987654321))");
    CommandResult next = sh("stat -c '%X %Y' /work /tmp /dev/shm");
    assertThat(next.stdout().lines())
        .as("access and modification time in seconds")
        .allMatch(line -> line.matches("\\d{9,} \\d{9,}"));
  }

  @Test
  void flagsOfTheDirectoriesCarryNoMessage() {
    // Bits of chattr(1) that need no privilege: d (no dump) and A (no access times).
    plant(
        """
        import fcntl, os, struct
        for place in ('/work', '/tmp', '/dev/shm'):
          try: fcntl.ioctl(os.open(place, os.O_RDONLY), 0x40086602, struct.pack('l', 0x40 | 0x80))
          except OSError: pass
        """);
    CommandResult next =
        python(
            """
            import fcntl, os, struct
            for place in ('/work', '/tmp', '/dev/shm'):
              try: print(struct.unpack('l', fcntl.ioctl(os.open(place, os.O_RDONLY), 0x80086601, b'\\0' * 8))[0] & 0xc0)
              except OSError: print(0)
            """);
    assertThat(next.stdout()).isEqualTo("0\n0\n0\n");
  }

  @Test
  void systemFiveObjectsAreGone() {
    plant(
        """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        KEY = 0x5cbe5cb1
        libc.shmat.restype = ctypes.c_void_p
        shm = libc.shmget(KEY, 1 << 20, 0o1666)
        at = libc.shmat(shm, None, 0)
        ctypes.memmove(at, b'secret', 6)
        assert libc.semget(KEY, 3, 0o1666) >= 0
        queue = libc.msgget(KEY, 0o1666)
        assert libc.msgsnd(queue, ctypes.create_string_buffer(b'\\1' + bytes(7) + b'secret'), 6, 0) == 0
        for i in range(40):
          libc.shmget(0, 4096, 0o1666); libc.semget(0, 1, 0o1666)
        """);
    CommandResult next =
        python(
            """
            import ctypes
            libc = ctypes.CDLL(None, use_errno=True)
            print([f(0x5cbe5cb1, *more) for f, more in
                   ((libc.shmget, (0, 0)), (libc.semget, (0, 0)), (libc.msgget, (0,)))])
            print([len(open('/proc/sysvipc/' + kind).readlines()) for kind in ('shm', 'sem', 'msg')])
            print([libc.shmget(0x5cbe5cb1, 4096, 0o3666) >= 0])
            """);
    assertThat(next.stdout()).isEqualTo("[-1, -1, -1]\n[1, 1, 1]\n[True]\n");
  }

  @Test
  void namedSemaphoresAndSharedMemoryAreGone() {
    plant(
        """
        from multiprocessing import shared_memory, resource_tracker
        block = shared_memory.SharedMemory('sce-escape-block', create=True, size=1 << 20)
        block.buf[:6] = b'secret'
        resource_tracker.unregister(block._name, 'shared_memory')
        block.close()
        open('/dev/shm/sem.sce-escape', 'wb').write(bytes(32))
        """);
    assertThat(sh("ls -A /dev/shm").stdout()).isEmpty();
    String open =
        """
        from multiprocessing import shared_memory
        try: shared_memory.SharedMemory('sce-escape-block'); print('found')
        except FileNotFoundError: print('gone')
        """;
    assertThat(python(open).stdout()).isEqualTo("gone\n");
  }

  @Test
  void locksOfADaemonAreGone() {
    String lock =
        """
        import fcntl, os, time
        held = []
        for path in ('/usr/bin/env', '/work', '/etc/passwd', '/dev/null', '/bin/sh'):
          f = os.open(path, os.O_RDONLY)
          fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
          held.append(f)
        """;
    plant(lock + "if os.fork() == 0:\n  os.setsid()\n  time.sleep(60)\ntime.sleep(0.1)\n");
    plant(lock);
  }

  @Test
  void descriptorsInFlightAreGone() {
    plant(
        """
        import array, os, socket
        a, b = socket.socketpair()
        f = os.open('/work/secret', os.O_CREAT | os.O_RDWR)
        os.write(f, b'secret' * 10000)
        os.unlink('/work/secret')
        # Each end travels through the other, so that only the kernel's collector can free them.
        for s, fds in ((a, [f, b.fileno(), a.fileno()]), (b, [a.fileno(), b.fileno(), f])):
          s.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', fds))])
        """);
    assertThat(sh("cat /proc/net/sockstat").stdout()).startsWith("sockets: used 0\n");
  }

  @Test
  void deletedFilesHeldByADaemonGiveTheirSpaceBack() {
    plant(
        """
        import os, time
        f = os.open('/tmp/big', os.O_CREAT | os.O_RDWR)
        for i in range(60): os.write(f, bytes(1 << 20))
        os.unlink('/tmp/big')
        if os.fork() == 0:
          os.setsid(); time.sleep(60)
        """);
    CommandResult next = sh("df -k --output=used /work | tail -1");
    assertThat(Integer.parseInt(next.stdout().strip())).isLessThan(64);
  }

  @Test
  void stateOfTheProcessIsNotInherited() {
    plant(
        """
        import ctypes, os, resource, signal
        os.umask(0o777)
        os.chdir('/tmp')
        os.nice(15)
        os.sched_setaffinity(0, {0})
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        for r in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_STACK, resource.RLIMIT_AS):
          low = resource.getrlimit(r)[1]
          resource.setrlimit(r, (1 << 30, 1 << 30) if r == resource.RLIMIT_AS else (64, 64))
        signal.setitimer(signal.ITIMER_REAL, 500)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
        os.environ['SECRET'] = 'x'
        libc = ctypes.CDLL(None)
        libc.prctl(15, b'sce-escape')
        libc.prctl(29, 12345)
        libc.personality(0x0040000)
        """);
    assertThat(sh("umask; pwd; nice; ulimit -n; cat /proc/self/comm").stdout())
        .isEqualTo("0022\n/work\n0\n1024\ncat\n");
  }

  @Test
  void timersOfADaemonDoNotFire() {
    plant(
        """
        import os, signal, time
        if os.fork() == 0:
          os.setsid()
          signal.signal(signal.SIGALRM, lambda *_: open('/work/late', 'w'))
          signal.setitimer(signal.ITIMER_REAL, 0.2, 0.05)
          while True: time.sleep(1)
        """);
    assertThat(sh("sleep 0.5; ls -A").stdout()).isEmpty();
  }

  @Test
  void pathsThatOtherSandboxesForgetAreNotWritable() {
    CommandResult result =
        sh(
            "for p in /var/tmp /run/lock /run/shm /var/lock /var/crash /var/spool /dev/mqueue"
                + " /run/user /home /opt /srv /mnt /media /proc/self/attr; do"
                + " (echo x > $p/sce-escape) 2>/dev/null && echo $p; done; true");
    assertThat(result.stdout()).isEmpty();
  }

  @Test
  void historyOfPythonAndItsCachesAreNotKept() {
    plant(
        """
        import os, py_compile, site
        os.makedirs(site.getusersitepackages(), exist_ok=True)
        open(site.getusersitepackages() + '/usercustomize.py', 'w').write('print("taken over")')
        open('/work/random.py', 'w').write('print("taken over")')
        open('/tmp/sitecustomize.py', 'w').write('print("taken over")')
        """);
    assertThat(python("import random, os; print(os.listdir('/work'))").stdout())
        .isEqualTo("['main.py']\n");
  }
}
