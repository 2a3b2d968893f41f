/*
 * Control groups, P1's part: put a run's limits in force and measure it. Every write is made only when a value changes, because
 * these files are the dearest system calls of a short run.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "slot.h"

#define PAGE 4096u
/* Room for what the kernel charges to the supervisor itself while a program runs: pipes, page tables, buffers. */
#define HEADROOM (1u << 20)

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
    if (!keyed_number(text, v1 ? "total_cache" : "file", &cache) || !keyed_number(text, v1 ? "total_shmem" : "shmem", &shmem)) {
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
    int order[2] = {raise ? cg->swap_fd : cg->limit_fd, raise ? cg->limit_fd : cg->swap_fd};
    for (int i = 0; i < 2; i++) {
        if (order[i] < 0) {
            continue;
        }
        int result = limit != UINT64_MAX ? write_number(order[i], limit) : write_fd(order[i], v1_memory(s) ? "-1" : "max");
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

/* CPU time of the group without our own; 0 when there is no such controller. */
static uint64_t group_cpu_ns(const struct slot *s) {
    char text[1024];
    uint64_t value = 0;
    if (s->cg.cpu_fd < 0) {
        return 0;
    }
    if ((s->features & SCE_FEATURE_CPU_V1) != 0) {
        if (read_number(s->cg.cpu_fd, &value) != 0) {
            return 0;
        }
    } else if (read_fd(s->cg.cpu_fd, text, sizeof text) <= 0 || !keyed_number(text, "usage_usec", &value)) {
        return 0;
    } else {
        value *= 1000;
    }
    uint64_t own = own_cpu_ns() + s->warm_cpu_ns;
    return value > own ? value - own : 0;
}

int meter_init(struct slot *s, struct fault *f) {
    /*
     * Programs get the highest score, P1 a low one if it may. Where ids are equal and no group can run out of memory, P1 takes the
     * high score itself and children inherit it: it is small, and should it be taken nevertheless, its namespace dies with it. That
     * last part is not so in mode LANDLOCK.
     */
    s->born_expendable = s->way != SCE_WAY_LANDLOCK && !s->switch_ids && !has_memory(s) && write_at(s->proc_fd, "self/oom_score_adj", "1000") == 0;
    if (!s->born_expendable && write_at(s->proc_fd, "self/oom_score_adj", "-999") != 0) {
        note(s->notes, sizeof s->notes, "oom_score_adj: %s", strerror(errno));
    }
    if (!has_memory(s)) {
        return 0;
    }
    uint64_t used = usage(s);
    uint64_t cache = file_cache(s);
    s->cg.baseline = used > cache ? used - cache : 0;
    if (s->cg.peak_resets && !v1_memory(s) && write_fd(s->cg.peak_fd, "0") != 0) {
        s->cg.peak_resets = false; /* before 6.12: the peak is that of the slot's whole life */
    }
    (void)f;
    return 0;
}

/* Own memory rounded up plus what the JVM has sent for the program's standard input: neither is the program's. */
static uint64_t allowance(const struct slot *s, uint64_t spooled) {
    uint64_t own = s->cg.baseline + HEADROOM + (spooled > 65536 ? spooled + spooled / 64 : 0);
    return (own + 65535) / 65536 * 65536;
}

static void rusage_ns(int who, uint64_t *user, uint64_t *sys) {
    struct rusage u;
    *user = *sys = 0;
    if (getrusage(who, &u) == 0) {
        *user = (uint64_t)u.ru_utime.tv_sec * 1000000000u + (uint64_t)u.ru_utime.tv_usec * 1000u;
        *sys = (uint64_t)u.ru_stime.tv_sec * 1000000000u + (uint64_t)u.ru_stime.tv_usec * 1000u;
    }
}

int meter_begin(struct slot *s, const struct run_request *r, uint64_t spooled, struct meter *m, struct fault *f) {
    memset(m, 0, sizeof *m);
    if (has_memory(s)) {
        uint64_t own = allowance(s, spooled);
        uint64_t limit = r->memory_bytes == 0 || r->memory_bytes > INT64_MAX - own ? UINT64_MAX : (r->memory_bytes + own) / PAGE * PAGE;
        /* The kernel would refuse such a limit (v1) or kill us for it (v2): the program's files alone are more than it may use. */
        if (limit < s->cg.limit && usage(s) + HEADROOM > limit && less(usage(s), file_cache(s)) + HEADROOM > limit) {
            return fail_errno(f, SCE_STAGE_LIMIT, ENOMEM, "what is stored already exceeds the memory limit");
        }
        if (set_memory_limit(s, limit) != 0) {
            return fail(f, SCE_STAGE_LIMIT, "memory limit");
        }
        if (v1_memory(s) || s->cg.peak_resets) {
            if (write_fd(s->cg.peak_fd, "0") != 0) {
                return fail(f, SCE_STAGE_LIMIT, "reset the memory peak");
            }
        } else if (s->cg.peak_fd < 0 || read_number(s->cg.peak_fd, &m->peak_start) != 0) {
            m->peak_start = UINT64_MAX; /* before 5.19 there is no peak at all */
        }
    }
    if (set_pids_limit(s, (uint64_t)(r->max_processes == 0 ? 1 : r->max_processes) + 1 + s->warm_count) != 0) {
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

bool meter_oom(const struct slot *s, const struct meter *m) {
    return oom_kills(s) > m->oom_start;
}

uint64_t meter_pids_hits(const struct slot *s, const struct meter *m) {
    uint64_t now = pids_events(s);
    return now > m->pids_start ? now - m->pids_start : 0;
}

/* Version 2 before 6.12 keeps one peak for the whole life of the group: runs after the largest one have to be watched instead. */
bool meter_needs_samples(const struct slot *s) {
    return (s->features & SCE_FEATURE_MEMORY_V2) != 0 && !s->cg.peak_resets;
}

void meter_sample(const struct slot *s, struct meter *m) {
    uint64_t now = usage(s);
    m->sampled_peak = now > m->sampled_peak ? now : m->sampled_peak;
}

/*
 * The largest resident size of any one process is exact but blind to sums and to files in memory; the group's peak sees those but
 * counts page cache and the supervisor. The larger of both, after taking off what is not the program's.
 */
uint64_t meter_peak(struct slot *s, const struct meter *m, uint64_t spooled, uint8_t *source) {
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
        /* An earlier run was larger, so the kernel does not know this one's. What it holds now (files in memory) is known. */
        uint64_t now = usage(s);
        peak = now > m->sampled_peak ? now : m->sampled_peak;
    }
    /* Close to the limit nothing could be stored any more (READ needs pages too), so it is lifted until the next run. */
    if (s->cg.limit != UINT64_MAX && peak + (8u << 20) > s->cg.limit && set_memory_limit(s, UINT64_MAX) != 0) {
        diagnose("cannot lift the memory limit: %s", strerror(errno));
    }
    uint64_t own = s->cg.baseline + spooled;
    if (less(peak, own) > m->max_rss) {
        peak = less(less(peak, own), file_cache(s));
    }
    return peak > m->max_rss ? peak : m->max_rss;
}

/* An interpreter that starts is charged to the group, but it is not the program's memory. */
void meter_unlimit(struct slot *s) {
    if (has_memory(s) && set_memory_limit(s, UINT64_MAX) != 0) {
        diagnose("cannot lift the memory limit: %s", strerror(errno));
    }
}

uint64_t meter_usage(const struct slot *s) {
    return has_memory(s) ? less(usage(s), file_cache(s)) : 0;
}

/* Files are written between runs, under the limit of the run before: it must not stop (or kill) us. */
void meter_expect(struct slot *s, uint64_t bytes) {
    if (!has_memory(s) || s->cg.limit == UINT64_MAX) {
        return;
    }
    if (bytes > (4u << 20) || usage(s) + bytes + (8u << 20) > s->cg.limit) {
        if (set_memory_limit(s, UINT64_MAX) != 0) {
            diagnose("cannot lift the memory limit: %s", strerror(errno));
        }
    }
}
