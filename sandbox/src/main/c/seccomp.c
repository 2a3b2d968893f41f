/*
 * The system call filter. Default: allow, with a list of what is refused and why; numbers newer than this program are refused too.
 *
 * The filter is a balanced tree of comparisons over the sorted list, so any call passes after some eight of them. That also keeps
 * installing cheap: the kernel runs every filter once for every system call number to learn which ones need no look at all.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <linux/netlink.h>

#include "slot.h"
#include "syscalls.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no system call table for this architecture"
#endif

#define MAX_CODE 2048
#define LOW_WORD(n) ((uint32_t)(offsetof(struct seccomp_data, args) + 8 * (n)))
#define NEW_NAMESPACES (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

/* What is done with a call. The ones from CLONE on look at arguments. */
enum verdict { ALLOW, PERM, NOSYS, KILL, CLONE, SOCKET, SOCKETPAIR, FCNTL, IOCTL, PERSONALITY, PRLIMIT, TARGET_FIRST, TARGET_SECOND, MMAP, MEMFD, SIGNAL };

struct rule {
    int number;
    enum verdict verdict;
};

/* In force everywhere. Numbers an architecture lacks are left out by the #ifdefs below. */
static const struct rule COMMON[] = {
    /* Reaching into other processes: P1 and the siblings of a program stay private even where ids are equal. */
    {SYS_ptrace, PERM}, {SYS_process_vm_readv, PERM}, {SYS_process_vm_writev, PERM}, {SYS_kcmp, PERM}, {NR_process_madvise, PERM}, {NR_pidfd_getfd, PERM}, {NR_process_mrelease, PERM},
    /* Kernel keyrings belong to a user id and outlive processes: state between runs. */
    {SYS_keyctl, PERM}, {SYS_add_key, PERM}, {SYS_request_key, PERM},
    /* Large kernel attack surface that programs under test do not need; io_uring also bypasses this filter. */
    {SYS_bpf, PERM}, {SYS_perf_event_open, PERM}, {SYS_io_uring_setup, PERM}, {SYS_io_uring_enter, PERM}, {SYS_io_uring_register, PERM}, {SYS_userfaultfd, PERM},
    /* The slot's root is finished: no mounts, no other roots, no look at the mount table through new interfaces. */
    {SYS_mount, PERM}, {SYS_umount2, PERM}, {SYS_pivot_root, PERM}, {SYS_move_mount, PERM}, {SYS_open_tree, PERM}, {SYS_fsopen, PERM}, {SYS_fsconfig, PERM}, {SYS_fsmount, PERM}, {SYS_fspick, PERM},
    {NR_mount_setattr, PERM}, {NR_statmount, PERM}, {NR_listmount, PERM}, {NR_open_tree_attr, PERM}, {SYS_chroot, PERM},
    /* New namespaces would give capabilities over new kernel objects. clone3 hides its flags from filters; libc falls back to clone. */
    {SYS_unshare, PERM}, {SYS_setns, PERM}, {SYS_clone3, NOSYS}, {SYS_clone, CLONE},
    /* The machine itself: boot, modules, swap, names, clocks, logs, quotas. Refused by capabilities as well; this is the second lock. */
    {SYS_kexec_load, PERM}, {SYS_init_module, PERM}, {SYS_finit_module, PERM}, {SYS_delete_module, PERM}, {SYS_reboot, PERM}, {SYS_swapon, PERM}, {SYS_swapoff, PERM}, {SYS_sethostname, PERM}, {SYS_setdomainname, PERM},
    {SYS_settimeofday, PERM}, {SYS_clock_settime, PERM}, {SYS_clock_adjtime, PERM}, {SYS_adjtimex, PERM}, {SYS_syslog, PERM}, {SYS_quotactl, PERM}, {NR_quotactl_fd, PERM}, {SYS_acct, PERM}, {SYS_vhangup, PERM},
#ifdef SYS_kexec_file_load
    {SYS_kexec_file_load, PERM},
#endif
#ifdef __x86_64__
    /* Hardware access and old calls that only old bugs care about. */
    {SYS_iopl, PERM}, {SYS_ioperm, PERM}, {SYS_modify_ldt, PERM}, {SYS_uselib, NOSYS}, {SYS__sysctl, NOSYS}, {SYS_ustat, NOSYS}, {SYS_sysfs, NOSYS},
#endif
    {SYS_nfsservctl, NOSYS}, {SYS_lookup_dcookie, PERM},
    /* Files by handle escape any mount namespace; fanotify watches whole file systems. */
    {SYS_name_to_handle_at, PERM}, {SYS_open_by_handle_at, PERM}, {SYS_fanotify_init, PERM}, {SYS_fanotify_mark, PERM},
    /* Memory placement of others and of the machine. Querying (get_mempolicy) stays: numpy, OpenMP and JVMs ask. */
    {SYS_migrate_pages, PERM}, {SYS_move_pages, PERM}, {SYS_mbind, PERM}, {SYS_set_mempolicy, PERM}, {NR_set_mempolicy_home_node, PERM},
    /* POSIX message queues outlive processes and cannot be listed without mounting their file system. */
    {SYS_mq_open, NOSYS}, {SYS_mq_unlink, NOSYS},
    /* Secret memory is not counted as resident by anybody. */
    {NR_memfd_secret, NOSYS}, {SYS_memfd_create, MEMFD},
    /* Huge pages come from a pool of the machine that no memory limit covers. */
    {SYS_mmap, MMAP},
    /* Families other than local, IPv4, IPv6 and routing queries load kernel modules or leave the slot (AF_VSOCK talks to the hypervisor). */
    {SYS_socket, SOCKET}, {SYS_socketpair, SOCKETPAIR},
    /* Leases and directory notifications stall or signal whoever opens a file next, even P1. Terminal injection: TIOCSTI, TIOCLINUX. */
    {SYS_fcntl, FCNTL}, {SYS_ioctl, IOCTL},
    /* Execution domains switch off protections (READ_IMPLIES_EXEC); debuggers' ADDR_NO_RANDOMIZE is harmless. */
    {SYS_personality, PERSONALITY},
    /* P1 may have the same user id: it must not be slowed down, pinned, or given limits by its programs. */
    {SYS_prlimit64, PRLIMIT}, {SYS_sched_setaffinity, TARGET_FIRST}, {SYS_sched_setscheduler, TARGET_FIRST}, {SYS_sched_setparam, TARGET_FIRST}, {SYS_sched_setattr, TARGET_FIRST},
    {SYS_setpriority, TARGET_SECOND}, {SYS_ioprio_set, TARGET_SECOND},
};

