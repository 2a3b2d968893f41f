"""System calls and the network: what is refused, and what still works."""

from helpers import expect, ns_only

SYSCALLS = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
static int bad;
static void t(const char *n, long r, int want) {
    int e = r == -1 ? errno : 0;
    if (e != want) {
        printf("%s: %ld errno %d, wanted %d\n", n, r, e, want);
        bad = 1;
    }
}
int main(void) {
    char b[64];
    t("ptrace", syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0), EPERM);
    t("keyctl", syscall(SYS_keyctl, 0, -3, 1), EPERM);
    t("add_key", syscall(SYS_add_key, "user", "x", "y", 1, -2), EPERM);
    t("mount", syscall(SYS_mount, "x", "/tmp", "tmpfs", 0, 0), EPERM);
    t("umount", syscall(SYS_umount2, "/work", 2), EPERM);
    t("unshare", syscall(SYS_unshare, CLONE_NEWUSER), EPERM);
    t("clone", syscall(SYS_clone, CLONE_NEWUSER | 17, 0, 0, 0, 0), EPERM);
    t("clone3", syscall(SYS_clone3, b, 64), ENOSYS);
    t("bpf", syscall(SYS_bpf, 0, b, 0), EPERM);
    t("io_uring", syscall(425, 1, b), EPERM);
    t("userfaultfd", syscall(SYS_userfaultfd, 0), EPERM);
    t("perf", syscall(SYS_perf_event_open, b, 0, -1, -1, 0), EPERM);
    t("chroot", syscall(SYS_chroot, "/"), EPERM);
    t("pidfd_getfd", syscall(438, 0, 0, 0), EPERM);
    t("process_vm_readv", syscall(SYS_process_vm_readv, 1, 0, 0, 0, 0, 0), EPERM);
    t("handle", syscall(SYS_name_to_handle_at, 0, "", b, b, 0), EPERM);
    t("setns", syscall(SYS_setns, 0, 0), EPERM);
    t("open_tree", syscall(428, -100, "/", 1), EPERM);
    t("mount_setattr", syscall(442, -100, "/", 0, b, 32), EPERM);
    t("listmount", syscall(458, b, b, 1, 0), EPERM);
    t("sethostname", syscall(SYS_sethostname, "x", 1), EPERM);
    t("settime", syscall(SYS_clock_settime, 0, b), EPERM);
    t("syslog", syscall(SYS_syslog, 2, b, 10), EPERM);
    t("quotactl_fd", syscall(443, 0, 0, 0, 0), EPERM);
    t("personality", syscall(SYS_personality, 0x0400000), EPERM);
    t("personality query", syscall(SYS_personality, 0xffffffff), 0);
    t("mq_open", syscall(SYS_mq_open, "x", O_CREAT | O_RDWR, 0600, 0), ENOSYS);
    t("memfd_secret", syscall(447, 0), ENOSYS);
    t("unknown", syscall(480, 0), ENOSYS);
    t("unknown2", syscall(999, 0), ENOSYS);
    t("vsock", socket(40, SOCK_STREAM, 0), EAFNOSUPPORT);
    t("packet", socket(AF_PACKET, SOCK_RAW, 0), EAFNOSUPPORT);
    t("alg", socket(AF_ALG, SOCK_SEQPACKET, 0), EAFNOSUPPORT);
    t("audit", socket(AF_NETLINK, SOCK_RAW, 9), EAFNOSUPPORT);
    if (!LANDLOCK) {
        t("route", socket(AF_NETLINK, SOCK_RAW, 0), EAFNOSUPPORT);
        t("tcp", socket(AF_INET, SOCK_STREAM, 0), 0);
        t("udp6", socket(AF_INET6, SOCK_DGRAM, 0), 0);
        t("unix", socket(AF_UNIX, SOCK_STREAM, 0), 0);
        t("sctp", socket(AF_INET, SOCK_STREAM, 132), EPROTONOSUPPORT);
        t("seqpacket", socket(AF_INET, SOCK_SEQPACKET, 0), EPROTONOSUPPORT);
        t("raw", socket(AF_INET, SOCK_RAW, 1), EPERM);
    } else {
        t("tcp", socket(AF_INET, SOCK_STREAM, 0), EAFNOSUPPORT);
        t("unix", socket(AF_UNIX, SOCK_STREAM, 0), EAFNOSUPPORT);
        t("shmget", syscall(SYS_shmget, 0, 4096, 01600), ENOSYS);
        int sp[2];
        t("pair dgram", socketpair(AF_UNIX, SOCK_DGRAM, 0, sp), EPROTONOSUPPORT);
        t("pair stream", socketpair(AF_UNIX, SOCK_STREAM, 0, sp), 0);
        t("other proc", open("/proc/1/status", O_RDONLY), EACCES);
        t("list root", open("/", O_RDONLY), EACCES);
        t("etc", open("/etc/hostname", O_RDONLY), EACCES);
        t("tmp", open("/tmp/xyz", O_CREAT | O_RDWR, 0600), EACCES);
    }
    t("lease", fcntl(open("/dev/null", O_RDONLY), 1024, 0), EPERM);
    t("notify", fcntl(open("/", O_RDONLY), 1026, 1), EPERM);
    t("sti", ioctl(0, 0x5412, b), EPERM);
    t("sti high bits", syscall(SYS_ioctl, 0, 0x100005412ul, b), EPERM);
    t("hugetlb", (long)mmap(0, 2 << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0),
      ENOMEM);
    t("get_mempolicy", syscall(SYS_get_mempolicy, 0, 0, 0, 0, 0), 0);
    t("prlimit self", syscall(SYS_prlimit64, 0, 7, 0, b), 0);
    unsigned long lim[2] = {0, 0};
    t("core", syscall(SYS_prlimit64, 0, 4, lim, 0), EPERM);
    t("core2", syscall(SYS_setrlimit, 4, lim), EPERM);
    t("core ask", syscall(SYS_prlimit64, 0, 4, 0, lim), 0);
    t("prlimit 1", syscall(SYS_prlimit64, 1, 7, 0, b), EPERM);
    t("dumpable", prctl(PR_SET_DUMPABLE, 1), 0);
    puts(bad ? "BAD" : "GOOD");
    fflush(stdout);
