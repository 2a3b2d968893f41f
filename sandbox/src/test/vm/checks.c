/* What the supervisor promises on a machine with control groups of version 2, one function per promise. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vmtest.h"

#define GROUPED (ROOT | DELEGATED)
#define EVERYWHERE (ROOT | DELEGATED | PLAIN)
#define MEMORY_FEATURES (SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_MEMORY_V2)

static bool exited(const struct done *d, const char *what) {
    EXPECT(d->how == SCE_HOW_EXITED && d->status == 0, "%s: %s, wait status %#x, stage %u, errno %u", what,
           how_name(d->how), (unsigned)d->status, d->stage, d->err);
    return true;
}

/* Within ten percent, and no less than is really there: the memory that was touched. */
static bool peak_is(const struct done *d, uint64_t mb, const char *what) {
    uint64_t kb = d->peak / 1024;
    EXPECT(d->peak * 10 >= mb * MB * 9 && d->peak * 10 <= mb * MB * 11, "%s: peak %llu KiB, expected %llu MiB", what,
           (unsigned long long)kb, (unsigned long long)mb);
    return true;
}

static bool still_works(struct client *c) {
    struct done d;
    const struct job nothing = {.argv = {"true"}, .memory = 100 * MB};
    return client_wipe(c) && client_run(c, &nothing, &d) && exited(&d, "the next run");
}

static bool first_line(const char *dir, const char *name, char *out, size_t size) {
    char path[700];
    if (snprintf(path, sizeof path, "%s/%s", dir, name) < 0) {
        return why("format");
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, out, size - 1) : -1;
    int err = errno;
    if (fd >= 0) {
        (void)close(fd);
    }
    EXPECT(n >= 0, "%s: %s", path, strerror(err));
    out[n] = 0;
    out[strcspn(out, "\n")] = 0;
    return true;
}

static bool ready_names_version_2(struct client *c, const struct scenario *s) {
    const uint32_t want = SCE_FEATURE_MEMORY_V2 | SCE_FEATURE_PIDS_V2 | SCE_FEATURE_CPU_V2 | SCE_FEATURE_CGROUP_KILL;
    const uint32_t unwanted = SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_PIDS_V1 | SCE_FEATURE_CPU_V1;
    uint8_t way = s->uid == 0 ? SCE_WAY_PRIVILEGED : SCE_WAY_USER_NAMESPACE;
    EXPECT((c->ready.features & (want | unwanted)) == want, "features %#x, directory %s, notes %s", c->ready.features,
           c->ready.dir, c->ready.notes);
    EXPECT(c->ready.way == way, "way %d", c->ready.way);
    size_t len = strlen(s->parent);
    EXPECT(strncmp(c->ready.dir, s->parent, len) == 0 && strncmp(c->ready.dir + len, "/sce-", 5) == 0 &&
               strchr(c->ready.dir + len + 1, '/') == NULL,
           "directory %s", c->ready.dir);
    char text[64];
    EXPECT(first_line(c->ready.dir, "supervisor/cgroup.procs", text, sizeof text) && atoi(text) > 1,
           "the supervisor is not in its group");
    EXPECT(first_line(c->ready.dir, "run/cgroup.procs", text, sizeof text) && text[0] == 0,
           "somebody is in the programs' group: %s", text);
    EXPECT(first_line(c->ready.dir, "run/memory.swap.max", text, sizeof text) && strcmp(text, "0") == 0,
           "memory.swap.max is %s", text);
    return true;
}

static bool ready_names_no_group(struct client *c, const struct scenario *s) {
    const uint32_t none = MEMORY_FEATURES | SCE_FEATURE_PIDS_V1 | SCE_FEATURE_PIDS_V2 | SCE_FEATURE_CPU_V1 |
                          SCE_FEATURE_CPU_V2 | SCE_FEATURE_CGROUP_KILL;
    (void)s;
    EXPECT((c->ready.features & none) == 0 && c->ready.dir[0] == 0, "features %#x, directory %s", c->ready.features,
           c->ready.dir);
    EXPECT(c->ready.way == SCE_WAY_USER_NAMESPACE, "way %d", c->ready.way);
    return true;
}

