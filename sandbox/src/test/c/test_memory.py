"""Memory: whatever kind it is, and whoever has it, counts."""

from drive import MB
from helpers import expect, ns_only

HOG = """
import time

b = bytearray(%d)
for i in range(0, len(b), 4096):
    b[i] = 1
print("have it", flush=True)
time.sleep(0.3)
"""


def test_memory_malloc(s):
    d = expect(s.py(HOG % (300 * MB), memory=100 * MB), "memory")
    d = expect(s.py(HOG % (80 * MB), memory=110 * MB), "exited", 0)
    assert 80 * MB < d.peak < 1.1 * 92 * MB, d


def test_memory_peak_of_80_mb(s):
    d = expect(
        s.c(
            """
            #include <stdlib.h>
            #include <string.h>
            #include <unistd.h>
            int main() {
                char *p = malloc(80 << 20);
                memset(p, 1, 80 << 20);
                usleep(100000);
                return p[5] - 1;
            }
            """,
            memory=100 * MB,
        ),
        "exited",
        0,
    )
    assert 80 * MB <= d.peak < 88 * MB, d


@ns_only
def test_memory_dev_shm(s):
    # The file system is larger than the limit, so it is the memory limit that must act.
    expect(
        s.py(
            """
            f = open("/dev/shm/x", "wb")
            for i in range(230):
                f.write(bytes(1 << 20))
            f.flush()
            import time

            time.sleep(9)
            """,
            memory=100 * MB,
        ),
        "memory",
    )
    s.wipe()
    d = expect(
        s.py(
            """
            f = open("/work/x", "wb")
            for i in range(40):
                f.write(bytes(1 << 20))
            f.flush()
            import time

            time.sleep(0.2)
            """,
            memory=100 * MB,
        ),
        "exited",
        0,
    )
    assert d.peak > 40 * MB, d
    s.wipe()
    expect(s.py(HOG % (50 * MB), memory=100 * MB), "exited", 0)


def test_memory_of_children(s):
    code = """
        import os, time

        for i in range(20):
            if os.fork() == 0:
                b = bytearray(15 << 20)
                for j in range(0, len(b), 4096):
                    b[j] = 1
                time.sleep(9)
                os._exit(0)
            time.sleep(0.01)
        for i in range(20):
            os.wait()
        """
    expect(s.py(code, memory=100 * MB), "memory")


def test_memory_shared_by_fork_is_counted_once(s):
    code = """
        import os, time

        b = bytearray(60 << 20)
        for j in range(0, len(b), 4096):
            b[j] = 1
        for i in range(5):
            if os.fork() == 0:
                time.sleep(0.4)
                os._exit(0)
        for i in range(5):
            os.wait()
        """
    expect(s.py(code, memory=130 * MB), "exited", 0)


@ns_only
def test_memory_sysv(s):
    code = """
        #include <sys/shm.h>
        #include <string.h>
        #include <unistd.h>
        int main() {
            for (int i = 0; i < 30; i++) {
                int id = shmget(IPC_PRIVATE, 10 << 20, 0600 | IPC_CREAT);
                char *p = shmat(id, 0, 0);
                if (p == (void *)-1) return 3;
                memset(p, 1, 10 << 20);
                shmdt(p);
            }
            sleep(9);
            return 0;
        }
        """
    expect(s.c(code, memory=100 * MB), "memory")
    s.wipe()
    d = expect(s.sh("cat /proc/sysvipc/shm | wc -l"), "exited", 0)
    assert d.out.strip() == b"1", d


def test_memory_memfd(s):
    d = s.py(
        """
        import os, time

        fd = os.memfd_create("x")
        for i in range(300):
            os.write(fd, bytes(1 << 20))
        time.sleep(9)
        """,
        memory=100 * MB,
    )
    assert d.how == "memory" or d.code == 1 and b"Function not implemented" in d.err, d


def test_memory_shared_anonymous(s):
    expect(
        s.py(
            """
            import mmap, time

            m = mmap.mmap(-1, 300 << 20)
            for i in range(0, 300 << 20, 4096):
                m[i] = 1
            time.sleep(9)
            """,
            memory=100 * MB,
        ),
        "memory",
    )


def test_memory_huge_bss(s):
    d = s.c(
        """
        static volatile char big[1500u << 20];
        int main() {
            for (unsigned i = 0; i < sizeof big; i += 4096) big[i] = 1;
            return 0;
        }
        """,
        memory=100 * MB,
    )
    assert d.how == "memory", d


def test_limits_are_lifted_between_runs(s):
    expect(s.run(["/bin/true"], memory=8 * MB), "exited", 0)
    s.file("big", bytes(60 * MB))
    d = expect(s.run(["wc", "-c", "big"], memory=200 * MB), "exited", 0)
    assert d.out.split()[0] == str(60 * MB).encode(), d
    s.wipe()
    d = expect(s.run(["wc", "-c"], memory=30 * MB if s.mode == 2 else 100 * MB, stdin=bytes(40 * MB)), "exited", 0)
    assert d.out.split()[0] == str(40 * MB).encode(), d


@ns_only
def test_files_given_to_a_program_are_not_its_memory(s):
    s.file("big", bytes(60 * MB))
    d = expect(s.sh("sleep 0.1; wc -c big", memory=30 * MB), "exited", 0)
    assert d.peak < 20 * MB, d
    d = expect(s.sh("cp big big2; sleep 9", memory=30 * MB), "memory", None)
    expect(s.run(["/bin/true"], memory=100 * MB), "exited", 0)
    s.wipe()
    expect(s.run(["/bin/true"], memory=30 * MB), "exited", 0)
