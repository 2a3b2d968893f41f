/*
 * Makes the attempts named on the command line and prints one line for each: its name and what came of it, "done" or an
 * errno. Every attempt is a child of its own, so that one that is killed says so ("killed by 31") and the others go on.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MARK "sce-escape"
#define CALL(...) ((long)syscall(__VA_ARGS__))

static char scratch[4096];

static long mapped(void *p) {
    return p == MAP_FAILED ? -1 : 0;
}

static long handle(void) {
    struct {
        struct file_handle h;
        char room[128];
    } f = {{.handle_bytes = 128}};
    int id = 0;
    long r = CALL(SYS_name_to_handle_at, AT_FDCWD, "/usr", &f, &id, 0);
    return r;
}

static long open_handle(void) {
    /* Inode 2 is the root of most disk file systems: the host's, if a descriptor of any mount of it will do. */
    struct {
        struct file_handle h;
        uint32_t room[8];
    } f = {{.handle_bytes = 8, .handle_type = 1}, {2, 0}};
    int fd = open("/usr", O_RDONLY | O_DIRECTORY);
    return CALL(SYS_open_by_handle_at, fd, &f, O_RDONLY);
}

static long vm_read(int number) {
    struct iovec mine = {scratch, 64}, theirs = {(void *)0x400000, 64};
    return CALL(number, 1, &mine, 1, &theirs, 1, 0);
}

static long bpf_map(void) {
    union bpf_attr a;
    memset(&a, 0, sizeof a);
    a.map_type = BPF_MAP_TYPE_ARRAY;
    a.key_size = a.value_size = 4;
    a.max_entries = 1;
    return CALL(SYS_bpf, BPF_MAP_CREATE, &a, sizeof a);
}

static long perf(void) {
    struct perf_event_attr a = {.type = PERF_TYPE_SOFTWARE, .size = sizeof a, .config = PERF_COUNT_SW_CPU_CLOCK};
    return CALL(SYS_perf_event_open, &a, 0, -1, -1, 0);
}

static long clock_set(int which) {
    struct timespec t = {1000000000, 0};
    struct timeval v = {1000000000, 0};
    struct timex x;
    memset(&x, 0, sizeof x);
    x.modes = ADJ_OFFSET_SINGLESHOT;
    x.offset = 1;
    return which == 0   ? CALL(SYS_clock_settime, CLOCK_REALTIME, &t)
           : which == 1 ? CALL(SYS_settimeofday, &v, NULL)
           : which == 2 ? CALL(SYS_adjtimex, &x)
                        : CALL(SYS_clock_adjtime, CLOCK_REALTIME, &x);
}

static long clone_with(unsigned long flags) {
    long pid = CALL(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        _exit(0);
    }
    return pid;
}

static long clone3_with(uint64_t flags) {
    uint64_t args[11] = {flags, 0, 0, 0, SIGCHLD};
    long pid = CALL(SYS_clone3, args, sizeof args);
    if (pid == 0) {
        _exit(0);
    }
    return pid;
}

static long set_namespace(const char *name) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/ns/%s", name);
    return CALL(SYS_setns, open(path, O_RDONLY), 0);
}

static long raise_capabilities(void) {
    struct __user_cap_header_struct h = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct d[2] = {{~0u, ~0u, ~0u}, {~0u, ~0u, ~0u}};
    return CALL(SYS_capset, &h, d);
}

static long raise_limit(int resource) {
    struct rlimit l;
    getrlimit(resource, &l);
    l.rlim_cur = l.rlim_max = RLIM_INFINITY;
    return setrlimit(resource, &l);
}

static long limit_first(void) {
    struct rlimit l = {0, 0};
    return CALL(SYS_prlimit64, 1, RLIMIT_NOFILE, &l, NULL);
}

static long put(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0666);
    return fd < 0 ? -1 : write(fd, text, strlen(text));
}

static long attributes(int fd, unsigned flags) {
    return ioctl(fd, 0x40086602, &flags); /* FS_IOC_SETFLAGS */
}

static long memfd_exec_setuid(void) {
    int fd = memfd_create(MARK, 0);
    return fd < 0 ? -1 : fchown(fd, 0, 0) == 0 && fchmod(fd, 04755) == 0 ? 0 : -1;
}

#define TRY(label, expression)                                                                                         \
    if (strcmp(name, label) == 0)                                                                                      \
    return (errno = 0, (long)(expression))

