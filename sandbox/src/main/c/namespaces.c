/*
 * The supervisor's side: clone init into its namespaces, tell it to go, learn how its set-up went, then stand guard
 * until one side ends.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "slot.h"

/* PF_EXITING of the kernel's sched.h, which proc(5) refers to. */
#define PROCESS_EXITING 4u

#define NAMESPACES (CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS)

static int init_common(struct slot *s, struct fault *f) {
    if (setsid() < 0 && errno != EPERM) {
        return fail(f, SCE_STAGE_INIT, "setsid");
    }
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    if (s->way == SCE_WAY_LANDLOCK) {
        sigaddset(&set, SIGTERM); /* the supervisor has died, see death_signal(). As pid 1 it must not be listened to:
                                     programs may send it. */
    }
    s->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (s->signal_fd < 0) {
        return fail(f, SCE_STAGE_INIT, "signalfd");
    }
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) {
        return fail(f, SCE_STAGE_INIT, "shared page");
    }
    s->report = page;
    if (cpus_keep(s, f) != 0 || limits_init(f) != 0) {
        return -1;
    }
    s->cpus = cpus_usable();
    s->self = getpid();
    return 0;
}

/* Everything init does before it serves. After it nothing leads back to the host. */
static int init_setup(struct slot *s, struct fault *f) {
    if (init_common(s, f) != 0) {
        return -1;
    }
    if (s->way == SCE_WAY_LANDLOCK) {
        if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) {
            return fail(f, SCE_STAGE_INIT, "subreaper");
        }
        s->proc_fd = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (s->proc_fd < 0) {
            return fail(f, SCE_STAGE_PROC, "open /proc");
        }
        if (landlock_init(s, f) != 0) {
            return -1;
        }
    } else {
        if (unshare(CLONE_NEWCGROUP) != 0) {
            note(s->notes, sizeof s->notes, "no cgroup namespace: %s", strerror(errno));
        } else {
            s->own_cgroup_view = true;
        }
        if (rootfs_build(s, f) != 0 || network_up(s, f) != 0) {
            return -1;
        }
        if (sethostname("sandbox", 7) != 0 || setdomainname("", 0) != 0) {
            return fail(f, SCE_STAGE_INIT, "sethostname");
        }
    }
    if (meter_init(s, f) != 0 || capabilities_trim(s, f) != 0 || seccomp_build(s, f) != 0) {
        return -1;
    }
    s->clear_refs_fd =
        openat(s->proc_fd, "self/clear_refs", O_WRONLY | O_CLOEXEC); /* not ours to open once we are not dumpable */
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return fail(f, SCE_STAGE_INIT, "PR_SET_DUMPABLE");
    }
    return 0;
}

/*
 * When the supervisor dies, init must not simply die in mode LANDLOCK: no pid namespace would take the programs along.
 * It is told instead, kills them and ends.
 */
static int death_signal(const struct slot *s) {
    return s->way == SCE_WAY_LANDLOCK ? SIGTERM : SIGKILL;
}

static _Noreturn void init_main(struct slot *s, int sync) {
    struct fault f = {0};
    char go = 0;
    if (prctl(PR_SET_PDEATHSIG, death_signal(s), 0, 0, 0) != 0) {
        _exit(1);
    }
    /* In a new pid namespace getppid() says 0, so a supervisor that died before the line above is noticed by the end of
     * this socket. */
    if (read(sync, &go, 1) != 1) {
        _exit(1);
    }
    int status = init_setup(s, &f);
    /* Changing ids clears the death signal; asking again costs nothing, and the supervisor is alive: it waits for the
     * report below. */
    if (prctl(PR_SET_PDEATHSIG, death_signal(s), 0, 0, 0) != 0) {
        status = fail(&f, SCE_STAGE_INIT, "PR_SET_PDEATHSIG");
    }
    if (write(sync, &f, sizeof f) != (ssize_t)sizeof f || status != 0) {
        _exit(1);
    }
    s->keeper_fd = sync; /* from here on the way to order interpreters, and the programs' group anew */
    struct channel channel;
    if (channel_open(&channel, STDIN_FILENO, STDOUT_FILENO) != 0) {
        diagnose("channel: %s", strerror(errno));
        _exit(1);
    }
    _exit(serve(s, &channel));
}

