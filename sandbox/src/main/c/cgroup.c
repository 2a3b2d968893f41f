/*
 * Control groups, the supervisor's part: find a place where a group may be made, make it, put init in, remove it at the
 * end.
 *
 * Version 1 and 2 hierarchies may be mounted side by side in any combination; every controller is optional and found on
 * its own. Groups are called sce-<pid of the JVM>-<pid of the supervisor>, so that a later start can tell which ones a
 * killed supervisor has left behind. No process but our own is ever moved.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "slot.h"

/* True when the comma-separated list holds the word. */
static bool listed(const char *list, const char *word) {
    size_t len = strlen(word);
    for (const char *p = list; p != NULL && *p != 0;) {
        if (strncmp(p, word, len) == 0 && (p[len] == ',' || p[len] == 0 || p[len] == ' ' || p[len] == '\n')) {
            return true;
        }
        p = strpbrk(p, ", \n");
        p = p == NULL ? NULL : p + 1;
    }
    return false;
}

/* Our path in the hierarchy of a controller ("" for version 2), as /proc/self/cgroup says. */
static bool own_path(const char *controller, char *out, size_t size) {
    FILE *file = fopen("/proc/self/cgroup", "re");
    char line[4096];
    bool found = false;
    if (file == NULL) {
        return false;
    }
    while (!found && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = 0;
        char *list = strchr(line, ':');
        char *path = list == NULL ? NULL : strchr(list + 1, ':');
        if (path == NULL) {
            continue;
        }
        *path++ = 0;
        list++;
        bool match = controller[0] == 0 ? list[0] == 0 : listed(list, controller);
        if (match && strncmp(path, "/..", 3) != 0 && strlen(path) < size) {
            memcpy(out, path, strlen(path) + 1);
            found = true;
        }
    }
    (void)fclose(file);
    return found;
}

/* The directory of our own group: mount point plus our path, less the part of the hierarchy the mount does not show. */
static bool own_directory(const char *controller, char *out, size_t size) {
    char path[PATH_MAX];
    char *line = NULL;
    size_t capacity = 0;
    bool found = false;
    FILE *file = own_path(controller, path, sizeof path) ? fopen("/proc/self/mountinfo", "re") : NULL;
    if (file == NULL) {
        return false;
    }
    while (!found && getline(&line, &capacity, file) > 0) {
        char root[1024];
        char mount_point[1024];
        char type[32];
        char options[1024];
        const char *tail = strstr(line, " - ");
        if (tail == NULL || sscanf(line, "%*s %*s %*s %1023s %1023s", root, mount_point) != 2 ||
            sscanf(tail, " - %31s %*s %1023s", type, options) != 2) {
            continue;
        }
        if (controller[0] == 0 ? strcmp(type, "cgroup2") != 0
                               : strcmp(type, "cgroup") != 0 || !listed(options, controller)) {
            continue;
        }
        size_t hidden = strcmp(root, "/") == 0 ? 0 : strlen(root);
        if (strncmp(path, root, hidden) != 0) {
            continue;
        }
        int n = snprintf(out, size, "%s%s", mount_point, strcmp(path + hidden, "/") == 0 ? "" : path + hidden);
        found = n > 0 && (size_t)n < size;
    }
    free(line);
    (void)fclose(file);
    return found;
}

static void remove_nested(int parent, const char *group) {
    static const char *const INNER[] = {"run", "supervisor"};
    int fd = openat(parent, group, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    for (size_t i = 0; fd >= 0 && i < sizeof INNER / sizeof *INNER; i++) {
        (void)unlinkat(fd, INNER[i], AT_REMOVEDIR);
    }
    close_quietly(&fd);
}

/*
 * Removes groups of our naming whose supervisor, the one who should have done it, is dead. rmdir refuses groups that
 * hold processes, so a wrong guess does no harm.
 */
static void remove_stale(const char *parent) {
    DIR *dir = opendir(parent);
    if (dir == NULL) {
        return;
    }
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        int jvm = 0;
        int p0 = 0;
        char extra = 0;
        if (sscanf(e->d_name, "sce-%d-%d%c", &jvm, &p0, &extra) != 2 || jvm <= 0) {
            continue;
        }
        if (kill(p0, 0) != 0 && errno == ESRCH) {
            remove_nested(dirfd(dir), e->d_name);
            (void)unlinkat(dirfd(dir), e->d_name, AT_REMOVEDIR);
        }
    }
    (void)closedir(dir);
}

