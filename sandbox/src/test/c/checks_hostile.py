"""Promises about neighbours: what a program takes from the machine, leaves in its slot, or makes itself look like."""
import os
import subprocess
import sys

from checks import check, expect, ns_only
from drive import MB


@ns_only
@check
def a_program_that_fills_its_memory_to_the_last_page_takes_nobody_with_it(s):
    if s.features & 3 == 0:
        return
    fill = r"""#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <unistd.h>
static char b[4096];
int main(int c, char **v) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY);
    if (fd >= 0) { write(fd, "0", 1); close(fd); }
    for (long mb = atol(v[1]); mb > 0; mb -= 16) {
        char *p = shmat(shmget(IPC_PRIVATE, 16 << 20, 0600 | IPC_CREAT), 0, 0);
        if (p == (char *)-1) break;
        memset(p, 1, 16 << 20);
        shmdt(p);
    }
    for (;;) {
        fd = open("/dev/shm/z", O_CREAT | O_WRONLY | O_APPEND, 0600);
        if (write(fd, b, 4096) <= 0) { close(fd); unlink("/dev/shm/z"); } else close(fd);
    }
}"""
    for memory, shared in ((64, 0), (128, 64), (256, 160), (512, 400)):
        expect(s.c(fill, str(shared), memory=memory * MB, wall=20.0), "memory")
        s.wipe()
        expect(s.run(["/bin/true"], memory=16 * MB), "exited", 0)


@check
def programs_cannot_make_the_kernel_spare_them(s):
    code = """
for name in ("oom_score_adj", "oom_adj"):
    for value in ("-1000", "-999", "0", "500", "999"):
        try:
            with open("/proc/self/" + name, "w") as f: f.write(value)
            print("wrote", name, value, open("/proc/self/oom_score_adj").read().strip())
        except OSError as e: pass
print(open("/proc/self/oom_score_adj").read().strip())
"""
    if s.mode == 1:
        d = expect(s.py(code), "exited", 0)
        assert d.out == b"1000\n", d
        d = expect(s.py(code, warm=True), "exited", 0)
        assert d.out == b"1000\n", d


@ns_only
@check
def what_the_kernel_keeps_for_a_program_is_not_the_next_one_s(s):
    if s.features & 3 == 0:
        return
    names = "#include <stdio.h>\n#include <sys/stat.h>\nint main(){struct stat t;char n[64];for(int i=0;i<300000;i++){sprintf(n,\"/usr/no-such-name-%d\",i);stat(n,&t);}}"
    first = expect(s.c("int main(){return 0;}", memory=64 * MB), "exited", 0)
    s.wipe()
    expect(s.c(names, memory=512 * MB), "exited", 0)
    s.wipe()
    d = expect(s.c("int main(){return 0;}", memory=16 * MB), "exited", 0)
    assert d.peak < first.peak + 2 * MB, (first, d)


@ns_only
@check
def socket_buffers_are_memory(s):
    code = """
import socket, time
server = socket.socket(); server.bind(("127.0.0.1", 0)); server.listen(1000)
keep, total = [], 0
while total < 150 << 20 and len(keep) < 400:
    a = socket.socket(); a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
    a.connect(server.getsockname()); b, _ = server.accept(); a.setblocking(False); keep.append((a, b))
    try:
        while True: total += a.send(b"x" * (1 << 20))
    except BlockingIOError: pass
time.sleep(9)
"""
    expect(s.py(code, memory=64 * MB), "memory", None)
    s.wipe()
    local = """
import socket, time
keep = []
for i in range(450):
    a, b = socket.socketpair(); a.setblocking(False); keep.append((a, b))
    try:
        while True: a.send(b"x" * (1 << 16))
    except BlockingIOError: pass
time.sleep(9)
"""
    expect(s.py(local, memory=64 * MB), "memory", None)
    s.wipe()
    expect(s.run(["/bin/true"], memory=64 * MB), "exited", 0)
    udp = """
import socket, time
keep = []
for i in range(700):
    b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); b.bind(("127.0.0.1", 0)); b.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for j in range(1000): a.sendto(b"x" * 1000, b.getsockname())
    keep.append(b)
    a.close()
time.sleep(9)
"""
    expect(s.py(udp, memory=64 * MB), "memory", None)