/* 300 MB, one way or another, under 100 MB. The measure must be the one that READY has announced. */
static bool exceeds(struct client *c, const struct job *job) {
    struct done d;
    uint8_t source = (c->ready.features & MEMORY_FEATURES) != 0 ? SCE_PEAK_CGROUP : SCE_PEAK_SAMPLED;
    if (!client_run(c, job, &d)) {
        return false;
    }
    EXPECT(d.how == SCE_HOW_MEMORY, "%s, wait status %#x, peak %llu KiB", how_name(d.how), (unsigned)d.status,
           (unsigned long long)(d.peak / 1024));
    EXPECT(d.source == source, "peak source %d", d.source);
    EXPECT(d.peak > 85 * MB, "peak %llu KiB", (unsigned long long)(d.peak / 1024));
    EXPECT(source != SCE_PEAK_CGROUP || d.peak < 105 * MB, "the limit was 100 MiB, the peak is %llu KiB",
           (unsigned long long)(d.peak / 1024));
    return still_works(c);
}

static bool memory_by_malloc(struct client *c, const struct scenario *s) {
    (void)s;
    return exceeds(c, &(struct job){.argv = {"hog", "alloc", "300"}, .memory = 100 * MB});
}

/* To the last page, over and over: whoever the kernel then looks for has to be the program. */
static bool memory_to_the_last_page(struct client *c, const struct scenario *s) {
    struct done d;
    (void)s;
    for (int round = 0; round < 2; round++) {
        if (!client_run(c, &(struct job){.argv = {"hog", "full", "60"}, .memory = 64 * MB, .wall_ns = 60 * SECOND},
                        &d)) {
            return false;
        }
        EXPECT(d.how == SCE_HOW_MEMORY, "%s, wait status %#x", how_name(d.how), (unsigned)d.status);
        if (!client_wipe(c) || !still_works(c)) {
            return false;
        }
    }
    return true;
}

/* Names that are not there are remembered by the kernel, at the expense of the group; the next program must not pay for
 * that. */
static bool kernel_memory_is_left_to_nobody(struct client *c, const struct scenario *s) {
    struct done before;
    struct done after;
    (void)s;
    bool ran =
        client_run(c, &(struct job){.argv = {"hog", "alloc", "8"}, .memory = 40 * MB}, &before) && client_wipe(c) &&
        client_run(c, &(struct job){.argv = {"hog", "names", "30000"}, .memory = 200 * MB, .wall_ns = 60 * SECOND},
                   &after) &&
        client_wipe(c) && client_run(c, &(struct job){.argv = {"hog", "alloc", "8"}, .memory = 40 * MB}, &after);
    if (!ran) {
        return false;
    }
    EXPECT(after.how == SCE_HOW_EXITED, "%s", how_name(after.how));
    EXPECT(after.peak < before.peak + 2 * MB, "peak %llu KiB, before %llu KiB", (unsigned long long)(after.peak / 1024),
           (unsigned long long)(before.peak / 1024));
    return client_wipe(c);
}

static bool memory_by_shared_memory(struct client *c, const struct scenario *s) {
    struct done d;
    (void)s;
    if (!exceeds(c, &(struct job){.argv = {"hog", "shm", "300"}, .memory = 100 * MB})) {
        return false;
    }
    /* What lay in the file system was charged to the group; after WIPE all of the limit must be there for the next run.
     */
    return client_run(c, &(struct job){.argv = {"hog", "alloc", "80"}, .memory = 100 * MB}, &d) &&
           exited(&d, "80 MiB after WIPE");
}

static bool memory_by_children(struct client *c, const struct scenario *s) {
    (void)s;
    return exceeds(c, &(struct job){.argv = {"hog", "children", "20", "15"}, .memory = 100 * MB});
}

static bool peak_of_one(struct client *c, const char *mode, const char *a, const char *b, uint64_t mb) {
    struct done d;
    char what[64];
    const struct job job = {.argv = {"hog", mode, a, b}, .memory = 100 * MB};
    if (snprintf(what, sizeof what, "hog %s %s %s", mode, a, b == NULL ? "" : b) < 0) {
        return why("format");
    }
    return client_run(c, &job, &d) && exited(&d, what) && peak_is(&d, mb, what) && client_wipe(c);
}

/* Each in a fresh slot first. Before Linux 6.12 the kernel's own peak is the largest of the slot's life, so smaller
 * runs come later. */
static bool peak_of_malloc(struct client *c, const struct scenario *s) {
    (void)s;
    return peak_of_one(c, "alloc", "80", NULL, 80) && peak_of_one(c, "alloc", "20", NULL, 20) &&
           peak_of_one(c, "shm", "40", NULL, 40);
}