/* Mode LANDLOCK has no namespaces, so what they would have hidden must be refused. */
static const struct rule LANDLOCK_ONLY[] = {
    /* System V objects would outlive the run and be visible to the whole machine. */
    {SYS_shmget, NOSYS}, {SYS_shmat, NOSYS}, {SYS_shmctl, NOSYS}, {SYS_semget, NOSYS}, {SYS_semop, NOSYS}, {SYS_semtimedop, NOSYS}, {SYS_semctl, NOSYS}, {SYS_msgget, NOSYS}, {SYS_msgsnd, NOSYS}, {SYS_msgrcv, NOSYS}, {SYS_msgctl, NOSYS},
    /* Landlock does not cover connecting to a socket file (a D-Bus or a container engine's socket), so there is no connecting at all. */
    {SYS_connect, PERM}, {SYS_bind, PERM}, {SYS_listen, PERM},
};

/* Mode LANDLOCK without an id of its own: files of the caller could be changed by path, which Landlock does not cover. */
static const struct rule SAME_USER[] = {
    {SYS_fchmod, PERM}, {SYS_fchmodat, PERM}, {NR_fchmodat2, PERM}, {SYS_fchown, PERM}, {SYS_fchownat, PERM}, {SYS_utimensat, PERM}, {NR_file_setattr, PERM},
    {SYS_setxattr, PERM}, {SYS_lsetxattr, PERM}, {SYS_fsetxattr, PERM}, {SYS_removexattr, PERM}, {SYS_lremovexattr, PERM}, {SYS_fremovexattr, PERM}, {NR_setxattrat, PERM}, {NR_removexattrat, PERM},
#ifdef __x86_64__
    {SYS_chmod, PERM}, {SYS_chown, PERM}, {SYS_lchown, PERM}, {SYS_utime, PERM}, {SYS_utimes, PERM}, {SYS_futimesat, PERM},
#endif
};