@ns_only
@check
def connections_do_not_outlive_their_program(s):
    code = """
import fcntl, os, socket
server = socket.socket(); server.bind(("127.0.0.1", 0)); server.listen(100)
refused = 0
for i in range(20):
    a = socket.socket(); a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    a.connect(server.getsockname()); b, _ = server.accept()
    for level, option in ((0, 21), (41, 73)):
        try: b.setsockopt(level, option, 255)
        except PermissionError: refused += 1
    for option in (14, 32, 38):
        try: a.setsockopt(6, option, bytes(256))
        except PermissionError: refused += 1
    a.setblocking(False)
    try:
        while True: a.send(b"x" * (1 << 20))
    except BlockingIOError: pass
print(refused)
"""
    d = expect(s.py(code, memory=200 * MB), "exited", 0)
    assert d.out == b"100\n", d
    s.wipe()
    d = expect(s.run(["/bin/true"], memory=16 * MB), "exited", 0)
    assert d.peak < 8 * MB, d


@ns_only
@check
def memory_after_socket_buffers_is_not_both(s):
    code = """
import socket
server = socket.socket(); server.bind(("127.0.0.1", 0)); server.listen(100)
a = socket.socket(); a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
a.connect(server.getsockname()); b, _ = server.accept(); a.setblocking(False)
try:
    while True: a.send(b"x" * (1 << 20))
except BlockingIOError: pass
a.close(); b.close()
x = bytearray(70 << 20)
"""
    expect(s.py(code, memory=100 * MB), "exited", 0)


@check
def memory_shared_without_a_name_is_added_up(s):
    code = "#include <string.h>\n#include <sys/mman.h>\n#include <unistd.h>\nint main(){for(int i=0;i<8;i++)if(fork()==0){char*p=mmap(0,40<<20,PROT_READ|PROT_WRITE,MAP_SHARED|MAP_ANONYMOUS,-1,0);memset(p,1,40<<20);sleep(20);_exit(0);}sleep(5);}"
    if s.mode == 2:
        return
    expect(s.c(code, memory=100 * MB), "memory", None)
    s.wipe()
    expect(s.run(["/bin/true"]), "exited", 0)


@ns_only
@check
def without_control_groups_page_tables_and_ipc_objects_are_memory(s):
    tables = "#include <sys/mman.h>\n#include <unistd.h>\nint main(){volatile char *p=mmap(0,1ul<<38,PROT_READ,MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE,-1,0);for(unsigned long i=0;i<1ul<<38;i+=1<<21)(void)p[i];sleep(5);}"
    queues = "#include <string.h>\n#include <sys/msg.h>\n#include <unistd.h>\nint main(){struct{long t;char b[8000];}m={1};for(int i=0;i<20000;i++){int q=msgget(IPC_PRIVATE,0600|IPC_CREAT);if(q<0)break;msgsnd(q,&m,8000,IPC_NOWAIT);msgsnd(q,&m,8000,IPC_NOWAIT);}sleep(5);}"
    semaphores = "#include <sys/sem.h>\n#include <unistd.h>\nint main(){for(int i=0;i<200;i++)semget(IPC_PRIVATE,30000,0600|IPC_CREAT);sleep(5);}"
    for code in (tables, queues, semaphores):
        expect(s.c(code, memory=100 * MB), "memory", None)
        s.wipe()
    expect(s.run(["/bin/true"], memory=64 * MB), "exited", 0)


