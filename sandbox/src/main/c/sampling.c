/*
 * Without a memory group: add up what the slot's processes use, by looking. A look costs some ten microseconds per
 * process, so the interval follows from the cost of the last one (about one percent of a CPU) and shrinks while memory
 * grows fast.
 *
 * The cheap look adds private pages of every process and the largest shared part of any; it errs upwards when pages are
 * shared after fork. So before anything is killed, smaps_rollup is asked, where the kernel divides every page by the
 * number of its users.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "slot.h"

#define PAGE 4096u
#define MS 1000000ull
#define MAX_PIDS 4096
#define MANY_PAGES (1u << 16) /* 256 MiB, whose page tables take at most half a MiB */
#define DOUBT (4u << 20) /* bytes that may be counted twice before a peak is looked at closely */

/* Memory that the kernel holds for System V objects, whose number and size no other limit bounds. */
static uint64_t memory_in_ipc(void) {
    enum { SEMAPHORE_BYTES = 128 };
    struct shm_info shm;
    struct msginfo messages;
    struct seminfo semaphores;
    uint64_t bytes = 0;
    memset(&shm, 0, sizeof shm);
    memset(&messages, 0, sizeof messages);
    memset(&semaphores, 0, sizeof semaphores);
    if (shmctl(0, SHM_INFO, (struct shmid_ds *)(void *)&shm) >= 0) {
        bytes += (uint64_t)shm.shm_rss * PAGE;
    }
    if (msgctl(0, MSG_INFO, (struct msqid_ds *)(void *)&messages) >= 0) {
        bytes += (uint64_t)messages.msgtql; /* the bytes in all queues */
    }
    if (semctl(0, 0, SEM_INFO, &semaphores) >= 0) {
        bytes += (uint64_t)semaphores.semaem * SEMAPHORE_BYTES; /* the number of all semaphores */
    }
    return bytes;
}

/* Memory that no process shows as its own: what the writable tmpfs holds beyond its empty state, System V objects,
 * sockets. */
