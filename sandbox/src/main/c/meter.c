/*
 * Control groups, init's part: put a run's limits in force and measure it. Every write is made only when a value
 * changes, because these files are the dearest system calls of a short run.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "slot.h"

#define PAGE 4096u
/* Room for what the kernel itself needs to run a process: page tables, kernel stacks, pipes. */
#define HEADROOM (1u << 20)
/* What a group may hold when a program starts: an empty group has a few pages, and replacing one costs some 200
 * microseconds. */
#define LEFT_BEHIND (1u << 20)

static uint64_t less(uint64_t a, uint64_t b) {
    return a > b ? a - b : 0;
}

static bool v1_memory(const struct slot *s) {
    return (s->features & SCE_FEATURE_MEMORY_V1) != 0;
}

static bool has_memory(const struct slot *s) {
    return (s->features & (SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_MEMORY_V2)) != 0;
}

/* Page cache that is not shared memory: it can be dropped at any time and is not the program's memory. */
static uint64_t file_cache(const struct slot *s) {
    char text[8192];
    uint64_t cache = 0;
    uint64_t shmem = 0;
    if (read_fd(s->cg.stat_fd, text, sizeof text) <= 0) {
        return 0;
    }
    bool v1 = v1_memory(s);
    if (!keyed_number(text, v1 ? "total_cache" : "file", &cache) ||
        !keyed_number(text, v1 ? "total_shmem" : "shmem", &shmem)) {
        return 0;
    }
    return cache > shmem ? cache - shmem : 0;
}

static uint64_t usage(const struct slot *s) {
    uint64_t value = 0;
    return read_number(s->cg.usage_fd, &value) == 0 ? value : 0;
}

static int set_memory_limit(struct slot *s, uint64_t limit) {
    struct cgroup *cg = &s->cg;
    if (limit == cg->limit) {
        return 0;
    }
    /* v1 keeps memory+swap >= memory at every step, so the order depends on the direction. */
    bool raise = limit > cg->limit;
    int order[3] = {raise ? cg->swap_fd : cg->limit_fd, raise ? cg->limit_fd : cg->swap_fd, cg->sockets_limit_fd};
    for (int i = 0; i < 3; i++) {
        if (order[i] < 0) {
            continue;
        }
        int result =
            limit != UINT64_MAX ? write_number(order[i], limit) : write_fd(order[i], v1_memory(s) ? "-1" : "max");
        if (result != 0) {
            cg->limit = 0; /* unknown: the next call writes again */
            return -1;
        }
    }
    cg->limit = limit;
    return 0;
}

static int set_pids_limit(struct slot *s, uint64_t limit) {
    if (s->cg.pids_fd < 0 || limit == s->cg.pids_limit) {
        return 0;
    }
    if (write_number(s->cg.pids_fd, limit) != 0) {
        return -1;
    }
    s->cg.pids_limit = limit;
    return 0;
}

static uint64_t oom_kills(const struct slot *s) {
    char text[512];
    uint64_t count = 0;
    if (!has_memory(s) || read_fd(s->cg.oom_fd, text, sizeof text) <= 0) {
        return 0;
    }
    return keyed_number(text, "oom_kill", &count) ? count : 0;
}

static uint64_t pids_events(const struct slot *s) {
    char text[128];
    uint64_t count = 0;
    if (s->cg.pids_events_fd < 0 || read_fd(s->cg.pids_events_fd, text, sizeof text) <= 0) {
        return 0;
    }
    return keyed_number(text, "max", &count) ? count : 0;
}

/* CPU time of the programs; 0 when there is no such controller. In version 1 the group is the slot's and has others in
 * it. */
static uint64_t group_cpu_ns(const struct slot *s) {
    char text[1024];
    uint64_t value = 0;
    if (s->cg.cpu_fd < 0) {
        return 0;
    }
    if ((s->features & SCE_FEATURE_CPU_V2) != 0) {
        return read_fd(s->cg.cpu_fd, text, sizeof text) > 0 && keyed_number(text, "usage_usec", &value) ? value * 1000
                                                                                                        : 0;
    }
    if (read_number(s->cg.cpu_fd, &value) != 0) {
        return 0;
    }
    return less(value, own_cpu_ns() + s->warm_cpu_ns);
}