static int map_line(pid_t pid, const char *file, const char *text) {
    char path[64];
    if (snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file) < 0) {
        return -1;
    }
    return write_at(AT_FDCWD, path, text);
}

/*
 * Root can give programs an id of their own inside the user namespace (init stays id 0 there). Everybody else may map
 * exactly one id, his own, and has to renounce setgroups first.
 */
static int write_maps(struct slot *s, pid_t pid, struct fault *f) {
    char line[128];
    const struct hello *h = &s->hello;
    if (s->features & SCE_FEATURE_SEPARATE_UID) {
        if (snprintf(line, sizeof line, "0 0 1\n%u %u 1\n", h->uid, h->uid) < 0 ||
            map_line(pid, "uid_map", line) != 0) {
            return fail(f, SCE_STAGE_IDMAP, "uid_map with two ids");
        }
        if (snprintf(line, sizeof line, "0 0 1\n%u %u 1\n", h->gid, h->gid) < 0 ||
            map_line(pid, "gid_map", line) != 0) {
            return fail(f, SCE_STAGE_IDMAP, "gid_map with two ids");
        }
        return 0;
    }
    if (map_line(pid, "setgroups", "deny") != 0 && errno != ENOENT) {
        return fail(f, SCE_STAGE_IDMAP, "setgroups");
    }
    if (snprintf(line, sizeof line, "%u %u 1\n", h->uid, geteuid()) < 0 || map_line(pid, "uid_map", line) != 0) {
        return fail(f, SCE_STAGE_IDMAP, "uid_map%s", geteuid() == 0 ? " (mapping uid 0 needs CAP_SETFCAP)" : "");
    }
    if (snprintf(line, sizeof line, "%u %u 1\n", h->gid, getegid()) < 0 || map_line(pid, "gid_map", line) != 0) {
        return fail(f, SCE_STAGE_IDMAP, "gid_map");
    }
    return 0;
}

static void plan_identity(struct slot *s, uint8_t way, bool separate) {
    s->way = way;
    s->features = s->cg.features;
    s->run_uid = s->hello.uid;
    s->run_gid = s->hello.gid;
    s->switch_ids = s->clear_groups = separate;
    if (separate) {
        s->features |= SCE_FEATURE_SEPARATE_UID;
    } else if (way == SCE_WAY_LANDLOCK) {
        s->run_uid = geteuid();
        s->run_gid = getegid();
    }
    if (way == SCE_WAY_USER_NAMESPACE) {
        s->features |= SCE_FEATURE_USERNS;
    }
    /* Since 5.14 a user namespace counts its own tasks; before that the caller's other tasks, at most this many, count
     * as well. */
    if (way == SCE_WAY_USER_NAMESPACE && !separate && !kernel_at_least(5, 14)) {
        s->foreign_tasks = count_tasks_of(AT_FDCWD, geteuid()) + 256;
    }
}

