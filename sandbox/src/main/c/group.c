/*
 * The programs' own group, below that of the slot. It alone has the memory limit, so when memory runs out the kernel
 * looks for somebody to kill among the programs and finds neither init nor an interpreter; and what init stores on a
 * program's behalf is not charged to it.
 *
 * A group outlives its processes together with what the kernel keeps for them: cached names, kernel objects, pages of
 * files. All that would count against the next program, so a group that is not as good as empty is replaced: what is
 * left in the old one is charged to the slot's group from then on, which has no limit, and is given back when the
 * machine needs it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "slot.h"

static bool is_v2(const struct cgroup *cg) {
    return cg->home[0] != 0;
}

/* Every descriptor of the group, in the order in which they travel. */
static void descriptors(struct cgroup *cg, int *list[GROUP_FDS]) {
    int *own[] = {&cg->limit_fd, &cg->swap_fd,          &cg->usage_fd,        &cg->peak_fd, &cg->stat_fd,
                  &cg->oom_fd,   &cg->sockets_limit_fd, &cg->sockets_peak_fd, &cg->enter_fd};
    int *shared[] = {&cg->pids_fd, &cg->pids_events_fd, &cg->cpu_fd};
    memset(list, 0, GROUP_FDS * sizeof *list);
    memcpy(list, own, sizeof own);
    if (is_v2(cg)) {
        memcpy(list + sizeof own / sizeof *own, shared, sizeof shared); /* in version 1 these are the slot's */
    }
}

void group_close(struct cgroup *cg) {
    int *list[GROUP_FDS];
    descriptors(cg, list);
    for (int i = 0; i < GROUP_FDS && list[i] != NULL; i++) {
        close_quietly(list[i]);
    }
}

static void open_v1(struct cgroup *cg) {
    cg->limit_fd = open_in(cg->run, "memory.limit_in_bytes", O_RDWR);
    cg->swap_fd = open_in(cg->run, "memory.memsw.limit_in_bytes", O_RDWR);
    cg->usage_fd = open_in(cg->run, "memory.usage_in_bytes", O_RDONLY);
    cg->peak_fd = open_in(cg->run, "memory.max_usage_in_bytes", O_RDWR);
    cg->stat_fd = open_in(cg->run, "memory.stat", O_RDONLY);
    cg->oom_fd = open_in(cg->run, "memory.oom_control", O_RDONLY);
    cg->sockets_limit_fd = open_in(cg->run, "memory.kmem.tcp.limit_in_bytes", O_RDWR);
    cg->sockets_peak_fd = open_in(cg->run, "memory.kmem.tcp.max_usage_in_bytes", O_RDWR);
    cg->enter_fd =
        open_in(cg->run, "tasks", O_WRONLY); /* for a single task the kernel need not wait for forks under way */
}

static void open_v2(struct cgroup *cg) {
    cg->limit_fd = open_in(cg->run, "memory.max", O_RDWR);
    cg->usage_fd = open_in(cg->run, "memory.current", O_RDONLY);
    cg->peak_fd = open_in(cg->run, "memory.peak", O_RDWR); /* writable since 6.12, readable since 5.19 */
    cg->peak_resets = cg->peak_fd >= 0;
    if (cg->peak_fd < 0) {
        cg->peak_fd = open_in(cg->run, "memory.peak", O_RDONLY);
    }
    cg->stat_fd = open_in(cg->run, "memory.stat", O_RDONLY);
    cg->oom_fd = open_in(cg->run, "memory.events", O_RDONLY);
    cg->enter_fd = open_in(cg->run, "cgroup.procs", O_WRONLY);
    cg->pids_fd = open_in(cg->run, "pids.max", O_RDWR);
    cg->pids_events_fd = open_in(cg->run, "pids.events", O_RDONLY);
    cg->cpu_fd = open_in(cg->run, "cpu.stat", O_RDONLY);
    int swap = open_in(cg->run, "memory.swap.max", O_WRONLY);
    if (swap >= 0 && write_fd(swap, "0") != 0) {
        diagnose("memory.swap.max: %s", strerror(errno));
    }
    close_quietly(&swap);
}

static int open_all(struct cgroup *cg) {
    if (is_v2(cg)) {
        open_v2(cg);
    } else {
        open_v1(cg);
    }
    cg->limit = cg->pids_limit = UINT64_MAX;
    return cg->limit_fd >= 0 && cg->usage_fd >= 0 && cg->stat_fd >= 0 && cg->oom_fd >= 0 && cg->enter_fd >= 0 &&
                   (is_v2(cg) || cg->peak_fd >= 0)
               ? 0
               : -1;
}

int group_make(struct cgroup *cg) {
    const char *parent = cg->dirs[is_v2(cg) ? CG_V2 : CG_MEMORY];
    int n = snprintf(cg->run, sizeof cg->run, "%s/run", parent);
    if (n <= 0 || (mkdir(cg->run, 0755) != 0 && errno != EEXIST) || open_all(cg) != 0) {
        group_remove(cg);
        return -1;
    }
    return 0;
}

void group_remove(struct cgroup *cg) {
    group_close(cg);
    (void)rmdir(cg->run); /* where it cannot be removed, the slot's group cannot either, and that is looked after */
    cg->run[0] = 0;
}

int group_rmdir(const char *dir) {
    for (int round = 0; rmdir(dir) != 0; round++) {
        if (errno == ENOENT) {
            return 0;
        }
        if (errno != EBUSY || round > 1000) {
            return -1;
        }
        (void)usleep(1000);
    }
    return 0;
}

int group_replace(struct cgroup *cg, int fds[GROUP_FDS], uint32_t *present) {
    int *list[GROUP_FDS];
    *present = 0;
    if (cg->run[0] == 0 || group_rmdir(cg->run) != 0 || mkdir(cg->run, 0755) != 0 || open_all(cg) != 0) {
        group_close(cg);
        return -1;
    }
    descriptors(cg, list);
    int count = 0;
    for (int i = 0; i < GROUP_FDS && list[i] != NULL; i++) {
        if (*list[i] >= 0) {
            *present |= 1u << i;
            fds[count++] = *list[i];
        }
    }
    return count;
}

int group_adopt(struct cgroup *cg, const int *fds, size_t count, uint32_t present) {
    int *list[GROUP_FDS];
    size_t next = 0;
    group_close(cg);
    descriptors(cg, list);
    for (int i = 0; i < GROUP_FDS && list[i] != NULL; i++) {
        if ((present & 1u << i) != 0 && next < count) {
            *list[i] = fds[next++];
        }
    }
    cg->limit = cg->pids_limit = UINT64_MAX;
    return cg->enter_fd >= 0 ? 0 : -1;
}

int group_enter(const struct cgroup *cg) {
    return cg->enter_fd < 0 || write(cg->enter_fd, "0", 1) == 1 ? 0 : -1;
}
