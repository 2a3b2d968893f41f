"""Promises about neighbours: what a program takes from the machine, leaves in its slot, or makes itself look like."""

from drive import MB
from helpers import expect, needs_memory_groups, ns_only


@ns_only
def test_a_program_that_fills_its_memory_to_the_last_page_takes_nobody_with_it(s):
    needs_memory_groups(s)
    fill = """
        #include <fcntl.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/shm.h>
        #include <unistd.h>
        static char b[4096];
        int main(int c, char **v) {
            int fd = open("/proc/self/oom_score_adj", O_WRONLY);
            if (fd >= 0) {
                write(fd, "0", 1);
                close(fd);
            }
            for (long mb = atol(v[1]); mb > 0; mb -= 16) {
                char *p = shmat(shmget(IPC_PRIVATE, 16 << 20, 0600 | IPC_CREAT), 0, 0);
                if (p == (char *)-1) break;
                memset(p, 1, 16 << 20);
                shmdt(p);
            }
            for (;;) {
                fd = open("/dev/shm/z", O_CREAT | O_WRONLY | O_APPEND, 0600);
                if (write(fd, b, 4096) <= 0) {
                    close(fd);
                    unlink("/dev/shm/z");
                } else
                    close(fd);
            }
        }
        """
    for memory, shared in ((64, 0), (128, 64), (256, 160), (512, 400)):
        expect(s.c(fill, str(shared), memory=memory * MB, wall=20.0), "memory")
        s.wipe()
        expect(s.run(["/bin/true"], memory=16 * MB), "exited", 0)


def test_programs_cannot_make_the_kernel_spare_them(s):
    code = """
        for name in ("oom_score_adj", "oom_adj"):
            for value in ("-1000", "-999", "0", "500", "999"):
                try:
                    with open("/proc/self/" + name, "w") as f:
                        f.write(value)
                    print("wrote", name, value, open("/proc/self/oom_score_adj").read().strip())
                except OSError as e:
                    pass
        print(open("/proc/self/oom_score_adj").read().strip())
        """
    if s.mode == 1:
        d = expect(s.py(code), "exited", 0)
        assert d.out == b"1000\n", d
        d = expect(s.py(code, warm=True), "exited", 0)
        assert d.out == b"1000\n", d


@ns_only
def test_what_the_kernel_keeps_for_a_program_is_not_the_next_one_s(s):
    needs_memory_groups(s)
    names = """
        #include <stdio.h>
        #include <sys/stat.h>
        int main() {
            struct stat t;
            char n[64];
            for (int i = 0; i < 300000; i++) {
                sprintf(n, "/usr/no-such-name-%d", i);
                stat(n, &t);
            }
        }
        """
    first = expect(s.c("int main(){return 0;}", memory=64 * MB), "exited", 0)
    s.wipe()
    expect(s.c(names, memory=512 * MB), "exited", 0)
    s.wipe()
    d = expect(s.c("int main(){return 0;}", memory=16 * MB), "exited", 0)
    assert d.peak < first.peak + 2 * MB, (first, d)


@ns_only
def test_socket_buffers_are_memory(s):
    code = """
        import socket, time

        server = socket.socket()
        server.bind(("127.0.0.1", 0))
        server.listen(1000)
        keep, total = [], 0
        while total < 150 << 20 and len(keep) < 400:
            a = socket.socket()
            a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
            a.connect(server.getsockname())
            b, _ = server.accept()
            a.setblocking(False)
            keep.append((a, b))
            try:
                while True:
                    total += a.send(b"x" * (1 << 20))
            except BlockingIOError:
                pass
        time.sleep(9)
        """
    expect(s.py(code, memory=64 * MB), "memory", None)
    s.wipe()
    local = """
        import socket, time

        keep = []
        for i in range(450):
            a, b = socket.socketpair()
            a.setblocking(False)
            keep.append((a, b))
            try:
                while True:
                    a.send(b"x" * (1 << 16))
            except BlockingIOError:
                pass
        time.sleep(9)
        """
    expect(s.py(local, memory=64 * MB), "memory", None)
    s.wipe()
    expect(s.run(["/bin/true"], memory=64 * MB), "exited", 0)
    udp = """
        import socket, time

        keep = []
        for i in range(700):
            b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            b.bind(("127.0.0.1", 0))
            b.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
            a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            for j in range(1000):
                a.sendto(b"x" * 1000, b.getsockname())
            keep.append(b)
            a.close()
        time.sleep(9)
        """
    expect(s.py(udp, memory=64 * MB), "memory", None)