static long files(const char *name) {
    TRY("mount-tmpfs", CALL(SYS_mount, MARK, "/tmp", "tmpfs", 0, ""));
    TRY("mount-proc", CALL(SYS_mount, MARK, "/tmp", "proc", 0, ""));
    TRY("mount-bind", CALL(SYS_mount, "/usr", "/tmp", "", MS_BIND, ""));
    TRY("mount-remount-rw", CALL(SYS_mount, "", "/usr", "", MS_REMOUNT | MS_BIND, ""));
    TRY("umount-proc", CALL(SYS_umount2, "/proc", MNT_DETACH));
    TRY("umount-work", CALL(SYS_umount2, "/work", MNT_DETACH));
    TRY("umount-mask", CALL(SYS_umount2, "/proc/sysrq-trigger", MNT_DETACH));
    TRY("pivot_root", CALL(SYS_pivot_root, "/work", "/work"));
    TRY("chroot", CALL(SYS_chroot, "/work"));
    TRY("fsopen", CALL(SYS_fsopen, "tmpfs", 0));
    TRY("fspick", CALL(SYS_fspick, AT_FDCWD, "/", 0));
    TRY("fsconfig", CALL(SYS_fsconfig, 0, 6, NULL, NULL, 0));
    TRY("fsmount", CALL(SYS_fsmount, 0, 0, 0));
    TRY("move_mount", CALL(SYS_move_mount, AT_FDCWD, "/work", AT_FDCWD, "/tmp", 0));
    TRY("open_tree", CALL(SYS_open_tree, AT_FDCWD, "/", 1));
    TRY("open_tree_attr", CALL(467, AT_FDCWD, "/", 1, scratch, 32));
    TRY("mount_setattr", CALL(442, AT_FDCWD, "/", 0, scratch, 32));
    TRY("statmount", CALL(457, scratch, scratch, 512, 0));
    TRY("listmount", CALL(458, scratch, scratch, 1, 0));
    TRY("name_to_handle_at", handle());
    TRY("open_by_handle_at", open_handle());
    TRY("mknod-disk", mknod("/work/disk", S_IFBLK | 0666, 8 << 8));
    TRY("mknod-mem", mknod("/work/mem", S_IFCHR | 0666, (1 << 8) | 1));
    TRY("mknod-tty", mknod("/tmp/tty", S_IFCHR | 0666, (5 << 8) | 0));
    TRY("chown-work", chown("/work", 0, 0));
    TRY("immutable-file", attributes(open("/work/fixed", O_RDONLY | O_CREAT, 0666), 0x10));
    TRY("immutable-work", attributes(open("/work", O_RDONLY), 0x10));
    TRY("append-only-work", attributes(open("/work", O_RDONLY), 0x20));
    TRY("setuid-root-memfd", memfd_exec_setuid());
    TRY("rename-work", rename("/work", "/tmp/work"));
    TRY("remove-work", rmdir("/work"));
    TRY("remove-shm", rmdir("/dev/shm"));
    return -2;
}

