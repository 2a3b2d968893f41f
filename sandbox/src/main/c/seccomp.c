/*
 * The system call filter. Default: allow, but for what seccomp_rules.h lists; numbers newer than this program are
 * refused too.
 *
 * The filter is a tree of comparisons over the sorted list, so any call passes after some ten of them. It is installed
 * anew in every child, and the kernel compiles it each time at about 0.3 microseconds per instruction: hence the shared
 * endings and the care for length below.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/fs.h>
#include <linux/in6.h>
#include <linux/ioprio.h>
#include <linux/seccomp.h>
#include <linux/tcp.h>
#include <sched.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "seccomp_rules.h"
#include "slot.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no system call table for this architecture"
#endif

#define MAX_CODE 1024
#define MAX_LABELS 256
#define LEAF 5
#define LOW_WORD(n) ((uint32_t)(offsetof(struct seccomp_data, args) + 8 * (n)))
/* The type among the flags of socket(2); no header has the kernel's SOCK_TYPE_MASK. */
#define SOCKET_TYPE 0xf
#define FIRST_X32_CALL 0x40000000
#ifndef TCP_AO_ADD_KEY /* Linux 6.7 */
#define TCP_AO_ADD_KEY 38
#endif
#define LAST_TCP_AO_OPTION 42
#define NEW_NAMESPACES                                                                                                 \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

/* Where a branch may go: the three shared endings, then one label per argument check and per half of the tree. */
enum { L_NEXT, L_ALLOW, L_PERM, L_NOSYS, L_FIRST_FREE };

/* Instructions whose jumps still name labels; resolve() turns them into distances. */
struct draft {
    uint16_t code;
    uint16_t yes;
    uint16_t no;
    uint32_t k;
};

struct builder {
    struct rule rules[256];
    size_t rule_count;
    struct draft code[MAX_CODE];
    size_t length;
    uint16_t position[MAX_LABELS];
    uint16_t check_label[VERDICTS];
    uint16_t label_count;
    bool overflow;
    bool landlock;
    bool same_user;
    bool bounded_memory;
    uint32_t self;
};

static void op(struct builder *b, uint16_t code, uint32_t k, uint16_t yes, uint16_t no) {
    if (b->length >= MAX_CODE) {
        b->overflow = true;
        return;
    }
    b->code[b->length++] = (struct draft){code, yes, no, k};
}

static uint16_t new_label(struct builder *b) {
    if (b->label_count + 1 >= MAX_LABELS) {
        b->overflow = true;
        return L_PERM;
    }
    return b->label_count++;
}

static void place(struct builder *b, uint16_t label) {
    b->position[label] = (uint16_t)b->length;
}

static void load(struct builder *b, uint32_t offset) {
    op(b, BPF_LD | BPF_W | BPF_ABS, offset, L_NEXT, L_NEXT);
}

static void keep_bits(struct builder *b, uint32_t bits) {
    op(b, BPF_ALU | BPF_AND | BPF_K, bits, L_NEXT, L_NEXT);
}

static void ret(struct builder *b, uint32_t value) {
    op(b, BPF_RET | BPF_K, value, L_NEXT, L_NEXT);
}

static void deny(struct builder *b, int err) {
    ret(b, SECCOMP_RET_ERRNO | (uint32_t)err);
}

static void permit(struct builder *b) {
    ret(b, SECCOMP_RET_ALLOW);
}

static void if_equal(struct builder *b, uint32_t value, uint16_t yes, uint16_t no) {
    op(b, BPF_JMP | BPF_JEQ | BPF_K, value, yes, no);
}

static void if_bits(struct builder *b, uint32_t bits, uint16_t yes, uint16_t no) {
    op(b, BPF_JMP | BPF_JSET | BPF_K, bits, yes, no);
}

static void if_at_least(struct builder *b, uint32_t value, uint16_t yes, uint16_t no) {
    op(b, BPF_JMP | BPF_JGE | BPF_K, value, yes, no);
}

static void emit_socket(struct builder *b) {
    if (b->landlock) {
        deny(b, EAFNOSUPPORT);
        return;
    }
    uint16_t internet = new_label(b);
    uint16_t refuse_type = new_label(b);
    load(b, LOW_WORD(0));
    if_equal(b, AF_UNIX, L_ALLOW, L_NEXT);
    if_equal(b, AF_INET, internet, L_NEXT);
    if_equal(b, AF_INET6, internet, L_NEXT);
    deny(b, EAFNOSUPPORT);
    /* Stream, datagram and raw (which needs a capability anyway); other types would load protocol modules such as SCTP.
     */
    place(b, internet);
    load(b, LOW_WORD(1));
    keep_bits(b, SOCKET_TYPE);
    if_at_least(b, SOCK_RAW + 1, refuse_type, L_NEXT);
    load(b, LOW_WORD(2));
    if_equal(b, 0, L_ALLOW, L_NEXT);
    if_equal(b, IPPROTO_ICMP, L_ALLOW, L_NEXT);
    if_equal(b, IPPROTO_TCP, L_ALLOW, L_NEXT);
    if_equal(b, IPPROTO_UDP, L_ALLOW, L_NEXT);
    if_equal(b, IPPROTO_ICMPV6, L_ALLOW, L_NEXT);
    place(b, refuse_type);
    deny(b, EPROTONOSUPPORT);
}