@ns_only
def test_connections_do_not_outlive_their_program(s):
    code = """
        import fcntl, os, socket

        server = socket.socket()
        server.bind(("127.0.0.1", 0))
        server.listen(100)
        refused = 0
        for i in range(20):
            a = socket.socket()
            a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
            a.connect(server.getsockname())
            b, _ = server.accept()
            for level, option in ((0, 21), (41, 73)):
                try:
                    b.setsockopt(level, option, 255)
                except PermissionError:
                    refused += 1
            for option in (14, 32, 38):
                try:
                    a.setsockopt(6, option, bytes(256))
                except PermissionError:
                    refused += 1
            a.setblocking(False)
            try:
                while True:
                    a.send(b"x" * (1 << 20))
            except BlockingIOError:
                pass
        print(refused)
        """
    d = expect(s.py(code, memory=200 * MB), "exited", 0)
    assert d.out == b"100\n", d
    s.wipe()
    d = expect(s.run(["/bin/true"], memory=16 * MB), "exited", 0)
    assert d.peak < 8 * MB, d


@ns_only
def test_memory_after_socket_buffers_is_not_both(s):
    code = """
        import socket

        server = socket.socket()
        server.bind(("127.0.0.1", 0))
        server.listen(100)
        a = socket.socket()
        a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
        a.connect(server.getsockname())
        b, _ = server.accept()
        a.setblocking(False)
        try:
            while True:
                a.send(b"x" * (1 << 20))
        except BlockingIOError:
            pass
        a.close()
        b.close()
        x = bytearray(70 << 20)
        """
    expect(s.py(code, memory=100 * MB), "exited", 0)


def test_memory_shared_without_a_name_is_added_up(s):
    code = """
        #include <string.h>
        #include <sys/mman.h>
        #include <unistd.h>
        int main() {
            for (int i = 0; i < 8; i++)
                if (fork() == 0) {
                    char *p = mmap(0, 40 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
                    memset(p, 1, 40 << 20);
                    sleep(20);
                    _exit(0);
                }
            sleep(5);
        }
        """
    if s.mode == 2:
        return
    expect(s.c(code, memory=100 * MB), "memory", None)
    s.wipe()
    expect(s.run(["/bin/true"]), "exited", 0)


@ns_only
def test_without_control_groups_page_tables_and_ipc_objects_are_memory(s):
    tables = """
        #include <sys/mman.h>
        #include <unistd.h>
        int main() {
            volatile char *p =
                mmap(0, 1ul << 38, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
            for (unsigned long i = 0; i < 1ul << 38; i += 1 << 21) (void)p[i];
            sleep(5);
        }
        """
    queues = """
        #include <string.h>
        #include <sys/msg.h>
        #include <unistd.h>
        int main() {
            struct {
                long t;
                char b[8000];
            } m = {1};
            for (int i = 0; i < 20000; i++) {
                int q = msgget(IPC_PRIVATE, 0600 | IPC_CREAT);
                if (q < 0) break;
                msgsnd(q, &m, 8000, IPC_NOWAIT);
                msgsnd(q, &m, 8000, IPC_NOWAIT);
            }
            sleep(5);
        }
        """
    semaphores = """
        #include <sys/sem.h>
        #include <unistd.h>
        int main() {
            for (int i = 0; i < 200; i++) semget(IPC_PRIVATE, 30000, 0600 | IPC_CREAT);
            sleep(5);
        }
        """
    for code in (tables, queues, semaphores):
        expect(s.c(code, memory=100 * MB), "memory", None)
        s.wipe()
    expect(s.run(["/bin/true"], memory=64 * MB), "exited", 0)


@ns_only
def test_process_ids_begin_anew(s):
    ids = set()
    for _ in range(3):
        ids.add(expect(s.sh("echo $$; sh -c 'echo $$'; :"), "exited", 0).out)
        s.wipe()
    assert len(ids) == 1, ids