/* Whether children can really enter the programs' group, tried by one. */
static bool group_can_be_entered(const struct slot *s) {
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        _exit(group_enter(&s->cg) == 0 ? 0 : 1);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int meter_init(struct slot *s, struct fault *f) {
    /*
     * Programs get the highest score, init a low one if it may. Where ids are equal, init takes the high score itself
     * and children inherit it: it is small, and should it be taken nevertheless, its namespace dies with it. That last
     * part is not so in mode LANDLOCK.
     */
    s->born_expendable =
        s->way != SCE_WAY_LANDLOCK && !s->switch_ids && write_at(s->proc_fd, "self/oom_score_adj", "1000") == 0;
    if (!s->born_expendable && write_at(s->proc_fd, "self/oom_score_adj", "-999") != 0) {
        note(s->notes, sizeof s->notes, "oom_score_adj: %s", strerror(errno));
    }
    if (!has_memory(s)) {
        return 0;
    }
    if (!group_can_be_entered(s)) {
        return fail_errno(f, SCE_STAGE_CGROUP, EPERM, "the programs' group cannot be entered");
    }
    if (s->cg.peak_resets && !v1_memory(s) && write_fd(s->cg.peak_fd, "0") != 0) {
        s->cg.peak_resets = false; /* before 6.12: the peak is that of the group's whole life */
    }
    return 0;
}

static void rusage_ns(int who, uint64_t *user, uint64_t *sys) {
    struct rusage u;
    *user = *sys = 0;
    if (getrusage(who, &u) == 0) {
        *user = (uint64_t)u.ru_utime.tv_sec * 1000000000u + (uint64_t)u.ru_utime.tv_usec * 1000u;
        *sys = (uint64_t)u.ru_stime.tv_sec * 1000000000u + (uint64_t)u.ru_stime.tv_usec * 1000u;
    }
}

/* The largest use so far is forgotten, or noted where the kernel cannot forget. */
static int begin_peak(const struct slot *s, struct meter *m, struct fault *f) {
    if (v1_memory(s) || s->cg.peak_resets) {
        if (write_fd(s->cg.peak_fd, "0") != 0) {
            return fail(f, SCE_STAGE_LIMIT, "reset the memory peak");
        }
    } else if (s->cg.peak_fd < 0 || read_number(s->cg.peak_fd, &m->peak_start) != 0) {
        m->peak_start = UINT64_MAX; /* before 5.19 there is no peak at all */
    }
    return 0;
}

/* What is left of earlier programs, or of the commands that set this one up, is not this one's. */
static bool is_as_new(const struct slot *s) {
    uint64_t sockets = 0;
    if (usage(s) > LEFT_BEHIND) {
        return false;
    }
    /* The peak of socket buffers, set back, is what is in use now: a connection can outlive its program. */
    bool used = s->cg.sockets_peak_fd >= 0 && read_number(s->cg.sockets_peak_fd, &sockets) == 0 && sockets > 0;
    return !used || (write_fd(s->cg.sockets_peak_fd, "0") == 0 && read_number(s->cg.sockets_peak_fd, &sockets) == 0 &&
                     sockets <= LEFT_BEHIND);
}

static int begin_memory(struct slot *s, const struct run_request *r, struct meter *m, struct fault *f) {
    if (!is_as_new(s) && warm_renew_group(s, f) != 0) {
        return -1;
    }
    uint64_t limit = r->memory_bytes == 0 || r->memory_bytes > INT64_MAX - HEADROOM
                         ? UINT64_MAX
                         : (r->memory_bytes + HEADROOM) / PAGE * PAGE;
    /* A limit below what is in use is refused; a new group has nothing in use. */
    if (set_memory_limit(s, limit) != 0 && (warm_renew_group(s, f) != 0 || set_memory_limit(s, limit) != 0)) {
        return fail(f, SCE_STAGE_LIMIT, "memory limit");
    }
    return begin_peak(s, m, f);
}

int meter_begin(struct slot *s, const struct run_request *r, struct meter *m, struct fault *f) {
    memset(m, 0, sizeof *m);
    if (has_memory(s) && begin_memory(s, r, m, f) != 0) {
        return -1;
    }
    uint64_t processes = r->max_processes == 0 ? 1 : r->max_processes;
    uint64_t others = (s->features & SCE_FEATURE_PIDS_V2) != 0 ? 0 : 1 + s->warm_count;
    if (set_pids_limit(s, processes + others) != 0) {
        return fail(f, SCE_STAGE_LIMIT, "pids.max");
    }
    m->oom_start = oom_kills(s);
    m->pids_start = pids_events(s);
    rusage_ns(RUSAGE_CHILDREN, &m->rusage_user, &m->rusage_sys);
    m->cpu_start = group_cpu_ns(s);
    return 0;
}

uint64_t meter_cpu_ns(const struct slot *s, const struct meter *m) {
    if (s->cg.cpu_fd < 0) {
        return 0;
    }
    uint64_t now = group_cpu_ns(s);
    return now > m->cpu_start ? now - m->cpu_start : 0;
}

void meter_rusage(const struct meter *m, uint64_t *user, uint64_t *sys) {
    rusage_ns(RUSAGE_CHILDREN, user, sys);
    *user -= m->rusage_user;
    *sys -= m->rusage_sys;
}

/* Buffers of network sockets, which version 1 counts apart from all else. */
static uint64_t sockets_peak(const struct slot *s) {
    uint64_t bytes = 0;
    return s->cg.sockets_peak_fd >= 0 && read_number(s->cg.sockets_peak_fd, &bytes) == 0 ? bytes : 0;
}

/*
 * The kernel has killed for memory, or socket buffers met the limit: version 1, which holds them to a limit of their
 * own, makes those who send wait where version 2 would kill. The two together can so be twice the limit; when each was
 * largest nobody knows.
 */
bool meter_out_of_memory(const struct slot *s, const struct meter *m) {
    if (oom_kills(s) > m->oom_start) {
        return true;
    }
    return s->cg.limit != UINT64_MAX && sockets_peak(s) + HEADROOM > s->cg.limit;
}

uint64_t meter_pids_hits(const struct slot *s, const struct meter *m) {
    uint64_t now = pids_events(s);
    return now > m->pids_start ? now - m->pids_start : 0;
}

/* Version 2 before 6.12 keeps one peak for the whole life of the group: runs after the largest one have to be watched
 * instead. */
bool meter_needs_samples(const struct slot *s) {
    return (s->features & SCE_FEATURE_MEMORY_V2) != 0 && !s->cg.peak_resets;
}

void meter_sample(const struct slot *s, struct meter *m) {
    uint64_t now = usage(s);
    m->sampled_peak = now > m->sampled_peak ? now : m->sampled_peak;
}

/*
 * The largest resident size of any one process is exact but blind to sums and to files in memory; the group's peak sees
 * those but counts page cache. The larger of both, after taking off what is not the program's.
 */
uint64_t meter_peak(const struct slot *s, const struct meter *m, uint8_t *source) {
    uint64_t peak = 0;
    if (!has_memory(s)) {
        *source = SCE_PEAK_SAMPLED;
        return m->max_rss > m->sampled_peak ? m->max_rss : m->sampled_peak;
    }
    *source = SCE_PEAK_CGROUP;
    if (s->cg.peak_fd >= 0 && read_number(s->cg.peak_fd, &peak) != 0) {
        peak = 0;
    }
    if (meter_needs_samples(s) && peak <= m->peak_start) {
        /* An earlier run was larger, so the kernel does not know this one's. What it holds now (files in memory) is
         * known. */
        uint64_t now = usage(s);
        peak = now > m->sampled_peak ? now : m->sampled_peak;
    }
    if (peak > m->max_rss) {
        peak = less(peak, file_cache(s));
    }
    peak += sockets_peak(s);
    return peak > m->max_rss ? peak : m->max_rss;
}