/* One attempt. On success init lives and serves; on failure it is gone and f says why. */
static int attempt(struct slot *s, unsigned long flags, pid_t *init, struct fault *f) {
    int sync[2];
    struct fault answer = {0};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sync) != 0) {
        return fail(f, SCE_STAGE_PIPE, "socketpair");
    }
    pid_t pid = (pid_t)syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
    if (pid < 0) {
        int result = fail(f, SCE_STAGE_CLONE, "clone with new namespaces");
        close_quietly(&sync[0]);
        close_quietly(&sync[1]);
        return result;
    }
    if (pid == 0) {
        close_quietly(&sync[0]);
        init_main(s, sync[1]);
    }
    close_quietly(&sync[1]);
    int result = 0;
    if ((flags & CLONE_NEWUSER) != 0) {
        result = write_maps(s, pid, f);
    }
    if (result == 0) {
        result = cgroup_attach(&s->cg, pid, f);
    }
    if (result == 0) {
        ssize_t n = -1;
        if (send(sync[0], "g", 1, MSG_NOSIGNAL) == 1) {
            do {
                n = recv(sync[0], &answer, sizeof answer, 0);
            } while (n < 0 && errno == EINTR);
        }
        if (n != (ssize_t)sizeof answer) {
            result = fail_errno(f, SCE_STAGE_INIT, ECHILD, "the supervisor's inner process died during set-up");
        } else if (answer.stage != SCE_STAGE_NONE) {
            *f = answer;
            result = -1;
        }
    }
    if (result == 0) {
        s->keeper_fd = sync[0];
    } else {
        close_quietly(&sync[0]);
    }
    if (result != 0) {
        int err = errno;
        (void)kill(pid, SIGKILL); /* it may be dead already; waiting is what counts */
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
        errno = err;
        return -1;
    }
    *init = pid;
    return 0;
}

static int try_ways(struct slot *s, pid_t *init, struct fault *f) {
    bool root = geteuid() == 0;
    if (s->hello.mode == SCE_MODE_LANDLOCK) {
        if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) {
            return fail(f, SCE_STAGE_INIT, "subreaper");
        }
        plan_identity(s, SCE_WAY_LANDLOCK, root && may_switch_ids());
        return attempt(s, 0, init, f);
    }
    struct fault first = {0};
    if (root) {
        plan_identity(s, SCE_WAY_PRIVILEGED, true);
        if (attempt(s, NAMESPACES, init, &first) == 0) {
            return 0;
        }
    }
    struct fault second = {0};
    if (root) {
        plan_identity(s, SCE_WAY_USER_NAMESPACE, true);
        if (attempt(s, NAMESPACES | CLONE_NEWUSER, init, &second) == 0) {
            return 0;
        }
    }
    plan_identity(s, SCE_WAY_USER_NAMESPACE, false);
    if (attempt(s, NAMESPACES | CLONE_NEWUSER, init, f) == 0) {
        return 0;
    }
    if (root) {
        char text[sizeof f->text];
        int n = snprintf(text, sizeof text, "privileged: %.60s: %.60s (%.30s); user namespace: %.70s",
                         stage_name(first.stage), first.text, strerror(first.err), f->text);
        if (n > 0) {
            memcpy(f->text, text, sizeof text);
        }
    }
    return -1;
}

int slot_start(struct slot *s, pid_t *init, struct fault *f) {
    if (try_ways(s, init, f) == 0) {
        return 0;
    }
    if (f->stage != SCE_STAGE_CGROUP) {
        return -1;
    }
    /* Somebody's clean-up may have taken the group between making and entering it; once more, then. */
    cgroup_remove(&s->cg);
    cgroup_create(s);
    if (try_ways(s, init, f) == 0) {
        return 0;
    }
    if (f->stage != SCE_STAGE_CGROUP) {
        return -1;
    }
    /* A group may be made but not entered (moving between two delegated trees): a slot without one is better than none.
     */
    note(s->notes, sizeof s->notes, "no control group: %.100s: %s", f->text, strerror(f->err));
    cgroup_remove(&s->cg);
    s->cg.features = 0;
    memset(f, 0, sizeof *f);
    return try_ways(s, init, f);
}

/* Kills what is left of init's family in mode LANDLOCK, where no pid namespace does it for us. */
static void kill_orphans(const struct cgroup *cg) {
    cgroup_kill(cg);
    int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int round = 0; round < 5000; round++) {
        if (proc >= 0) {
            (void)descendants_kill(proc);
        }
        pid_t pid = waitpid(-1, NULL, WNOHANG);
        if (pid < 0 && errno == ECHILD) {
            break;
        }
        if (pid == 0) {
            (void)usleep(1000);
        }
    }
    close_quietly(&proc);
}

static int pidfd_of(pid_t pid) {
    return pid > 0 ? (int)syscall(SYS_pidfd_open, pid, 0) : -1;
}