static bool peak_of_shared_memory(struct client *c, const struct scenario *s) {
    (void)s;
    return peak_of_one(c, "shm", "80", NULL, 80) && peak_of_one(c, "children", "3", "12", 36);
}

static bool peak_of_children(struct client *c, const struct scenario *s) {
    (void)s;
    return peak_of_one(c, "children", "5", "16", 80);
}

static bool process_limit(struct client *c, const struct scenario *s) {
    struct done d;
    int made = 0;
    int err = 0;
    (void)s;
    if (!client_run(c, &(struct job){.argv = {"hog", "fork", "100"}, .processes = 10}, &d) || !exited(&d, "hog fork")) {
        return false;
    }
    EXPECT(sscanf(d.out, "%d %d", &made, &err) == 2, "printed %s", d.out);
    EXPECT(made == 9 && err == EAGAIN, "%d children, then errno %d", made, err);
    EXPECT(d.left == 9, "%u left behind", d.left);
    EXPECT((c->ready.features & SCE_FEATURE_PIDS_V2) == 0 || d.pids_hits > 0, "no hit was reported");
    EXPECT(count_processes("hog") == 0, "%d are alive after DONE", count_processes("hog"));
    if (!still_works(c) || !client_run(c, &(struct job){.argv = {"hog", "fork", "20"}, .processes = 30}, &d)) {
        return false;
    }
    EXPECT(sscanf(d.out, "%d %d", &made, &err) == 2 && made == 20 && err == 0 && d.pids_hits == 0,
           "under a higher limit: %s, %u hits", d.out, d.pids_hits);
    return true;
}

/* Twice, because what an earlier run has used must not be counted; one bad measure is forgiven: the machine may have
 * been paused. */
static bool cpu_is_told(struct client *c, const char *mode) {
    struct done d;
    int good = 0;
    uint64_t used = 0;
    uint64_t told = 0;
    for (int round = 0; round < 3 && good < 2; round++) {
        if (!client_run(c, &(struct job){.argv = {"hog", mode, "4", "500"}, .cpu_ns = 15 * SECOND}, &d) ||
            !exited(&d, mode)) {
            return false;
        }
        used = strtoull(d.out, NULL, 10) * 1000;
        told = d.user_ns + d.sys_ns;
        EXPECT(used >= 2 * SECOND, "the program used only %llu ms", (unsigned long long)(used / 1000000));
        good += told * 100 >= used * 85 && told * 100 <= used * 115;
    }
    EXPECT(good == 2, "used %llu ms, reported %llu ms", (unsigned long long)(used / 1000000),
           (unsigned long long)(told / 1000000));
    return true;
}

static bool cpu_of_children(struct client *c, const struct scenario *s) {
    (void)s;
    return cpu_is_told(c, "spin");
}

/* The group's own account is the only one then. */
static bool cpu_of_unwaited_children(struct client *c, const struct scenario *s) {
    (void)s;
    return cpu_is_told(c, "unwaited");
}

static bool cpu_limit(struct client *c, const struct scenario *s) {
    struct done d;
    (void)s;
    if (!client_run(c, &(struct job){.argv = {"hog", "spin", "4", "5000"}, .cpu_ns = SECOND}, &d)) {
        return false;
    }
    uint64_t ms = (d.user_ns + d.sys_ns) / 1000000;
    EXPECT(d.how == SCE_HOW_CPU, "%s after %llu ms", how_name(d.how), (unsigned long long)ms);
    EXPECT(ms >= 1000 && ms < 1500, "stopped after %llu ms", (unsigned long long)ms);
    return still_works(c);
}

static bool daemon_is_dead_at_once(struct client *c, const struct scenario *s) {
    struct done d;
    (void)s;
    if (!client_run(c, &(struct job){.argv = {"hog", "daemon"}}, &d) || !exited(&d, "hog daemon")) {
        return false;
    }
    EXPECT(count_processes("hog") == 0, "%d are alive after DONE", count_processes("hog"));
    EXPECT(d.left == 1, "%u left behind", d.left);
    EXPECT(d.wall_ns < 5 * SECOND, "took %llu ms", (unsigned long long)(d.wall_ns / 1000000));
    return true;
}

/* Starts five processes and returns while they run. */
static bool keep_busy(struct client *c) {
    if (!client_start(c, &(struct job){.argv = {"hog", "wait", "4"}, .memory = 100 * MB})) {
        return false;
    }
    EXPECT(await_processes("hog", 5, 5000), "%d processes run, not 5", count_processes("hog"));
    return true;
}