static bool make_group(const char *parent, char *out, size_t size) {
    int n = snprintf(out, size, "%s/sce-%d-%d", parent, (int)getppid(), (int)getpid());
    if (n < 0 || (size_t)n >= size) {
        out[0] = 0;
        return false;
    }
    remove_stale(parent);
    if (mkdir(out, 0755) == 0 || errno == EEXIST) {
        return true;
    }
    out[0] = 0;
    return false;
}

int open_in(const char *dir, const char *name, int flags) {
    char path[700];
    int n = snprintf(path, sizeof path, "%s/%s", dir, name);
    return n > 0 && n < (int)sizeof path ? open(path, flags | O_CLOEXEC) : -1;
}

static void open_v1(struct cgroup *cg) {
    char parent[512];
    if (own_directory("memory", parent, sizeof parent) && make_group(parent, cg->dirs[CG_MEMORY], sizeof cg->dirs[0])) {
        cg->features |= group_make(cg) == 0 ? SCE_FEATURE_MEMORY_V1 : 0;
    }
    if (own_directory("pids", parent, sizeof parent) && make_group(parent, cg->dirs[CG_PIDS], sizeof cg->dirs[0])) {
        cg->pids_fd = open_in(cg->dirs[CG_PIDS], "pids.max", O_RDWR);
        cg->pids_events_fd = open_in(cg->dirs[CG_PIDS], "pids.events", O_RDONLY);
        cg->features |= cg->pids_fd >= 0 ? SCE_FEATURE_PIDS_V1 : 0;
    }
    if (own_directory("cpuacct", parent, sizeof parent) && make_group(parent, cg->dirs[CG_CPU], sizeof cg->dirs[0])) {
        cg->cpu_fd = open_in(cg->dirs[CG_CPU], "cpuacct.usage", O_RDONLY);
        cg->features |= cg->cpu_fd >= 0 ? SCE_FEATURE_CPU_V1 : 0;
    }
}

/* True when groups made in dir have both controllers, asking for them if they are not switched on yet. */
static bool delegates(const char *dir) {
    char text[512];
    int fd = open_in(dir, "cgroup.subtree_control", O_RDWR);
    if (fd < 0) {
        fd = open_in(dir, "cgroup.subtree_control", O_RDONLY);
    }
    if (fd < 0) {
        return false;
    }
    bool yes = false;
    for (int round = 0; round < 2 && !yes; round++) {
        yes = read_fd(fd, text, sizeof text) >= 0 && listed(text, "memory") && listed(text, "pids");
        if (!yes && (round > 0 || write_fd(fd, "+memory +pids") != 0)) {
            break; /* not ours to change, or it holds processes */
        }
    }
    close_quietly(&fd);
    return yes;
}

/* Version 2 has processes only where there are no groups below: init and the interpreters get a group beside that of
 * the programs. */
static bool open_v2_controllers(struct cgroup *cg) {
    const char *dir = cg->dirs[CG_V2];
    int control = open_in(dir, "cgroup.subtree_control", O_WRONLY);
    bool on = control >= 0 && write_fd(control, "+memory +pids") == 0;
    close_quietly(&control);
    int n = on ? snprintf(cg->home, sizeof cg->home, "%s/supervisor", dir) : 0;
    if (n <= 0 || (mkdir(cg->home, 0755) != 0 && errno != EEXIST) || group_make(cg) != 0) {
        return false;
    }
    cg->features |= SCE_FEATURE_MEMORY_V2;
    cg->features |= cg->pids_fd >= 0 ? SCE_FEATURE_PIDS_V2 : 0;
    cg->features |= cg->cpu_fd >= 0 ? SCE_FEATURE_CPU_V2 : 0;
    return true;
}