static void emit_socketpair(struct builder *b) {
    uint16_t local = new_label(b);
    load(b, LOW_WORD(0));
    if_equal(b, AF_UNIX, b->landlock ? local : L_ALLOW, L_NEXT);
    deny(b, EAFNOSUPPORT);
    place(b, local);
    if (b->landlock) {
        /* A datagram socket can send to any address, connected or not. */
        load(b, LOW_WORD(1));
        keep_bits(b, SOCKET_TYPE);
        if_equal(b, SOCK_STREAM, L_ALLOW, L_NEXT);
        if_equal(b, SOCK_SEQPACKET, L_ALLOW, L_NEXT);
        deny(b, EPROTONOSUPPORT);
    }
}

/* A pid argument: init's is refused; where the JVM has the same id, any but 0 ("myself") is. */
static void emit_target(struct builder *b, uint32_t argument) {
    load(b, LOW_WORD(argument));
    if (b->landlock && b->same_user) {
        if_equal(b, 0, L_ALLOW, L_PERM);
    } else {
        if_equal(b, b->self, L_PERM, L_ALLOW);
    }
}

/* Only for oneself (pid 0), and no new value for RLIMIT_CORE: a null pointer, in both halves, only asks. */
static void emit_prlimit(struct builder *b) {
    load(b, LOW_WORD(0));
    if_equal(b, 0, L_NEXT, L_PERM);
    load(b, LOW_WORD(1));
    if_equal(b, RLIMIT_CORE, L_NEXT, L_ALLOW);
    load(b, LOW_WORD(2));
    if_equal(b, 0, L_NEXT, L_PERM);
    load(b, LOW_WORD(2) + 4);
    if_equal(b, 0, L_ALLOW, L_PERM);
}

/* All processes of a user: init may be one, and in mode LANDLOCK the JVM. Single processes and groups as for other
 * calls. */
static void emit_priority(struct builder *b, uint32_t whole_user) {
    load(b, LOW_WORD(0));
    if_equal(b, whole_user, L_PERM, L_NEXT);
    emit_target(b, 1);
}

/*
 * IPv6 flow labels are kept for a while after their socket is closed, with an address of the program's choice, and
 * there are 4,096 on the machine. A connection whose end takes no segment of the other (by their distance or their
 * signature) keeps its buffers when both are closed; keys for signatures are memory that nobody counts. Filters are
 * compiled into memory of which the machine has a few hundred megabytes for everybody, this filter included.
 */
static void emit_setsockopt(struct builder *b) {
    uint16_t ipv4 = new_label(b);
    uint16_t ipv6 = new_label(b);
    uint16_t tcp = new_label(b);
    uint16_t general = new_label(b);
    load(b, LOW_WORD(1));
    if_equal(b, IPPROTO_IP, ipv4, L_NEXT);
    if_equal(b, IPPROTO_IPV6, ipv6, L_NEXT);
    if_equal(b, IPPROTO_TCP, tcp, L_NEXT);
    if_equal(b, SOL_SOCKET, general, L_ALLOW);
    place(b, ipv4);
    load(b, LOW_WORD(2));
    if_equal(b, IP_MINTTL, L_PERM, L_ALLOW);
    place(b, ipv6);
    load(b, LOW_WORD(2));
    if_equal(b, IPV6_MINHOPCOUNT, L_PERM, L_NEXT);
    if_equal(b, IPV6_FLOWLABEL_MGR, L_PERM, L_ALLOW);
    place(b, tcp);
    load(b, LOW_WORD(2));
    if_equal(b, TCP_MD5SIG, L_PERM, L_NEXT);
    if_equal(b, TCP_MD5SIG_EXT, L_PERM, L_NEXT);
    if_at_least(b, TCP_AO_ADD_KEY, L_NEXT, L_ALLOW);
    if_at_least(b, LAST_TCP_AO_OPTION + 1, L_ALLOW, L_PERM);
    place(b, general);
    load(b, LOW_WORD(2));
    if_equal(b, SO_ATTACH_FILTER, L_PERM, L_NEXT);
    if_equal(b, SO_ATTACH_BPF, L_PERM, L_NEXT);
    if_equal(b, SO_ATTACH_REUSEPORT_CBPF, L_PERM, L_NEXT);
    if_equal(b, SO_ATTACH_REUSEPORT_EBPF, L_PERM, L_ALLOW);
}