static bool all_dead_within_a_second(void) {
    EXPECT(await_processes("hog", 0, 1000), "%d processes of the program live on", count_processes("hog"));
    EXPECT(await_processes("sce-supervisor", 0, 1000), "%d supervisors live on", count_processes("sce-supervisor"));
    return true;
}

/* Nobody is left who could remove the group then; the next start does. */
static bool supervisor_killed_from_outside(struct client *c, const struct scenario *s) {
    struct client next;
    char dir[sizeof c->ready.dir];
    memcpy(dir, c->ready.dir, sizeof dir);
    (void)s;
    if (!keep_busy(c)) {
        return false;
    }
    EXPECT(kill(c->pid, SIGKILL) == 0, "kill: %s", strerror(errno));
    client_drop(c);
    if (!all_dead_within_a_second()) {
        return false;
    }
    bool ok = client_open(&next, SCE_MODE_NAMESPACES) && client_bye(&next);
    client_drop(&next);
    EXPECT(ok, "the next supervisor does not start");
    EXPECT(dir[0] == 0 || !exists(dir), "%s is there after the next start", dir);
    return true;
}

/* Groups are named after their caller, whose pid is known here although its slot's READY is not. */
static bool no_group_of(const char *parent, pid_t caller) {
    char prefix[32];
    EXPECT(snprintf(prefix, sizeof prefix, "sce-%d-", (int)caller) > 0, "format");
    DIR *dir = opendir(parent[0] == 0 ? "/sys/fs/cgroup" : parent);
    EXPECT(dir != NULL, "open %s: %s", parent, strerror(errno));
    bool found = false;
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        found |= strncmp(e->d_name, prefix, strlen(prefix)) == 0;
    }
    (void)closedir(dir);
    EXPECT(!found, "the group %s* is left in %s", prefix, parent);
    return true;
}

/* The caller dies by SIGKILL: the end of its pipe is all the supervisor gets to know. */
static bool caller_killed(struct client *c, const struct scenario *s) {
    int status = 0;
    struct client own;
    (void)s;
    if (!client_bye(c)) {
        return false;
    }
    pid_t caller = fork();
    if (caller == 0) {
        bool ok = client_open(&own, SCE_MODE_NAMESPACES) && keep_busy(&own);
        while (ok) {
            (void)pause();
        }
        _exit(1);
    }
    EXPECT(caller > 0, "fork: %s", strerror(errno));
    bool busy = await_processes("hog", 5, 10000);
    EXPECT(kill(caller, SIGKILL) == 0 && waitpid(caller, &status, 0) == caller, "kill: %s", strerror(errno));
    EXPECT(busy, "the second caller's program did not start");
    if (!all_dead_within_a_second()) {
        return false;
    }
    return no_group_of(s->parent, caller);
}

/* What the feature bit promises: one write reaches everything in the group, init too, and the supervisor then cleans
 * up. */
static bool group_can_be_killed(struct client *c, const struct scenario *s) {
    char path[600];
    (void)s;
    if (!keep_busy(c)) {
        return false;
    }
    EXPECT(snprintf(path, sizeof path, "%s/cgroup.kill", c->ready.dir) > 0, "format");
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool ok = fd >= 0 && write(fd, "1", 1) == 1;
    int err = errno;
    if (fd >= 0) {
        (void)close(fd);
    }
    EXPECT(ok, "%s: %s", path, strerror(err));
    client_drop(c);
    return all_dead_within_a_second();
}

/*
 * Init dies without killing anybody, and no pid namespace takes the programs along: the supervisor has to, by
 * cgroup.kill and by walking through /proc. Processes that fork and end all the time are the hardest to walk to.
 */