@check
def pools_of_the_machine_are_refused(s):
    code = r"""#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <linux/filter.h>
static void say(const char *what, long result) { printf("%s %d\n", what, result < 0 ? errno : 0); }
int main(void) {
    unsigned long context = 0;
    say("io_setup", syscall(SYS_io_setup, 10, &context));
    say("inotify_init", syscall(SYS_inotify_init1, 0));
    say("prio_user", syscall(SYS_setpriority, PRIO_USER, 0, 5));
    say("prio_user_self", syscall(SYS_setpriority, PRIO_USER, getuid(), 5));
    say("ioprio_user", syscall(SYS_ioprio_set, 3, 0, 0));
    int s = socket(AF_INET6, SOCK_DGRAM, 0);
    char label[32] = {0};
    label[17] = 1;
    say("flow label", setsockopt(s, IPPROTO_IPV6, 32, label, sizeof label));
    struct sock_filter f = {6, 0, 0, 0};
    struct sock_fprog p = {1, &f};
    int t = socket(AF_INET, SOCK_DGRAM, 0);
    say("attach", setsockopt(t, SOL_SOCKET, 26, &p, sizeof p));
    say("reuseport", setsockopt(t, SOL_SOCKET, 51, &p, sizeof p));
    int one = 1;
    say("usual option", setsockopt(t, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one));
    say("own nice", setpriority(PRIO_PROCESS, 0, 5));
    say("netlink", socket(16, SOCK_RAW, 0));
    say("sync", syscall(SYS_syncfs, 0));
}"""
    d = expect(s.c(code), "exited", 0)
    seen = dict(line.rsplit(" ", 1) for line in d.out.decode().splitlines())
    assert seen["io_setup"] == seen["inotify_init"] == "38", seen
    assert seen["prio_user"] == seen["prio_user_self"] == seen["ioprio_user"] == "1", seen
    assert seen["own nice"] == "0", seen
    assert seen["netlink"] == "97" and seen["sync"] == "1", seen
    if s.mode == 1:
        assert seen["flow label"] == seen["attach"] == seen["reuseport"] == "1" and seen["usual option"] == "0", seen


@ns_only
@check
def nothing_is_remembered_of_connections(s):
    d = expect(s.py("for n in ('tcp_no_metrics_save', 'tcp_fastopen', 'tcp_max_tw_buckets'): print(open('/proc/sys/net/ipv4/' + n).read().strip())"), "exited", 0)
    assert d.out == b"1\n0\n0\n", (d, s.notes)


@ns_only
@check
def process_ids_begin_anew(s):
    ids = set()
    for _ in range(3):
        ids.add(expect(s.run(["sh", "-c", "echo $$; sh -c 'echo $$'; :"]), "exited", 0).out)
        s.wipe()
    assert len(ids) == 1, ids


@check
def commands_start_from_what_the_snapshot_kept(s):
    s.file("a/program", "#!/bin/sh\necho original\n", 0o755)
    s.file("data", "1\n")
    expect(s.run(["sh", "-c", "ln -s data link; mkdir -p deep/er; echo made > deep/er/file; chmod 640 deep/er/file 2>&1; :"]), "exited", 0)
    s.send(10)
    look = "cd /work 2>/dev/null || cd \"$HOME\"; find . -type f -o -type l | sort | xargs ls -l | awk '{print $1, $NF}'; cat data deep/er/file; ./a/program; ls -A /tmp /dev/shm | grep -v : "
    if s.mode == 2:
        look = "find . -type f -o -type l | sort | xargs ls -l | awk '{print $1, $NF}'; cat data deep/er/file; ./a/program"
    first = expect(s.run(["sh", "-c", look]), "exited", None)
    assert b"original" in first.out and b"made" in first.out and b"lrwxrwxrwx" in first.out, first
    spoil = "rm -rf deep; echo 2 > data; rm a/program; ln -s /bin/true a/program; touch new .hidden; mkdir -p x/y/z; chmod 000 x; rm link; mkfifo link; echo left > /tmp/left; echo left > /dev/shm/left"
    for command in (spoil, "rm -rf a data deep link", "chmod -R 000 . ; true", ":"):
        s.run(["sh", "-c", command])
        s.send(11)
        again = expect(s.run(["sh", "-c", look]), "exited", None)
        assert (again.out, again.code) == (first.out, first.code), (command, first, again)
    s.wipe()
    s.send(11)
    d = s.run(["/bin/true"])
    assert d.how == "fault", d
    s.wipe()