#ifdef __x86_64__
    if (fork() == 0) {
        syscall(0x40000000 | 39);
        puts("x32 works");
        return 0;
    }
    if (fork() == 0) {
        int r;
        __asm__ volatile("int $0x80" : "=a"(r) : "a"(20));
        puts("i386 works");
        return 0;
    }
    int st, killed = 0;
    while (wait(&st) > 0) killed += (st & 0x7f) == 31;
    printf("%d killed\n", killed);
#endif
    return bad;
}
"""


def test_system_calls(s):
    d = s.c(SYSCALLS.replace("LANDLOCK", "1" if s.mode == 2 else "0"))
    assert d.code == 0 and d.out == b"GOOD\n2 killed\n", d


def test_network_unreachable(s):
    d = s.py("""
        import socket

        for fam, addr in (
            (socket.AF_INET, ("1.1.1.1", 80)),
            (socket.AF_INET6, ("2606:4700::1111", 80)),
            (socket.AF_INET, ("169.254.169.254", 80)),
        ):
            try:
                c = socket.socket(fam)
                c.settimeout(2)
                c.connect(addr)
                print("CONNECTED", addr)
            except OSError as e:
                print(e.errno)
        """)
    expect(d, "exited", 0)
    assert b"CONNECTED" not in d.out and len(d.out.split()) == 3, d


@ns_only
def test_loopback_works_and_ports_are_free_again(s):
    code = """
        import socket, threading

        l = socket.socket()
        l.bind(("127.0.0.1", 5555))
        l.listen()

        def serve():
            c, _ = l.accept()
            c.sendall(b"hi")
            c.close()

        threading.Thread(target=serve).start()
        c = socket.create_connection(("127.0.0.1", 5555))
        print(c.recv(2))
        c.close()
        c = socket.socket(socket.AF_INET6)
        c.bind(("::1", 5556))
        c.listen()
        """
    for _ in range(3):
        d = expect(s.py(code), "exited", 0)
        assert d.out == b"b'hi'\n", d
        s.wipe()
    d = s.run(["cat", "/proc/net/sockstat"])
    assert b"tw 0" in d.out, d


def test_pools_of_the_machine_are_refused(s):
    code = r"""
        #include <errno.h>
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
        }
        """
    d = expect(s.c(code), "exited", 0)
    seen = dict(line.rsplit(" ", 1) for line in d.out.decode().splitlines())
    assert seen["io_setup"] == seen["inotify_init"] == "38", seen
    assert seen["prio_user"] == seen["prio_user_self"] == seen["ioprio_user"] == "1", seen
    assert seen["own nice"] == "0", seen
    assert seen["netlink"] == "97" and seen["sync"] == "1", seen
    if s.mode == 1:
        assert seen["flow label"] == seen["attach"] == seen["reuseport"] == "1" and seen["usual option"] == "0", seen


@ns_only
def test_nothing_is_remembered_of_connections(s):
    d = expect(
        s.py("""
            for n in ("tcp_no_metrics_save", "tcp_fastopen", "tcp_max_tw_buckets"):
                print(open("/proc/sys/net/ipv4/" + n).read().strip())
            """),
        "exited",
        0,
    )
    assert d.out == b"1\n0\n0\n", (d, s.notes)