/* As before, on kernels whose Landlock cannot confine signals (before ABI 6): the JVM has the same id. */
static const struct rule NO_SCOPES[] = {
    {SYS_kill, SIGNAL}, {SYS_tkill, PERM}, {SYS_tgkill, PERM}, {SYS_rt_sigqueueinfo, PERM}, {SYS_rt_tgsigqueueinfo, PERM}, {SYS_pidfd_send_signal, PERM},
};

struct builder {
    struct rule rules[256];
    size_t rule_count;
    struct sock_filter code[MAX_CODE];
    size_t length;
    bool overflow;
    bool landlock;
    bool same_user;
    bool bounded_memory;
    uint32_t self;
};

static void op(struct builder *b, uint16_t code, uint32_t k, uint8_t jt, uint8_t jf) {
    if (b->length >= MAX_CODE) {
        b->overflow = true;
        return;
    }
    b->code[b->length++] = (struct sock_filter){code, jt, jf, k};
}

static void load(struct builder *b, uint32_t offset) {
    op(b, BPF_LD | BPF_W | BPF_ABS, offset, 0, 0);
}

static void ret(struct builder *b, uint32_t value) {
    op(b, BPF_RET | BPF_K, value, 0, 0);
}

static void deny(struct builder *b, int err) {
    ret(b, SECCOMP_RET_ERRNO | (uint32_t)err);
}

static void permit(struct builder *b) {
    ret(b, SECCOMP_RET_ALLOW);
}