static long processes(const char *name) {
    TRY("ptrace-attach", CALL(SYS_ptrace, PTRACE_ATTACH, 1, 0, 0));
    TRY("ptrace-seize", CALL(SYS_ptrace, PTRACE_SEIZE, 1, 0, 0));
    TRY("ptrace-parent", CALL(SYS_ptrace, PTRACE_ATTACH, getppid(), 0, 0));
    TRY("ptrace-traceme", CALL(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
    TRY("process_vm_readv", vm_read(SYS_process_vm_readv));
    TRY("process_vm_writev", vm_read(SYS_process_vm_writev));
    TRY("kcmp", CALL(SYS_kcmp, 1, getpid(), 0, 0, 0));
    TRY("pidfd_getfd", CALL(438, CALL(434, getpid(), 0), 0, 0));
    TRY("process_madvise", CALL(440, 0, scratch, 1, 4, 0));
    TRY("process_mrelease", CALL(448, 0, 0));
    TRY("prlimit-1", limit_first());
    TRY("capset", raise_capabilities());
    TRY("setuid-0", CALL(SYS_setuid, 0));
    TRY("setgid-0", CALL(SYS_setgid, 0));
    TRY("setresuid-0", CALL(SYS_setresuid, 0, 0, 0));
    TRY("setgroups", CALL(SYS_setgroups, 1, scratch));
    TRY("ambient", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_SYS_ADMIN, 0, 0));
    TRY("clear-no-new-privs", prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
    TRY("drop-seccomp", prctl(PR_SET_SECCOMP, 0, 0, 0, 0));
    TRY("unlimited-files", raise_limit(RLIMIT_NOFILE));
    TRY("unlimited-core", raise_limit(RLIMIT_CORE));
    TRY("unlimited-locked", raise_limit(RLIMIT_MEMLOCK));
    TRY("negative-nice", setpriority(PRIO_PROCESS, 0, -5));
    TRY("nice-of-1", setpriority(PRIO_PROCESS, 1, 19));
    TRY("nice-of-group-1", setpriority(PRIO_PGRP, 1, 19));
    TRY("realtime", CALL(SYS_sched_setscheduler, 0, SCHED_FIFO, &(int){1}));
    TRY("policy-of-1", CALL(SYS_sched_setscheduler, 1, SCHED_IDLE, &(int){0}));
    TRY("affinity-of-1", CALL(SYS_sched_setaffinity, 1, 8, &(long){1}));
    TRY("ioprio-of-1", CALL(SYS_ioprio_set, 1, 1, 3 << 13));
    TRY("unshare-user", CALL(SYS_unshare, CLONE_NEWUSER));
    TRY("unshare-mount", CALL(SYS_unshare, CLONE_NEWNS));
    TRY("unshare-net", CALL(SYS_unshare, CLONE_NEWNET));
    TRY("unshare-pid", CALL(SYS_unshare, CLONE_NEWPID));
    TRY("unshare-ipc", CALL(SYS_unshare, CLONE_NEWIPC));
    TRY("unshare-uts", CALL(SYS_unshare, CLONE_NEWUTS));
    TRY("unshare-cgroup", CALL(SYS_unshare, CLONE_NEWCGROUP));
    TRY("unshare-time", CALL(SYS_unshare, 0x80));
    TRY("clone-user", clone_with(CLONE_NEWUSER));
    TRY("clone-mount", clone_with(CLONE_NEWNS));
    TRY("clone-pid", clone_with(CLONE_NEWPID));
    TRY("clone-net", clone_with(CLONE_NEWNET));
    TRY("clone-ipc", clone_with(CLONE_NEWIPC));
    TRY("clone-high-bits", clone_with(0xff00000000ul | CLONE_NEWUSER));
    TRY("clone3-user", clone3_with(CLONE_NEWUSER));
    TRY("clone3-into-cgroup", clone3_with(0x200000000ull));
    TRY("clone3-plain", clone3_with(0));
    TRY("setns-mount", set_namespace("mnt"));
    TRY("setns-user", set_namespace("user"));
    TRY("setns-net", set_namespace("net"));
    TRY("personality-read-implies-exec", CALL(SYS_personality, 0x0400000));
    TRY("personality-mmap-page-zero", CALL(SYS_personality, 0x0100000));
    TRY("personality-32-bit", CALL(SYS_personality, 0x0800000));
    TRY("personality-bsd", CALL(SYS_personality, 6));
    TRY("personality-high-bits", CALL(SYS_personality, 0x100400000ul));
    return -2;
}

static long kernel(const char *name) {
    TRY("keyctl", CALL(SYS_keyctl, 0, -3, 1));
    TRY("keyctl-user-keyring", CALL(SYS_keyctl, 0, -4, 1));
    TRY("add_key", CALL(SYS_add_key, "user", MARK, "x", 1, -4));
    TRY("request_key", CALL(SYS_request_key, "user", MARK, "", -4));
    TRY("bpf", bpf_map());
    TRY("perf_event_open", perf());
    TRY("io_uring_setup", CALL(425, 8, scratch));
    TRY("io_uring_enter", CALL(426, 0, 0, 0, 0, 0, 0));
    TRY("io_uring_register", CALL(427, 0, 0, 0, 0));
    TRY("userfaultfd", CALL(SYS_userfaultfd, 1));
    TRY("kexec_load", CALL(SYS_kexec_load, 0, 0, 0, 0));
    TRY("init_module", CALL(SYS_init_module, scratch, 16, ""));
    TRY("finit_module", CALL(SYS_finit_module, 0, "", 0));
    TRY("delete_module", CALL(SYS_delete_module, MARK, 0));
    TRY("fanotify_init", CALL(SYS_fanotify_init, 0, 0));
    TRY("lease", fcntl(open("/work/leased", O_RDONLY | O_CREAT, 0600), 1024, F_RDLCK));
    TRY("lease-high-bits", CALL(SYS_fcntl, open("/work/leased", O_RDONLY | O_CREAT, 0600), 0x100000400ul, F_RDLCK));
    TRY("dnotify", fcntl(open("/work", O_RDONLY), 1026, 1));
    TRY("tiocsti", ioctl(0, TIOCSTI, "x"));
    TRY("tiocsti-high-bits", CALL(SYS_ioctl, 0, 0x100005412ul, "x"));
    TRY("tioclinux", ioctl(0, 0x541c, "\2"));
    TRY("mq_open", CALL(SYS_mq_open, MARK, O_CREAT | O_RDWR, 0600, 0));
    TRY("mq_unlink", CALL(SYS_mq_unlink, MARK));
    TRY("clock_settime", clock_set(0));
    TRY("settimeofday", clock_set(1));
    TRY("adjtimex", clock_set(2));
    TRY("clock_adjtime", clock_set(3));
    TRY("reboot", CALL(SYS_reboot, 0xfee1dead, 672274793, 0x1234567, 0));
    TRY("swapon", CALL(SYS_swapon, "/work/swap", 0));
    TRY("swapoff", CALL(SYS_swapoff, "/work/swap"));
    TRY("sethostname", CALL(SYS_sethostname, MARK, 10));
    TRY("setdomainname", CALL(SYS_setdomainname, MARK, 10));
    TRY("syslog", CALL(SYS_syslog, 3, scratch, 100));
    TRY("acct", CALL(SYS_acct, "/work/acct"));
    TRY("quotactl", CALL(SYS_quotactl, 0x800007 << 8, "/dev/sda1", 0, scratch));
    TRY("quotactl_fd", CALL(443, 0, 0, 0, 0));
    TRY("vhangup", CALL(SYS_vhangup));
    TRY("lookup_dcookie", CALL(212, 0, scratch, 10));
    TRY("memfd_secret", CALL(447, 0));
    TRY("mmap-huge", mapped(mmap(0, 2 << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0)));
    TRY("shm-huge", shmget(IPC_PRIVATE, 2 << 20, SHM_HUGETLB | IPC_CREAT | 0600));
    TRY("mbind", CALL(SYS_mbind, 0, 0, 0, 0, 0, 0));
    TRY("move_pages", CALL(SYS_move_pages, 1, 0, 0, 0, 0, 0));
    TRY("migrate_pages", CALL(SYS_migrate_pages, 1, 0, 0, 0));
    TRY("newer-than-the-filter", CALL(999, 0));
    TRY("lowest-negative", CALL(-2, 0));
    TRY("mlockall", mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0
                        ? -1
                        : mapped(mmap(0, 1 << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)));
    TRY("oom-score", put("/proc/self/oom_score_adj", "-1000"));
    TRY("sysrq", put("/proc/sysrq-trigger", "?"));
    TRY("core-pattern", put("/proc/sys/kernel/core_pattern", "|/tmp/" MARK));
    TRY("modprobe", put("/proc/sys/kernel/modprobe", "/tmp/" MARK));
    TRY("binfmt", put("/proc/sys/fs/binfmt_misc/register", ":" MARK ":M::x::/tmp/x:"));
    TRY("net-sysctl", put("/proc/sys/net/ipv4/ip_forward", "1"));
    TRY("uevent", put("/sys/kernel/uevent_helper", "/tmp/" MARK));
    TRY("release-agent", put("/sys/fs/cgroup/memory/release_agent", "/tmp/" MARK));
    TRY("kmem", open("/dev/mem", O_RDWR));
    TRY("kmsg", open("/dev/kmsg", O_RDWR));
    TRY("kvm", open("/dev/kvm", O_RDWR));
    TRY("fuse", open("/dev/fuse", O_RDWR));
    TRY("tty", open("/dev/tty", O_RDWR));
    TRY("ptmx", open("/dev/ptmx", O_RDWR));
    TRY("random-entropy", ioctl(open("/dev/random", O_RDWR), 0x5206, 0)); /* RNDCLEARPOOL */
#ifdef __x86_64__
    TRY("iopl", CALL(SYS_iopl, 3));
    TRY("ioperm", CALL(SYS_ioperm, 0, 8, 1));
    TRY("modify_ldt", CALL(SYS_modify_ldt, 0, scratch, 16));
    TRY("kexec_file_load", CALL(SYS_kexec_file_load, 0, 0, 0, "", 0));
    TRY("x32-getpid", CALL(0x40000000 | SYS_getpid));
    TRY("x32-ptrace", CALL(0x40000000 | 521, PTRACE_ATTACH, 1, 0, 0));
    if (strcmp(name, "i386-getpid") == 0 || strcmp(name, "i386-mount") == 0) {
        int result;
        __asm__ volatile("int $0x80"
                         : "=a"(result)
                         : "a"(name[5] == 'g' ? 20 : 21), "b"(0), "c"(0), "d"(0), "S"(0), "D"(0)
                         : "memory");
        errno = result < 0 ? -result : 0;
        return result < 0 ? -1 : 0;
    }
#endif
    return -2;
}

static void attempt(const char *name) {
    long result = files(name);
    result = result == -2 ? processes(name) : result;
    result = result == -2 ? kernel(name) : result;
    const char *text = result == -2 ? "unknown" : result == -1 ? strerrorname_np(errno) : "done";
    printf("%s=%s\n", name, text);
    fflush(stdout);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            attempt(argv[i]);
            _exit(0);
        }
        int status = 0;
        if (pid < 0 || waitpid(pid, &status, 0) != pid) {
            printf("%s=no child\n", argv[i]);
        } else if (WIFSIGNALED(status)) {
            printf("%s=killed by %d\n", argv[i], WTERMSIG(status));
        }
        fflush(stdout);
    }
    return 0;
}