static void emit_memory_check(struct builder *b, enum verdict verdict) {
    uint16_t huge = new_label(b);
    load(b, verdict == MMAP ? LOW_WORD(3) : LOW_WORD(1));
    if_bits(b, verdict == MMAP ? MAP_HUGETLB : MFD_HUGETLB, huge, L_ALLOW);
    place(b, huge);
    deny(b, verdict == MMAP ? ENOMEM : EINVAL);
}

/* Every path through a check ends in one of the shared endings or in a return of its own. */
static void emit_check(struct builder *b, enum verdict verdict) {
    switch (verdict) {
    case CLONE:
        load(b, LOW_WORD(0));
        if_bits(b, NEW_NAMESPACES, L_PERM, L_ALLOW);
        break;
    case SOCKET:
        emit_socket(b);
        break;
    case SOCKETPAIR:
        emit_socketpair(b);
        break;
    case FCNTL:
        load(b, LOW_WORD(1));
        if (b->landlock) { /* a signal in the name of an owner: before ABI 6 it may be anybody's of this user */
            if_equal(b, F_SETOWN, L_PERM, L_NEXT);
            if_equal(b, F_SETOWN_EX, L_PERM, L_NEXT);
            if_equal(b, F_SETSIG, L_PERM, L_NEXT);
        }
        if_equal(b, F_SETLEASE, L_PERM, L_NEXT);
        if (b->same_user) {
            if_equal(b, F_SETPIPE_SZ, L_PERM, L_NEXT); /* pages of pipes are counted for all processes of the user */
        }
        if_equal(b, F_NOTIFY, L_PERM, L_ALLOW);
        break;
    case IOCTL:
        load(b, LOW_WORD(1));
        if (b->landlock) { /* attributes of the caller's files, or of the work directory; signals, as above */
            if_equal(b, FS_IOC_SETFLAGS, L_PERM, L_NEXT);
            if_equal(b, FS_IOC_FSSETXATTR, L_PERM, L_NEXT);
            if_equal(b, FS_IOC_SETVERSION, L_PERM, L_NEXT);
            if_equal(b, FIOSETOWN, L_PERM, L_NEXT);
            if_equal(b, SIOCSPGRP, L_PERM, L_NEXT);
        }
        if_equal(b, TIOCSTI, L_PERM, L_NEXT);
        if_equal(b, TIOCLINUX, L_PERM, L_ALLOW);
        break;
    case PERSONALITY:
        load(b, LOW_WORD(0));
        if_equal(b, UINT32_MAX, L_ALLOW, L_NEXT); /* only asks */
        if_equal(b, PER_LINUX, L_ALLOW, L_NEXT);
        if_equal(b, ADDR_NO_RANDOMIZE, L_ALLOW, L_PERM);
        break;
    case OWN_PID:
        load(b, LOW_WORD(0));
        if_equal(b, 0, L_ALLOW, L_PERM);
        break;
    case SETRLIMIT:
        load(b, LOW_WORD(0));
        if_equal(b, RLIMIT_CORE, L_PERM, L_ALLOW);
        break;
    case PRLIMIT:
        emit_prlimit(b);
        break;
    case TARGET_FIRST:
        emit_target(b, 0);
        break;
    case PRIORITY:
        emit_priority(b, PRIO_USER);
        break;
    case IO_PRIORITY:
        emit_priority(b, IOPRIO_WHO_USER);
        break;
    case SETSOCKOPT:
        emit_setsockopt(b);
        break;
    case MMAP:
    case MEMFD:
        emit_memory_check(b, verdict);
        break;
    default:
        b->overflow = true; /* not a check: cannot happen */
        break;
    }
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

/* A run of numbers with the same verdict. */
struct range {
    uint32_t first;
    uint32_t last;
    enum verdict verdict;
};

static size_t make_ranges(struct builder *b, struct range *out) {
    size_t n = 0;
    for (size_t i = 0; i < b->rule_count; i++) {
        uint32_t number = (uint32_t)b->rules[i].number;
        enum verdict verdict = b->rules[i].verdict;
        if (n > 0 && out[n - 1].last == number) {
            b->overflow = true; /* the same call twice: which verdict counts would be left to the sort */
        } else if (n > 0 && out[n - 1].last + 1 == number && out[n - 1].verdict == verdict) {
            out[n - 1].last = number;
        } else {
            out[n++] = (struct range){number, number, verdict};
        }
    }
    return n;
}

static uint16_t label_of(struct builder *b, enum verdict verdict) {
    if (verdict == PERM || verdict == NOSYS) {
        return verdict == PERM ? L_PERM : L_NOSYS;
    }
    if (verdict == MEMFD && !b->bounded_memory) {
        return L_NOSYS; /* pages of such a file belong to no process, so sampling would not see them */
    }
    if (b->check_label[verdict] == 0) {
        b->check_label[verdict] = new_label(b);
    }
    return b->check_label[verdict];
}

/* Halves the list while it is long and asks one by one at the end: fewest instructions, and the kernel's compiler
 * charges for each. */
static void emit_tree(struct builder *b, const struct range *ranges, size_t count) {
    if (count > LEAF) {
        uint16_t upper = new_label(b);
        size_t middle = count / 2;
        if_at_least(b, ranges[middle].first, upper, L_NEXT);
        emit_tree(b, ranges, middle);
        place(b, upper);
        emit_tree(b, ranges + middle, count - middle);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        uint16_t otherwise = i + 1 < count ? L_NEXT : L_ALLOW;
        uint16_t target = label_of(b, ranges[i].verdict);
        if (ranges[i].first == ranges[i].last) {
            if_equal(b, ranges[i].first, target, otherwise);
            continue;
        }
        /* Ascending order: whatever is below this range and has come so far is allowed. */
        if_at_least(b, ranges[i].first, L_NEXT, L_ALLOW);
        if_at_least(b, ranges[i].last + 1, otherwise, target);
    }
}

/* Distances instead of labels. False when one does not fit into the eight bits an instruction has for it. */
static bool resolve(const struct builder *b, struct sock_filter *out) {
    for (size_t i = 0; i < b->length; i++) {
        const struct draft *d = &b->code[i];
        size_t yes = d->yes == L_NEXT ? 0 : (size_t)b->position[d->yes] - i - 1;
        size_t no = d->no == L_NEXT ? 0 : (size_t)b->position[d->no] - i - 1;
        if (yes > 255 || no > 255) {
            return false; /* backwards wraps round to a huge number, so it is refused as well */
        }
        out[i] = (struct sock_filter){d->code, (uint8_t)yes, (uint8_t)no, d->k};
    }
    return true;
}

static void emit_all(struct builder *b) {
    static struct range ranges[256];
    uint16_t known = new_label(b);
    uint16_t native = new_label(b);
    load(b, offsetof(struct seccomp_data, arch));
    if_equal(b, ARCHITECTURE, native, L_NEXT);
    ret(b, SECCOMP_RET_KILL_PROCESS); /* a foreign table (32-bit calls) would give every number another meaning */
    place(b, native);
    load(b, offsetof(struct seccomp_data, nr));
    if_at_least(b, NR_FIRST_UNKNOWN, L_NEXT, known);
    uint16_t x32 = new_label(b);
    if_at_least(b, FIRST_X32_CALL, x32, L_NOSYS); /* another foreign table */
    place(b, x32);
    ret(b, SECCOMP_RET_KILL_PROCESS);
    place(b, known);
    emit_tree(b, ranges, make_ranges(b, ranges));
    for (int v = CLONE; v < VERDICTS; v++) {
        if (b->check_label[v] != 0) {
            place(b, b->check_label[v]);
            emit_check(b, (enum verdict)v);
        }
    }
    place(b, L_ALLOW);
    permit(b);
    place(b, L_PERM);
    deny(b, EPERM);
    place(b, L_NOSYS);
    deny(b, ENOSYS);
}

int seccomp_build(struct slot *s, struct fault *f) {
    static struct builder b;
    memset(&b, 0, sizeof b);
    b.label_count = L_FIRST_FREE;
    b.landlock = s->way == SCE_WAY_LANDLOCK;
    b.same_user = !s->switch_ids;
    b.bounded_memory = (s->features & (SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_MEMORY_V2)) != 0;
    b.self = (uint32_t)s->self;
    add_rules(&b, COMMON, sizeof COMMON / sizeof *COMMON);
    add_rules(&b, s->cpu < 0 ? FREE : PINNED, 1);
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
    emit_all(&b);
    struct sock_filter *code = calloc(b.length, sizeof *code);
    if (code == NULL) {
        return fail(f, SCE_STAGE_SECCOMP, "no memory");
    }
    if (b.overflow || !resolve(&b, code)) {
        free(code);
        return fail_errno(f, SCE_STAGE_SECCOMP, E2BIG, "filter too long");
    }
    s->filter.filter = code;
    s->filter.len = (unsigned short)b.length;
    s->features |= SCE_FEATURE_SECCOMP;
    return 0;
}