@check
def a_snapshot_leaves_out_what_it_cannot_keep(s):
    s.run(["sh", "-c", "mkfifo pipe; d=.; for i in $(seq 60); do d=$d/d; mkdir $d || break; done; echo x > kept; ln -s nowhere dangling; ln -s / root"])
    s.send(10)
    s.send(11)
    d = expect(s.run(["sh", "-c", "ls -A; find . -name d | wc -l; test -p pipe && echo pipe"]), "exited", None)
    lines = d.out.decode().split()
    assert "kept" in lines and "dangling" in lines and "root" in lines and "pipe" not in lines and 20 <= int(lines[-1]) <= 30, d


@ns_only
@check
def a_snapshot_of_a_full_sandbox_can_be_restored(s):
    for fill in ("head -c 300000000 /dev/zero > big; true", "echo x > one; for i in $(seq 3000); do ln one l$i; done; head -c 300000000 /dev/zero > big; truncate -s 100G hole; true",
                 "truncate -s 250M hole; perl -e 'symlink(\"x\" x 4000, \"l$_\") for 1..15000'"):
        s.run(["sh", "-c", fill], memory=1024 * MB)
        s.send(10)
        s.send(11)
        expect(s.run(["sh", "-c", "ls | wc -l"]), "exited", 0)
        s.wipe()


@check
def odd_names_do_not_keep_a_sandbox_from_being_emptied(s):
    deep = "mkdir .wipe-0 .wipe-1; for c in $(seq 12); do d=c$c; mkdir $d; for i in $(seq 30); do d=$d/d; mkdir $d || break; done; echo x > $d/file; done; true"
    marks = "import os\nfor i in range(60):\n  try: os.setxattr('.', 'user.%03d' % i + 'n' * 20, b'v')\n  except OSError: pass\n"
    for _ in range(2):
        s.run(["sh", "-c", deep])
        s.wipe()
        s.py(marks)
        s.send(10)
        s.send(11)
        d = expect(s.run(["ls", "-A"]), "exited", 0)
        assert d.out == b"main.py\n", d
        s.wipe()


@ns_only
@check
def waiting_for_one_s_own_children_is_not_the_machine_s_fault(s):
    for policy in ("os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))", "os.nice(19)", "pass"):
        code = """
import os, time
cpu = sorted(os.sched_getaffinity(0))[0]
os.sched_setaffinity(0, {cpu})
if os.fork() == 0:
    t = time.monotonic()
    while time.monotonic() - t < 1.0: pass
    time.sleep(100)
%s
t = time.monotonic()
while time.monotonic() - t < 1.0: pass
time.sleep(100)
""" % policy
        d = expect(s.py(code, wall=1.5, patience=6.0), "wall", None)
        assert d.delay < 0.15 and d.wall < 4, d
        s.wipe()


CHAIN = "import subprocess\nwhile True: subprocess.run(['perl', '-e', 'my $x = 0; for (my $j = 0; $j < 250000; $j++) { $x += $j }'])"
NAP = "import time\nwhile True: time.sleep(100)"


def unserved(d):
    """How long a program that is never idle had no processor."""
    return d.wall - d.user - d.sys


@check
def waiting_of_ended_processes_counts(s):
    # A session each, since the kernel may share processors among sessions first; how much they leave is no matter.
    burners = [subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True) for _ in range(5 * os.cpu_count())]
    try:
        d = expect(s.py(CHAIN, wall=2.0), "wall", None)
        assert d.delay > unserved(d) / 2 - 0.1, d
        d = expect(s.py(CHAIN, wall=1.0, patience=9.0), "wall", None)
        assert d.wall > 1.0 + unserved(d) / 3 - 0.1, d
        d = expect(s.py(NAP, wall=2.0), "wall", None)
        assert d.delay < d.wall / 4, d
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
