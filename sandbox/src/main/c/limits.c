/* Resource limits, identity and capabilities. The planning half runs in init, the applying half in the child and
 * allocates nothing. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "slot.h"

#define LEAST_STACK (64ull << 20)
#define MORE_THAN_MEMORY (16ull << 20)
#define MOST_STACK (8ull << 30)
#define STACKS_AT_ONCE 64 /* the usual limit of processes and threads */
#define DEFAULT_NOFILE 1024

bool kernel_at_least(unsigned major, unsigned minor) {
    struct utsname u;
    unsigned a = 0;
    unsigned b = 0;
    if (uname(&u) != 0 || sscanf(u.release, "%u.%u", &a, &b) != 2) {
        return false;
    }
    return a > major || (a == major && b >= minor);
}

static uint64_t tasks_in_status(int proc_fd, const char *pid, uid_t uid) {
    char name[64];
    char text[4096];
    if (snprintf(name, sizeof name, "%.20s/status", pid) < 0 || read_at(proc_fd, name, text, sizeof text) <= 0) {
        return 0;
    }
    const char *owner = strstr(text, "\nUid:\t");
    const char *threads = strstr(text, "\nThreads:\t");
    return owner != NULL && threads != NULL && strtoul(owner + 6, NULL, 10) == uid ? strtoull(threads + 10, NULL, 10)
                                                                                   : 0;
}

/* How many tasks a user has now. proc_fd may be AT_FDCWD. */
uint64_t count_tasks_of(int proc_fd, uid_t uid) {
    uint64_t count = 0;
    char entries[8192] __attribute__((aligned(8)));
    int fd = openat(proc_fd, proc_fd == AT_FDCWD ? "/proc" : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return 0;
    }
    for (ssize_t n = 0; (n = getdents64(fd, entries, sizeof entries)) > 0;) {
        for (ssize_t at = 0; at < n;) {
            const struct dirent64 *e = (const struct dirent64 *)(const void *)(entries + at);
            at += e->d_reclen;
            if (e->d_name[0] >= '1' && e->d_name[0] <= '9') {
                count += tasks_in_status(fd, e->d_name, uid);
            }
        }
    }
    close_quietly(&fd);
    return count;
}

/* Init's own hard limits. They do not change, so children need not ask for them. */
static uint64_t hard_limits[RLIM_NLIMITS];

/*
 * The limit of the stack is also the size of the stacks that glibc maps for threads. The kernel refuses a mapping
 * larger than all of the machine's memory, and where it commits no more than there is, 64 large ones as well; programs
 * with threads shall work anywhere.
 */
uint64_t stack_most(void) {
    static uint64_t most;
    struct sysinfo info;
    char text[16];
    if (most == 0) {
        most = LEAST_STACK;
        bool strict = read_at(AT_FDCWD, "/proc/sys/vm/overcommit_memory", text, sizeof text) > 0 && text[0] == '2';
        if (!strict && sysinfo(&info) == 0 && (uint64_t)info.totalram * info.mem_unit / 2 > LEAST_STACK) {
            uint64_t half = (uint64_t)info.totalram * info.mem_unit / 2;
            most = (half < MOST_STACK ? half : MOST_STACK) & ~0xffffull;
        }
    }
    return most;
}

/*
 * What a program may use of memory it may use as stack: recursion that fits the memory limit is no crash. The stack is
 * a little larger, so that endless recursion always meets the memory limit, and which of two equal limits is met first
 * is no matter of luck.
 */
static uint64_t stack_of(const struct run_request *r) {
    uint64_t wanted = r->stack_bytes;
    if (wanted == 0) {
        wanted = (r->memory_bytes < MOST_STACK ? r->memory_bytes : MOST_STACK) + MORE_THAN_MEMORY;
        wanted = wanted < LEAST_STACK ? LEAST_STACK : wanted;
        wanted = wanted < stack_most() ? wanted : stack_most();
    }
    return wanted < hard_limits[RLIMIT_STACK] ? wanted : hard_limits[RLIMIT_STACK];
}

int limits_init(struct fault *f) {
    (void)stack_most(); /* before programs have a proc file system of their own */
    for (int i = 0; i < (int)RLIM_NLIMITS; i++) {
        struct rlimit r;
        if (getrlimit((__rlimit_resource_t)i, &r) != 0) {
            return fail(f, SCE_STAGE_RLIMIT, "getrlimit %d", i);
        }
        hard_limits[i] = r.rlim_max;
    }
    return 0;
}

/* A hard limit of ours may be lower than what is asked for; it cannot be raised and is stricter anyway. */
static void add_limit(struct limit_set *l, int resource, uint64_t value) {
    value = value < hard_limits[resource] ? value : hard_limits[resource];
    l->resource[l->count] = resource;
    l->value[l->count] = value;
    l->count++;
}