static bool inner_process_killed(struct client *c, const struct scenario *s) {
    char name[64];
    char text[64];
    (void)s;
    EXPECT(c->ready.way == SCE_WAY_LANDLOCK && (c->ready.features & SCE_FEATURE_CGROUP_KILL) != 0,
           "way %d, features %#x", c->ready.way, c->ready.features);
    if (!client_start(c, &(struct job){.argv = {"hog", "hop", "12"}, .memory = 100 * MB})) {
        return false;
    }
    int seen = 0;
    for (int waited = 0; seen < 2 && waited < 5000; waited += 10) {
        (void)usleep(10000);
        seen = count_processes("hog");
    }
    EXPECT(seen >= 2, "the program does not start");
    EXPECT(snprintf(name, sizeof name, "%d/task/%d/children", (int)c->pid, (int)c->pid) > 0 &&
               first_line("/proc", name, text, sizeof text),
           "no list of children");
    pid_t init = (pid_t)atoi(text);
    EXPECT(init > 1 && kill(init, SIGKILL) == 0, "kill %d: %s", (int)init, strerror(errno));
    client_drop(c);
    return all_dead_within_a_second();
}

static bool orderly_end(struct client *c, const struct scenario *s) {
    struct done d;
    (void)s;
    char dir[sizeof c->ready.dir];
    memcpy(dir, c->ready.dir, sizeof dir);
    EXPECT(dir[0] == 0 || exists(dir), "%s is not there", dir);
    if (!client_run(c, &(struct job){.argv = {"sh", "-c", "exit 7"}}, &d)) {
        return false;
    }
    EXPECT(d.how == SCE_HOW_EXITED && WIFEXITED(d.status) && WEXITSTATUS(d.status) == 7, "%s, wait status %#x",
           how_name(d.how), (unsigned)d.status);
    if (!client_bye(c)) {
        return false;
    }
    EXPECT(dir[0] == 0 || !exists(dir), "%s is left when the supervisor has ended", dir);
    return true;
}

const struct check CHECKS[] = {
    {"READY names memory, pids, cpu and cgroup.kill", GROUPED | SERVICE, SCE_MODE_NAMESPACES, ready_names_version_2},
    {"READY names no control group", PLAIN, SCE_MODE_NAMESPACES, ready_names_no_group},
    {"an orderly end removes the group", EVERYWHERE | SERVICE, SCE_MODE_NAMESPACES, orderly_end},
    {"300 MB by malloc exceed 100 MB", EVERYWHERE | SERVICE, SCE_MODE_NAMESPACES, memory_by_malloc},
    {"300 MB in /dev/shm exceed 100 MB", EVERYWHERE, SCE_MODE_NAMESPACES, memory_by_shared_memory},
    {"20 children of 15 MB exceed 100 MB", EVERYWHERE, SCE_MODE_NAMESPACES, memory_by_children},
    {"memory filled to the last page", GROUPED, SCE_MODE_NAMESPACES, memory_to_the_last_page},
    {"what the kernel keeps of a program is left to nobody", EVERYWHERE, SCE_MODE_NAMESPACES,
     kernel_memory_is_left_to_nobody},
    {"300 MB by malloc exceed 100 MB with Landlock", DELEGATED, SCE_MODE_LANDLOCK, memory_by_malloc},
    {"80 MB by malloc pass and are the peak, less is it in later runs", EVERYWHERE, SCE_MODE_NAMESPACES,
     peak_of_malloc},
    {"80 MB in /dev/shm pass and are the peak, less is it in later runs", EVERYWHERE, SCE_MODE_NAMESPACES,
     peak_of_shared_memory},
    {"80 MB of five children pass and are the peak", EVERYWHERE, SCE_MODE_NAMESPACES, peak_of_children},
    {"the process limit is hit and reported", EVERYWHERE | SERVICE, SCE_MODE_NAMESPACES, process_limit},
    {"CPU time of four children", ROOT | PLAIN, SCE_MODE_NAMESPACES, cpu_of_children},
    {"CPU time of four children nobody waits for", GROUPED, SCE_MODE_NAMESPACES, cpu_of_unwaited_children},
    {"CPU limit on four children", EVERYWHERE, SCE_MODE_NAMESPACES, cpu_limit},
    {"a daemon is dead at once", EVERYWHERE, SCE_MODE_NAMESPACES, daemon_is_dead_at_once},
    {"a supervisor killed from outside", EVERYWHERE | SERVICE, SCE_MODE_NAMESPACES, supervisor_killed_from_outside},
    {"a caller killed from outside", EVERYWHERE, SCE_MODE_NAMESPACES, caller_killed},
    {"cgroup.kill ends everything in the group", GROUPED, SCE_MODE_NAMESPACES, group_can_be_killed},
    {"an inner process killed from outside, with Landlock", GROUPED, SCE_MODE_LANDLOCK, inner_process_killed},
};
const int CHECK_COUNT = sizeof CHECKS / sizeof *CHECKS;
