/*
 * Without a memory group: add up what the slot's processes use, by looking. A look costs some ten microseconds per process, so the
 * interval follows from the cost of the last one (about one percent of a CPU) and shrinks while memory grows fast.
 *
 * The cheap look adds private pages of every process and the largest shared part of any; it errs upwards when pages are shared after
 * fork. So before anything is killed, smaps_rollup is asked, where the kernel divides every page by the number of its users.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "slot.h"

#define PAGE 4096u
#define MS 1000000ull
#define MAX_PIDS 4096
#define DOUBT (4u << 20) /* bytes that may be counted twice before a peak is looked at closely */

/* Memory in files: the writable tmpfs beyond its empty state, and System V segments. */
static uint64_t memory_in_files(const struct slot *s) {
    struct statfs st;
    struct shm_info shm;
    uint64_t bytes = 0;
    if (s->way == SCE_WAY_LANDLOCK) {
        return 0; /* an ordinary directory there, and no System V ipc */
    }
    if (fstatfs(s->dir_fd[DIR_WORK], &st) == 0) {
        uint64_t used = st.f_blocks - st.f_bfree;
        bytes += used > s->base_blocks ? (used - s->base_blocks) * (uint64_t)st.f_bsize : 0;
    }
    memset(&shm, 0, sizeof shm);
    if (shmctl(0, SHM_INFO, (struct shmid_ds *)(void *)&shm) >= 0) {
        bytes += (uint64_t)shm.shm_rss * PAGE;
    }
    return bytes;
}