void limits_plan(const struct slot *s, const struct run_request *r, struct limit_set *out) {
    memset(out, 0, sizeof *out);
    bool memory_group = (s->features & (SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_MEMORY_V2)) != 0;
    bool pids_group = (s->features & (SCE_FEATURE_PIDS_V1 | SCE_FEATURE_PIDS_V2)) != 0;
    if (r->cpu_ns > 0) {
        /* A backstop for one process; init watches the sum and should be first. */
        add_limit(out, RLIMIT_CPU, (r->cpu_ns + 999999999u) / 1000000000u + 2);
    }
    if (r->file_size_bytes > 0) {
        add_limit(out, RLIMIT_FSIZE, r->file_size_bytes);
    }
    add_limit(out, RLIMIT_NOFILE, r->nofile > 0 ? r->nofile : DEFAULT_NOFILE);
    uint64_t stack = stack_of(r);
    add_limit(out, RLIMIT_STACK, stack);
    /*
     * Not 0: a core pattern that is a pipe ignores the limit, unless it is 1, the kernel's mark for "never". One byte
     * is no file either.
     */
    add_limit(out, RLIMIT_CORE, 1);
    add_limit(out, RLIMIT_MEMLOCK, 65536);
    add_limit(out, RLIMIT_MSGQUEUE, 0);
    /* Timers and queued signals are counted for all processes of a user, who all have a share of one pool. */
    add_limit(out, RLIMIT_SIGPENDING, 4096);
    if (!memory_group && r->memory_bytes > 0 && r->memory_bytes < (1ull << 60)) {
        /* Address space is not memory (a JVM or OpenBLAS reserves far more than it uses): only far above the limit it
         * is a sign. */
        uint64_t four = r->memory_bytes * 4;
        uint64_t plus = r->memory_bytes + (4ull << 30);
        /* The stacks of threads count as data from the moment they are mapped, hardly touched as they are. */
        uint64_t stacks = stack > LEAST_STACK ? (stack - LEAST_STACK) * STACKS_AT_ONCE : 0;
        add_limit(out, RLIMIT_DATA, (four > plus ? four : plus) + stacks);
    }
    if (!pids_group) {
        uint64_t own = s->switch_ids ? 0 : 1; /* init itself, when it has the programs' id */
        uint64_t foreign = s->foreign_tasks;
        if (s->way == SCE_WAY_LANDLOCK && !s->switch_ids) {
            foreign = count_tasks_of(s->proc_fd, s->run_uid);
            own = 0;
        }
        add_limit(out, RLIMIT_NPROC, (r->max_processes == 0 ? 1 : r->max_processes) + own + foreign + s->warm_count);
    }
}

int limits_apply(const struct limit_set *l) {
    for (int i = 0; i < l->count; i++) {
        const struct rlimit limit = {(rlim_t)l->value[i], (rlim_t)l->value[i]};
        if (setrlimit((__rlimit_resource_t)l->resource[i], &limit) != 0) {
            return -1;
        }
    }
    return 0;
}

static int set_capabilities(uint64_t mask) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {
        {(uint32_t)mask, (uint32_t)mask, 0},
        {(uint32_t)(mask >> 32), (uint32_t)(mask >> 32), 0},
    };
    return (int)syscall(SYS_capset, &header, data);
}

static int get_capabilities(uint64_t *mask) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2];
    memset(data, 0, sizeof data);
    if (syscall(SYS_capget, &header, data) != 0) {
        return -1;
    }
    *mask = data[0].permitted | (uint64_t)data[1].permitted << 32;
    return 0;
}

int capabilities_drop(void) {
    return set_capabilities(0);
}

bool may_switch_ids(void) {
    uint64_t have = 0;
    uint64_t need =
        1ull << CAP_SETUID | 1ull << CAP_SETGID | 1ull << CAP_CHOWN | 1ull << CAP_KILL | 1ull << CAP_DAC_OVERRIDE;
    return get_capabilities(&have) == 0 && (have & need) == need;
}

/*
 * Init keeps what its duties need: new namespaces and mounts for WIPE (SYS_ADMIN, NET_ADMIN), files of any owner
 * (CHOWN, DAC_OVERRIDE, FOWNER, FSETID), the programs' identity (SETUID, SETGID), killing and measuring them (KILL,
 * SYS_PTRACE, SYS_RESOURCE), System V objects (IPC_OWNER). It never execs, so the bounding set can be empty and
 * no_new_privs set here, once, for all children.
 */
int capabilities_trim(const struct slot *s, struct fault *f) {
    static const int KEEP[] = {CAP_SYS_ADMIN, CAP_NET_ADMIN,  CAP_CHOWN,        CAP_DAC_OVERRIDE,
                               CAP_FOWNER,    CAP_FSETID,     CAP_SETUID,       CAP_SETGID,
                               CAP_KILL,      CAP_SYS_PTRACE, CAP_SYS_RESOURCE, CAP_IPC_OWNER};
    uint64_t have = 0;
    uint64_t keep = 0;
    if (get_capabilities(&have) != 0) {
        return fail(f, SCE_STAGE_CAPS, "capget");
    }
    for (size_t i = 0; i < sizeof KEEP / sizeof *KEEP; i++) {
        keep |= 1ull << KEEP[i];
    }
    if (s->way == SCE_WAY_LANDLOCK) {
        keep &= ~(1ull << CAP_SYS_ADMIN | 1ull << CAP_NET_ADMIN);
    }
    if ((have & 1ull << CAP_SETPCAP) != 0) {
        for (unsigned long cap = 0; cap < 64; cap++) {
            if (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) != 0 && errno != EINVAL) {
                return fail(f, SCE_STAGE_CAPS, "bounding set, capability %lu", cap);
            }
        }
    }
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0 && errno != EINVAL) {
        return fail(f, SCE_STAGE_CAPS, "ambient set");
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return fail(f, SCE_STAGE_CAPS, "no_new_privs");
    }
    return set_capabilities(have & keep) == 0 ? 0 : fail(f, SCE_STAGE_CAPS, "capset");
}