/* Our own group, else its parent (systemd delegates the parent to the user). Without controllers a group still serves
 * cgroup.kill. */
static void open_v2(struct cgroup *cg) {
    char own[512];
    char parent[512];
    if (!own_directory("", own, sizeof own)) {
        return;
    }
    memcpy(parent, own, sizeof parent);
    char *slash = strrchr(parent, '/');
    if (slash != NULL) {
        *slash = 0;
    }
    bool full = delegates(own) && make_group(own, cg->dirs[CG_V2], sizeof cg->dirs[0]);
    if (!full && slash != NULL && access(parent, F_OK) == 0) {
        full = delegates(parent) && make_group(parent, cg->dirs[CG_V2], sizeof cg->dirs[0]);
    }
    if (!full && !make_group(own, cg->dirs[CG_V2], sizeof cg->dirs[0])) {
        return;
    }
    if (full && !open_v2_controllers(cg)) {
        group_remove(cg);
        (void)rmdir(cg->home);
        cg->home[0] = 0;
    }
    char path[600];
    if (snprintf(path, sizeof path, "%s/cgroup.kill", cg->dirs[CG_V2]) > 0 && access(path, W_OK) == 0) {
        cg->features |= SCE_FEATURE_CGROUP_KILL;
    }
}

void cgroup_close(struct cgroup *cg) {
    group_close(cg);
    close_quietly(&cg->pids_fd);
    close_quietly(&cg->pids_events_fd);
    close_quietly(&cg->cpu_fd);
}

void cgroup_create(struct slot *s) {
    struct cgroup *cg = &s->cg;
    memset(cg, 0, sizeof *cg);
    cg->pids_fd = cg->pids_events_fd = cg->cpu_fd = -1;
    cg->limit_fd = cg->swap_fd = cg->usage_fd = cg->peak_fd = cg->stat_fd = cg->oom_fd = -1;
    cg->sockets_limit_fd = cg->sockets_peak_fd = cg->enter_fd = -1;
    cg->limit = cg->pids_limit = UINT64_MAX;
    if (s->hello.cgroups == 0) {
        return;
    }
    open_v1(cg);
    /* A controller lives in one version only: with v1 memory the v2 tree can still lend cgroup.kill, which mode
     * LANDLOCK needs. */
    if ((cg->features & SCE_FEATURE_MEMORY_V1) == 0 || s->hello.mode == SCE_MODE_LANDLOCK) {
        open_v2(cg);
    }
}

int cgroup_attach(struct cgroup *cg, pid_t pid, struct fault *f) {
    char text[16];
    if (snprintf(text, sizeof text, "%d", (int)pid) < 0) {
        return fail(f, SCE_STAGE_CGROUP, "format");
    }
    for (int i = 0; i < 4; i++) {
        if (cg->dirs[i][0] == 0) {
            continue;
        }
        int fd = open_in(i == CG_V2 && cg->home[0] != 0 ? cg->home : cg->dirs[i], "cgroup.procs", O_WRONLY);
        int result = fd < 0 ? -1 : write_fd(fd, text);
        int err = errno;
        close_quietly(&fd);
        if (result != 0) {
            return fail_errno(f, SCE_STAGE_CGROUP, err, cg->dirs[i]);
        }
    }
    return 0;
}

void cgroup_kill(const struct cgroup *cg) {
    if ((cg->features & SCE_FEATURE_CGROUP_KILL) == 0) {
        return;
    }
    int fd = open_in(cg->dirs[CG_V2], "cgroup.kill", O_WRONLY);
    if (fd >= 0 && write_fd(fd, "1") != 0) {
        diagnose("cgroup.kill: %s", strerror(errno));
    }
    close_quietly(&fd);
}

static void remove_group(char *dir) {
    if (dir[0] != 0) {
        (void)group_rmdir(dir); /* what stays is removed by a later start */
    }
    dir[0] = 0;
}

void cgroup_remove(struct cgroup *cg) {
    cgroup_close(cg);
    remove_group(cg->run);
    remove_group(cg->home);
    for (int i = 0; i < 4; i++) {
        remove_group(cg->dirs[i]);
    }
}