static int children_of(int proc_fd, int pid, int *out, int room) {
    char name[64];
    char text[8192];
    int count = 0;
    /* Threads other than the first may have children as well, so every task of the process is asked. */
    char tasks[64];
    char entries[2048] __attribute__((aligned(8)));
    if (snprintf(tasks, sizeof tasks, "%d/task", pid) < 0) {
        return 0;
    }
    int fd = openat(proc_fd, tasks, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (ssize_t n = 0; fd >= 0 && (n = getdents64(fd, entries, sizeof entries)) > 0;) {
        for (ssize_t at = 0; at < n;) {
            const struct dirent64 *e = (const struct dirent64 *)(const void *)(entries + at);
            at += e->d_reclen;
            if (e->d_name[0] < '1' || e->d_name[0] > '9' || snprintf(name, sizeof name, "%.20s/children", e->d_name) < 0 || read_at(fd, name, text, sizeof text) <= 0) {
                continue;
            }
            char *end = text;
            for (long child = strtol(text, &end, 10); child > 0 && count < room; child = strtol(end, &end, 10)) {
                out[count++] = (int)child;
            }
        }
    }
    close_quietly(&fd);
    return count;
}

/* All processes of the program: in a pid namespace whoever is there but us, otherwise our descendants. */
static int list_pids(const struct slot *s, int *pids, int room) {
    int count = 0;
    if (s->way == SCE_WAY_LANDLOCK) {
        count = children_of(s->proc_fd, getpid(), pids, room);
        for (int i = 0; i < count; i++) {
            count += children_of(s->proc_fd, pids[i], pids + count, room - count);
        }
        return count;
    }
    char entries[8192] __attribute__((aligned(8)));
    if (lseek(s->proc_fd, 0, SEEK_SET) < 0) {
        return 0;
    }
    for (ssize_t n = 0; (n = getdents64(s->proc_fd, entries, sizeof entries)) > 0;) {
        for (ssize_t at = 0; at < n;) {
            const struct dirent64 *e = (const struct dirent64 *)(const void *)(entries + at);
            at += e->d_reclen;
            int pid = e->d_name[0] >= '1' && e->d_name[0] <= '9' ? atoi(e->d_name) : 0;
            if (pid > 1 && count < room) {
                pids[count++] = pid;
            }
        }
    }
    return count;
}

uint64_t longest_delay_ns(const struct slot *s) {
    static int pids[MAX_PIDS];
    uint64_t longest = 0;
    int count = list_pids(s, pids, MAX_PIDS);
    for (int i = 0; i < count; i++) {
        char name[32];
        char text[96];
        if (snprintf(name, sizeof name, "%d/schedstat", pids[i]) < 0 || read_at(s->proc_fd, name, text, sizeof text) <= 0) {
            continue;
        }
        char *end = text; /* time on a processor, time waiting for one, time slices */
        (void)strtoull(text, &end, 10);
        uint64_t delay = strtoull(end, NULL, 10);
        longest = delay > longest ? delay : longest;
    }
    return longest;
}

/*
 * Stops the whole family before killing any of it: a killed process frees a place that a fork bomb fills at once, a stopped one does
 * not, and it leaves the processor to us. A round that finds nobody new has found everybody.
 */
int descendants_kill(int proc_fd) {
    static int pids[MAX_PIDS];
    int count = 0;
    for (int round = 0; round < 200; round++) {
        int before = count;
        count = children_of(proc_fd, getpid(), pids, MAX_PIDS);
        for (int i = 0; i < count; i++) {
            (void)kill(pids[i], SIGSTOP); /* it may have ended in the meantime; that is as good */
            count += children_of(proc_fd, pids[i], pids + count, MAX_PIDS - count);
        }
        if (count == before) {
            break;
        }
    }
    for (int i = 0; i < count; i++) {
        (void)kill(pids[i], SIGKILL);
    }
    return count;
}

static uint64_t cpu_of(pid_t pid) {
    struct timespec t;
    clockid_t clock;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0) {
        return 0;
    }
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* CPU time of a process is remembered, because the kernel forgets children that a parent ignoring SIGCHLD never waits for. */
static void remember_cpu(struct sampler *p, pid_t pid, uint64_t cpu) {
    uint32_t free_slot = p->seen_count;
    for (uint32_t i = 0; i < p->seen_count; i++) {
        if (p->seen[i].pid == pid) {
            if (cpu < p->seen[i].cpu_ns) {
                p->gone_cpu_ns += p->seen[i].cpu_ns; /* the number has been given to a new process */
            }
            p->seen[i].cpu_ns = cpu;
            p->seen[i].round = p->round;
            return;
        }
        if (p->seen[i].pid == 0) {
            free_slot = i;
        }
    }
    if (free_slot < sizeof p->seen / sizeof *p->seen) {
        p->seen[free_slot] = (struct seen){pid, cpu, p->round};
        p->seen_count += free_slot == p->seen_count;
    }
}

static uint64_t total_cpu(struct sampler *p) {
    uint64_t total = 0;
    for (uint32_t i = 0; i < p->seen_count; i++) {
        if (p->seen[i].pid != 0 && p->seen[i].round != p->round) {
            p->gone_cpu_ns += p->seen[i].cpu_ns;
            p->seen[i] = (struct seen){0};
        }
        total += p->seen[i].cpu_ns;
    }
    return total + p->gone_cpu_ns;
}

static bool resident(int proc_fd, int pid, uint64_t *private_bytes, uint64_t *shared_bytes) {
    char name[32];
    char text[128];
    unsigned long long size = 0;
    unsigned long long all = 0;
    unsigned long long shared = 0;
    if (snprintf(name, sizeof name, "%d/statm", pid) < 0 || read_at(proc_fd, name, text, sizeof text) <= 0 || sscanf(text, "%llu %llu %llu", &size, &all, &shared) != 3) {
        return false;
    }
    *private_bytes = (all > shared ? all - shared : 0) * PAGE;
    *shared_bytes = shared * PAGE;
    return true;
}

void sampler_begin(struct sampler *p) {
    p->interval_ns = 2 * MS;
    p->next_ns = now_ns() + p->interval_ns;
    p->last_memory = p->gone_cpu_ns = p->round = 0;
    p->seen_count = 0;
}

void sampler_take(const struct slot *s, struct sampler *p, struct sample *out) {
    static int pids[MAX_PIDS];
    uint64_t began = now_ns();
    int count = list_pids(s, pids, MAX_PIDS);
    uint64_t private_sum = 0;
    uint64_t shared_max = 0;
    p->round++;
    out->processes = (uint32_t)count;
    for (int i = 0; i < count; i++) {
        uint64_t own = 0;
        uint64_t shared = 0;
        if (resident(s->proc_fd, pids[i], &own, &shared)) {
            private_sum += own;
            shared_max = shared > shared_max ? shared : shared_max;
        }
        remember_cpu(p, pids[i], cpu_of(pids[i]));
    }
    out->cpu_ns = total_cpu(p);
    uint64_t files = memory_in_files(s);
    out->memory = private_sum + shared_max + files;
    out->doubtful = shared_max < files ? shared_max : files;
    uint64_t now = now_ns();
    uint64_t grown = out->memory > p->last_memory ? out->memory - p->last_memory : 0;
    uint64_t least = (now - began) * 100;
    uint64_t want = grown > (4u << 20) ? 2 * MS : p->interval_ns * 2;
    p->interval_ns = want < least ? least : want > 20 * MS ? (least > 20 * MS ? least : 20 * MS) : want;
    /* A hundred processes cost a millisecond to look at; even then a look every 50 ms must remain. */
    p->interval_ns = p->interval_ns > 50 * MS ? 50 * MS : p->interval_ns;
    p->next_ns = now + p->interval_ns;
    p->last_memory = out->memory;
}

static uint64_t rollup_field(const char *text, const char *key) {
    uint64_t kb = 0;
    return keyed_number(text, key, &kb) ? kb * 1024 : 0;
}

/*
 * Memory shared through mappings without a file (MAP_SHARED | MAP_ANONYMOUS), which the kernel shows as "/dev/zero (deleted)" and which
 * no file system accounts for. Its lines are looked for in the full list of mappings, so this is for rare use.
 */
static uint64_t unnamed_shared(const struct slot *s, int pid) {
    char name[32];
    char line[4352]; /* a path and what stands before it */
    bool unnamed = false;
    uint64_t bytes = 0;
    if (snprintf(name, sizeof name, "%d/smaps", pid) < 0) {
        return 0;
    }
    int fd = openat(s->proc_fd, name, O_RDONLY | O_CLOEXEC);
    FILE *mappings = fd < 0 ? NULL : fdopen(fd, "re");
    if (mappings == NULL) {
        close_quietly(&fd);
        return 0;
    }
    while (fgets(line, sizeof line, mappings) != NULL) {
        if (strchr("0123456789abcdef", line[0]) != NULL) {
            unnamed = strstr(line, " /dev/zero (deleted)") != NULL;
        } else if (unnamed && strncmp(line, "Pss:", 4) == 0) {
            bytes += strtoull(line + 4, NULL, 10) * 1024;
        }
    }
    (void)fclose(mappings);
    return bytes;
}

/* What the slot's processes really use, every shared page counted once: private memory, files and segments, unnamed mappings. */
static uint64_t exact_memory(const struct slot *s) {
    static int pids[MAX_PIDS];
    char name[40];
    char text[2048];
    uint64_t bytes = memory_in_files(s);
    int count = list_pids(s, pids, MAX_PIDS);
    for (int i = 0; i < count; i++) {
        if (snprintf(name, sizeof name, "%d/smaps_rollup", pids[i]) < 0 || read_at(s->proc_fd, name, text, sizeof text) <= 0) {
            continue;
        }
        bytes += rollup_field(text, "Pss_Anon:");
        if (strstr(text, "Pss_Anon:") == NULL) {
            bytes += rollup_field(text, "Pss:"); /* before 5.9 the kinds are not told apart */
        } else if (s->way == SCE_WAY_LANDLOCK) {
            bytes += rollup_field(text, "Pss_Shmem:"); /* no file system of its own that would count it */
        } else if (rollup_field(text, "Pss_Shmem:") > 0) {
            bytes += unnamed_shared(s, pids[i]);
        }
    }
    return bytes;
}

bool sampler_confirm(const struct slot *s, uint64_t limit) {
    return exact_memory(s) > limit;
}

uint64_t sampler_peak(const struct slot *s, const struct sample *cheap, uint64_t peak_so_far) {
    if (cheap->memory <= peak_so_far) {
        return peak_so_far;
    }
    uint64_t bytes = cheap->doubtful < DOUBT ? cheap->memory : exact_memory(s);
    return bytes > peak_so_far ? bytes : peak_so_far;
}