static uint64_t memory_in_files(struct slot *s) {
    struct statfs st;
    uint64_t bytes = 0;
    if (s->way == SCE_WAY_LANDLOCK) {
        return 0; /* an ordinary directory there, and no System V ipc */
    }
    if (fstatfs(s->dir_fd[DIR_WORK], &st) == 0) {
        uint64_t used = st.f_blocks - st.f_bfree;
        bytes += used > s->base_blocks ? (used - s->base_blocks) * (uint64_t)st.f_bsize : 0;
    }
    bytes += memory_in_ipc() + sockets_memory(s);
    /* What was there when the program was started is its caller's, or an earlier command's. */
    s->files_at_start = bytes < s->files_at_start ? bytes : s->files_at_start;
    return bytes - s->files_at_start;
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
            if (e->d_name[0] < '1' || e->d_name[0] > '9' ||
                snprintf(name, sizeof name, "%.20s/children", e->d_name) < 0 ||
                read_at(fd, name, text, sizeof text) <= 0) {
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

/* A field of /proc/PID/stat by its number in proc(5), from 3 on; 0 when there is none. */
static long stat_field(const char *text, int number) {
    const char *at = strrchr(text, ')'); /* what stands before, the name, may hold anything */
    for (int field = 2; field < number && at != NULL; field++) {
        at = strchr(at + 1, ' ');
    }
    return at == NULL ? 0 : strtol(at, NULL, 10);
}

enum {
    STAT_UTIME = 14,
    STAT_CSTIME = 17,
    STAT_NICE = 19,
    STAT_THREADS = 20,
    STAT_POLICY = 41,
    TICK_NS = 10000000 /* USER_HZ is 100 everywhere */
};

/* Whether a task has lowered its own chances: by priority, by policy, or by keeping to fewer processors than it could
 * use. */
static bool is_meek_as(const struct slot *s, int tid, const char *stat) {
    cpu_set_t own;
    bool narrow = sched_getaffinity(tid, sizeof own, &own) == 0 && (uint64_t)CPU_COUNT(&own) < s->cpus;
    return stat_field(stat, STAT_NICE) > getpriority(PRIO_PROCESS, 0) ||
           stat_field(stat, STAT_POLICY) != sched_getscheduler(0) || narrow;
}

static bool read_stat(const struct slot *s, int pid, char *text, size_t size) {
    char name[32];
    return snprintf(name, sizeof name, "%d/stat", pid) > 0 && read_at(s->proc_fd, name, text, size) > 0;
}

static bool is_meek(const struct slot *s, int pid) {
    char text[1024];
    return !read_stat(s, pid, text, sizeof text) || is_meek_as(s, pid, text); /* else it has ended */
}

static bool is_able(const struct slot *s, int tid, const char *stat) {
    const char *name_end = strrchr(stat, ')');
    return name_end != NULL && name_end[1] == ' ' && name_end[2] == 'R' && !is_meek_as(s, tid, stat);
}

/* A thread other than the first that could run now. */
static bool has_able_thread(const struct slot *s, int pid) {
    char name[64];
    char text[1024];
    char entries[2048] __attribute__((aligned(8)));
    bool able = false;
    int fd = snprintf(name, sizeof name, "%d/task", pid) > 0
                 ? openat(s->proc_fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                 : -1;
    for (ssize_t n = 0; fd >= 0 && !able && (n = getdents64(fd, entries, sizeof entries)) > 0;) {
        for (ssize_t at = 0; at < n && !able;) {
            const struct dirent64 *e = (const struct dirent64 *)(const void *)(entries + at);
            at += e->d_reclen;
            able = e->d_name[0] >= '1' && e->d_name[0] <= '9' &&
                   snprintf(name, sizeof name, "%.20s/stat", e->d_name) > 0 &&
                   read_at(fd, name, text, sizeof text) > 0 && is_able(s, atoi(e->d_name), text);
        }
    }
    close_quietly(&fd);
    return able;
}

bool tree_is_able(const struct slot *s) {
    static int pids[MAX_PIDS];
    char text[1024];
    int count = list_pids(s, pids, MAX_PIDS);
    for (int i = 0; i < count; i++) {
        if (read_stat(s, pids[i], text, sizeof text) &&
            (is_able(s, pids[i], text) || (stat_field(text, STAT_THREADS) > 1 && has_able_thread(s, pids[i])))) {
            return true;
        }
    }
    return false;
}

uint64_t tree_cpu_ns(const struct slot *s) {
    static int pids[MAX_PIDS];
    char text[1024];
    uint64_t ticks = 0;
    int count = list_pids(s, pids, MAX_PIDS);
    for (int i = 0; i < count; i++) {
        bool there = read_stat(s, pids[i], text, sizeof text);
        for (int field = STAT_UTIME; there && field <= STAT_CSTIME; field++) {
            ticks += (uint64_t)stat_field(text, field);
        }
    }
    return ticks * TICK_NS;
}

uint64_t machine_idle_ns(const struct slot *s) {
    char text[512];
    unsigned long long idle = 0;
    unsigned long long waiting = 0;
    if (read_at(s->proc_fd, "stat", text, sizeof text) <= 0 ||
        sscanf(text, "cpu %*u %*u %*u %llu %llu", &idle, &waiting) != 2) {
        return 0;
    }
    return (idle + waiting) * TICK_NS;
}

uint64_t denied_ns(const struct slot *s, uint64_t tree_cpu_ns) {
    static int pids[MAX_PIDS];
    uint64_t longest = 0;
    int count = list_pids(s, pids, MAX_PIDS);
    for (int i = 0; i < count; i++) {
        char name[32];
        char text[96];
        if (snprintf(name, sizeof name, "%d/schedstat", pids[i]) < 0 ||
            read_at(s->proc_fd, name, text, sizeof text) <= 0) {
            continue;
        }
        char *end = text; /* time on a processor, time waiting for one, time slices */
        uint64_t run = strtoull(text, &end, 10);
        uint64_t delay = strtoull(end, NULL, 10);
        uint64_t others = tree_cpu_ns > run ? tree_cpu_ns - run : 0;
        if (delay > others && delay - others > longest && !is_meek(s, pids[i])) {
            longest = delay - others;
        }
    }
    return longest;
}

/*
 * Stops the whole family before killing any of it: a killed process frees a place that a fork bomb fills at once, a
 * stopped one does not, and it leaves the processor to us. A round that finds nobody new has found everybody.
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

uint64_t process_cpu_ns(pid_t pid) {
    struct timespec t;
    clockid_t clock;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0) {
        return 0;
    }
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* CPU time of a process is remembered, because the kernel forgets children that a parent ignoring SIGCHLD never waits
 * for. */
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

/*
 * Page tables: 4 KiB for each 2 MiB that is mapped and touched, if only by reading, which costs no memory otherwise. So
 * they matter where much more is mapped than is resident, and only then the file that tells of them, dear to read, is
 * read.
 */
static uint64_t page_tables(int proc_fd, int pid, uint64_t mapped_pages) {
    char name[32];
    char text[4096];
    uint64_t kb = 0;
    if (mapped_pages < MANY_PAGES || snprintf(name, sizeof name, "%d/status", pid) < 0 ||
        read_at(proc_fd, name, text, sizeof text) <= 0) {
        return 0;
    }
    return keyed_number(text, "VmPTE:", &kb) ? kb * 1024 : 0;
}

static bool resident(int proc_fd, int pid, uint64_t *private_bytes, uint64_t *shared_bytes) {
    char name[32];
    char text[128];
    unsigned long long size = 0;
    unsigned long long all = 0;
    unsigned long long shared = 0;
    if (snprintf(name, sizeof name, "%d/statm", pid) < 0 || read_at(proc_fd, name, text, sizeof text) <= 0 ||
        sscanf(text, "%llu %llu %llu", &size, &all, &shared) != 3) {
        return false;
    }
    *private_bytes = (all > shared ? all - shared : 0) * PAGE + page_tables(proc_fd, pid, size);
    *shared_bytes = shared * PAGE;
    return true;
}

void sampler_begin(struct slot *s, struct sampler *p) {
    s->files_at_start = 0;
    s->files_at_start = memory_in_files(s);
    p->interval_ns = 2 * MS;
    p->next_ns = now_ns() + p->interval_ns;
    p->last_memory = p->gone_cpu_ns = p->round = 0;
    p->seen_count = 0;
}

void sampler_take(struct slot *s, struct sampler *p, struct sample *out) {
    static int pids[MAX_PIDS];
    uint64_t began = now_ns();
    int count = list_pids(s, pids, MAX_PIDS);
    uint64_t private_sum = 0;
    uint64_t shared_max = 0;
    uint64_t shared_sum = 0;
    p->round++;
    out->processes = (uint32_t)count;
    for (int i = 0; i < count; i++) {
        uint64_t own = 0;
        uint64_t shared = 0;
        if (resident(s->proc_fd, pids[i], &own, &shared)) {
            private_sum += own;
            shared_max = shared > shared_max ? shared : shared_max;
            shared_sum += shared;
        }
        remember_cpu(p, pids[i], process_cpu_ns(pids[i]));
    }
    out->cpu_ns = total_cpu(p);
    uint64_t files = memory_in_files(s);
    out->memory = private_sum + shared_max + files;
    out->most = private_sum + shared_sum + files;
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
 * Memory shared through mappings without a file (MAP_SHARED | MAP_ANONYMOUS), which the kernel shows as "/dev/zero
 * (deleted)" and which no file system accounts for. Its lines are looked for in the full list of mappings, so this is
 * for rare use.
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

/* What the slot's processes really use, every shared page counted once: private memory, files and segments, unnamed
 * mappings. */
uint64_t sampler_exact(struct slot *s) {
    static int pids[MAX_PIDS];
    char name[40];
    char text[2048];
    uint64_t bytes = memory_in_files(s);
    int count = list_pids(s, pids, MAX_PIDS);
    for (int i = 0; i < count; i++) {
        if (snprintf(name, sizeof name, "%d/smaps_rollup", pids[i]) < 0 ||
            read_at(s->proc_fd, name, text, sizeof text) <= 0) {
            continue;
        }
        bytes += rollup_field(text, "Pss_Anon:") + page_tables(s->proc_fd, pids[i], MANY_PAGES);
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

bool sampler_confirm(struct slot *s, uint64_t limit) {
    return sampler_exact(s) > limit;
}

uint64_t sampler_peak(struct slot *s, const struct sample *cheap, uint64_t peak_so_far) {
    if (cheap->memory <= peak_so_far) {
        return peak_so_far;
    }
    uint64_t bytes = cheap->doubtful < DOUBT ? cheap->memory : sampler_exact(s);
    return bytes > peak_so_far ? bytes : peak_so_far;
}