/*
 * An ordinary directory outlives everybody, so the last one here removes it. The directory above belongs to the JVM,
 * which does that itself while it lives; the last supervisor of a JVM that was killed finds it empty.
 */
static void remove_workdir(const char *path, bool jvm_is_dead) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        return; /* the JVM was faster */
    }
    if (clean_directory(fd, -1) != 0 || rmdir(path) != 0) {
        diagnose("the work directory stays behind: %s", strerror(errno));
    }
    close_quietly(&fd);
    char *above = jvm_is_dead ? strdup(path) : NULL;
    char *end = above == NULL ? NULL : strrchr(above, '/');
    if (end != NULL && end != above) {
        *end = 0;
        (void)rmdir(above); /* not empty: another supervisor is still at it */
    }
    free(above);
}

/*
 * Whether a process that was our parent is gone, or on its way out: its pipes are closed a moment before its children
 * get another parent, and on a busy machine that moment is long enough for us to be here.
 */
static bool is_ending(pid_t parent) {
    if (getppid() != parent) {
        return true;
    }
    char path[32];
    char stat[512];
    (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)parent);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, stat, sizeof stat - 1);
    close_quietly(&fd);
    if (n <= 0) {
        return true;
    }
    stat[n] = 0;
    const char *fields = strrchr(stat, ')'); /* a process's name may hold anything, also blanks and brackets */
    unsigned flags = 0;
    /* After the name: state, parent, group, session, terminal, its foreground group, flags; see proc(5). */
    return fields != NULL && sscanf(fields + 1, " %*c %*d %*d %*d %*d %*d %u", &flags) == 1 &&
           (flags & PROCESS_EXITING) != 0;
}

int slot_guard(struct slot *s, pid_t init) {
    pid_t jvm = getppid();
    cgroup_close(&s->cg);
    int null_fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null_fd >= 0) {
        (void)dup2(null_fd,
                   STDOUT_FILENO); /* only init speaks now; the JVM sees the end of the stream when init ends */
        close_quietly(&null_fd);
    }
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGHUP);
    int stop_fd = signalfd(-1, &stop, SFD_CLOEXEC); /* blocked since the start */
    static struct keeper keeper;
    struct pollfd p[5] = {
        {.fd = stop_fd, .events = POLLIN}, /* a polite request to end must not leave the control group behind */
        {.fd = STDIN_FILENO, .events = 0},       {.fd = pidfd_of(init), .events = POLLIN},
        {.fd = pidfd_of(jvm), .events = POLLIN}, /* in case a stranger holds a copy of the JVM's end of the pipe */
        {.fd = s->keeper_fd, .events = POLLIN},
    };
    /* Without pidfds (before 5.3) a look every 50 ms replaces them. */
    int timeout = p[2].fd < 0 ? 50 : -1;
    int status = 0;
    bool gone = false;
    while (!gone) {
        int n = poll(p, 5, timeout);
        if ((n < 0 && errno != EINTR) || (n > 0 && (p[0].revents != 0 || p[1].revents != 0 || p[3].revents != 0))) {
            break;
        }
        if (n > 0 && p[4].revents != 0 && keeper_serve(s, &keeper) != 0) {
            p[4].fd = -1; /* init has closed its end: it is about to go */
        }
        gone = waitpid(init, &status, WNOHANG) == init;
    }
    /*
     * After a BYE, or when the JVM hangs up, init ends by itself; it gets a moment so that an orderly end is told from
     * a violent one.
     */
    for (int round = 0; !gone && round < 20; round++) {
        (void)poll(&p[2], 1, 10);
        gone = waitpid(init, &status, WNOHANG) == init;
    }
    if (!gone) {
        (void)kill(init, SIGKILL);
        while (waitpid(init, &status, 0) < 0 && errno == EINTR) {}
    }
    keeper_stop_all(&keeper);
    if (s->way == SCE_WAY_LANDLOCK) {
        kill_orphans(&s->cg);
        remove_workdir(s->hello.workdir, is_ending(jvm));
    }
    cgroup_remove(&s->cg);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