/* "if (A == value) return err" and "if (A & bits) return err" */
static void deny_equal(struct builder *b, uint32_t value, int err) {
    op(b, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    deny(b, err);
}

static void deny_bits(struct builder *b, uint32_t bits, int err) {
    op(b, BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1);
    deny(b, err);
}

static void permit_equal(struct builder *b, uint32_t value) {
    op(b, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    permit(b);
}

static void emit_socket(struct builder *b) {
    if (b->landlock) {
        deny(b, EAFNOSUPPORT);
        return;
    }
    load(b, LOW_WORD(0));
    permit_equal(b, AF_UNIX);
    op(b, BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 0, 4);
    load(b, LOW_WORD(2));
    permit_equal(b, NETLINK_ROUTE);
    deny(b, EAFNOSUPPORT);
    op(b, BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 2, 0);
    op(b, BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 1, 0);
    deny(b, EAFNOSUPPORT);
    /* Stream, datagram and raw (which needs a capability anyway); other types would load protocol modules such as SCTP. */
    load(b, LOW_WORD(1));
    op(b, BPF_ALU | BPF_AND | BPF_K, 0xf, 0, 0);
    op(b, BPF_JMP | BPF_JGT | BPF_K, SOCK_RAW, 0, 1);
    deny(b, EPROTONOSUPPORT);
    load(b, LOW_WORD(2));
    permit_equal(b, 0);
    permit_equal(b, 1);  /* ICMP */
    permit_equal(b, 6);  /* TCP */
    permit_equal(b, 17); /* UDP */
    permit_equal(b, 58); /* ICMPv6 */
    deny(b, EPROTONOSUPPORT);
}

static void emit_socketpair(struct builder *b) {
    load(b, LOW_WORD(0));
    op(b, BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0);
    deny(b, EAFNOSUPPORT);
    if (b->landlock) {
        /* A datagram socket can send to any address, connected or not. */
        load(b, LOW_WORD(1));
        op(b, BPF_ALU | BPF_AND | BPF_K, 0xf, 0, 0);
        deny_equal(b, SOCK_DGRAM, EPROTONOSUPPORT);
        deny_equal(b, SOCK_RAW, EPROTONOSUPPORT);
    }
    permit(b);
}

/* A pid argument: P1's is refused; where the JVM has the same id, any but 0 ("myself") is. */
static void emit_target(struct builder *b, uint32_t argument) {
    load(b, LOW_WORD(argument));
    if (b->landlock && b->same_user) {
        permit_equal(b, 0);
        deny(b, EPERM);
        return;
    }
    deny_equal(b, b->self, EPERM);
    permit(b);
}

static void emit_verdict(struct builder *b, enum verdict verdict) {
    switch (verdict) {
    case PERM:
        deny(b, EPERM);
        return;
    case NOSYS:
        deny(b, ENOSYS);
        return;
    case KILL:
        ret(b, SECCOMP_RET_KILL_PROCESS);
        return;
    case CLONE:
        load(b, LOW_WORD(0));
        deny_bits(b, NEW_NAMESPACES, EPERM);
        break;
    case SOCKET:
        emit_socket(b);
        return;
    case SOCKETPAIR:
        emit_socketpair(b);
        return;
    case FCNTL:
        load(b, LOW_WORD(1));
        deny_equal(b, 1024, EPERM); /* F_SETLEASE */
        deny_equal(b, 1026, EPERM); /* F_NOTIFY */
        break;
    case IOCTL:
        load(b, LOW_WORD(1));
        deny_equal(b, 0x5412, EPERM); /* TIOCSTI */
        deny_equal(b, 0x541c, EPERM); /* TIOCLINUX */
        if (b->landlock && b->same_user) {
            deny_equal(b, 0x40086602, EPERM); /* FS_IOC_SETFLAGS: attributes of the caller's files */
            deny_equal(b, 0x401c5820, EPERM); /* FS_IOC_FSSETXATTR */
        }
        break;
    case PERSONALITY:
        load(b, LOW_WORD(0));
        permit_equal(b, 0xffffffff);
        permit_equal(b, 0);
        permit_equal(b, 0x0040000); /* ADDR_NO_RANDOMIZE */
        deny(b, EPERM);
        return;
    case PRLIMIT:
        load(b, LOW_WORD(0));
        permit_equal(b, 0);
        deny(b, EPERM);
        return;
    case TARGET_FIRST:
        emit_target(b, 0);
        return;
    case TARGET_SECOND:
        emit_target(b, 1);
        return;
    case MMAP:
        load(b, LOW_WORD(3));
        deny_bits(b, 0x40000, ENOMEM); /* MAP_HUGETLB */
        break;
    case MEMFD:
        if (!b->bounded_memory) {
            deny(b, ENOSYS); /* its pages belong to no process, so sampling would not see them */
            return;
        }
        load(b, LOW_WORD(1));
        deny_bits(b, 4, EINVAL); /* MFD_HUGETLB */
        break;
    case SIGNAL:
        load(b, LOW_WORD(0));
        permit_equal(b, 0); /* its own group, which it leads since setsid */
        deny(b, EPERM);
        return;
    default:
        break;
    }
    permit(b);
}

static void add_rules(struct builder *b, const struct rule *rules, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (b->rule_count >= sizeof b->rules / sizeof *b->rules) {
            b->overflow = true;
            return;
        }
        b->rules[b->rule_count++] = rules[i];
    }
}

static int by_number(const void *a, const void *b) {
    const struct rule *x = a;
    const struct rule *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* Turns single numbers into half-open ranges: range i covers numbers from its own to that of range i + 1. */
static size_t make_ranges(const struct builder *b, struct rule *out) {
    size_t n = 0;
    int next = 0;
    out[n++] = (struct rule){0, ALLOW};
    for (size_t i = 0; i < b->rule_count; i++) {
        const struct rule *r = &b->rules[i];
        if (r->number > next && out[n - 1].verdict != ALLOW) {
            out[n++] = (struct rule){next, ALLOW};
        }
        bool simple = r->verdict == PERM || r->verdict == NOSYS;
        if (r->number == out[n - 1].number) {
            out[n - 1].verdict = r->verdict;
        } else if (!simple || out[n - 1].verdict != r->verdict || r->number != next) {
            out[n++] = *r;
        }
        next = r->number + 1;
    }
    out[n++] = (struct rule){next, ALLOW};
    return n;
}

static void emit_tree(struct builder *b, const struct rule *ranges, size_t count) {
    if (count == 1) {
        emit_verdict(b, ranges[0].verdict);
        return;
    }
    size_t middle = count / 2;
    /* Short jumps reach 255 instructions only; the long form costs one more step and always fits. */
    op(b, BPF_JMP | BPF_JGE | BPF_K, (uint32_t)ranges[middle].number, 0, 1);
    size_t jump = b->length;
    op(b, BPF_JMP | BPF_JA, 0, 0, 0);
    emit_tree(b, ranges, middle);
    if (!b->overflow) {
        b->code[jump].k = (uint32_t)(b->length - jump - 1);
    }
    emit_tree(b, ranges + middle, count - middle);
}

int seccomp_build(struct slot *s, struct fault *f) {
    static struct builder b;
    static struct rule ranges[600];
    memset(&b, 0, sizeof b);
    b.landlock = s->way == SCE_WAY_LANDLOCK;
    b.same_user = !s->switch_ids;
    b.bounded_memory = (s->features & (SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_MEMORY_V2)) != 0;
    b.self = (uint32_t)s->self;
    add_rules(&b, COMMON, sizeof COMMON / sizeof *COMMON);
    if (b.landlock) {
        add_rules(&b, LANDLOCK_ONLY, sizeof LANDLOCK_ONLY / sizeof *LANDLOCK_ONLY);
    }
    if (b.landlock && b.same_user) {
        add_rules(&b, SAME_USER, sizeof SAME_USER / sizeof *SAME_USER);
        if ((s->features & SCE_FEATURE_LANDLOCK_SCOPE) == 0) {
            add_rules(&b, NO_SCOPES, sizeof NO_SCOPES / sizeof *NO_SCOPES);
        }
    }
    qsort(b.rules, b.rule_count, sizeof b.rules[0], by_number);
    size_t count = make_ranges(&b, ranges);
    load(&b, offsetof(struct seccomp_data, arch));
    op(&b, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    ret(&b, SECCOMP_RET_KILL_PROCESS); /* a foreign table (32-bit calls) would give every number another meaning */
    load(&b, offsetof(struct seccomp_data, nr));
    op(&b, BPF_JMP | BPF_JGE | BPF_K, NR_FIRST_UNKNOWN, 0, 3);
    op(&b, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1); /* x32 calls, another foreign table */
    ret(&b, SECCOMP_RET_KILL_PROCESS);
    deny(&b, ENOSYS);
    emit_tree(&b, ranges, count);
    if (b.overflow || count > sizeof ranges / sizeof *ranges) {
        return fail_errno(f, SCE_STAGE_SECCOMP, E2BIG, "filter too long");
    }
    struct sock_filter *code = calloc(b.length, sizeof *code);
    if (code == NULL) {
        return fail(f, SCE_STAGE_SECCOMP, "no memory");
    }
    memcpy(code, b.code, b.length * sizeof *code);
    s->filter.filter = code;
    s->filter.len = (unsigned short)b.length;
    s->features |= SCE_FEATURE_SECCOMP;
    return 0;
}
