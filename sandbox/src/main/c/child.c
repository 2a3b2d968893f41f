/*
 * The way from fork to exec. Init prepares everything that needs memory (launch_prepare); the child only makes system
 * calls, and leaves {stage, errno} in the shared page when one fails.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "slot.h"

#define LOW_MARK_KB 2048
#ifdef __SANITIZE_ADDRESS__
#define CAN_BORROW false
#else
#define CAN_BORROW true
#endif
#define DEFAULT_PATH "/usr/local/bin:/usr/bin:/bin"

static const char *path_of(const struct run_request *r) {
    for (uint32_t i = 0; i < r->envc; i++) {
        if (strncmp(r->envp[i], "PATH=", 5) == 0) {
            return r->envp[i] + 5;
        }
    }
    return DEFAULT_PATH;
}

/* One allocation: pointers first, then the texts. A name with a slash has one candidate, itself. */
static char **make_candidates(const struct run_request *r) {
    const char *name = r->argv[0];
    if (strchr(name, '/') != NULL) {
        char **one = calloc(2, sizeof *one);
        if (one != NULL) {
            one[0] = r->argv[0];
        }
        return one;
    }
    const char *path = path_of(r);
    size_t parts = 1;
    for (const char *p = path; *p != 0; p++) {
        parts += *p == ':';
    }
    size_t pointers = (parts + 1) * sizeof(char *);
    char **list = calloc(1, pointers + strlen(path) + parts * (strlen(name) + 3));
    if (list == NULL) {
        return NULL;
    }
    char *text = (char *)list + pointers;
    for (size_t i = 0; i < parts; i++) {
        size_t len = strcspn(path, ":");
        list[i] = text;
        text = len > 0 ? mempcpy(text, path, len) : mempcpy(text, ".", 1);
        *text++ = '/';
        text = mempcpy(text, name, strlen(name) + 1);
        path += path[len] == 0 ? len : len + 1;
    }
    return list;
}

int launch_prepare(const struct slot *s, const struct run_request *r, struct launch *l) {
    l->slot = s;
    l->request = r;
    limits_plan(s, r, &l->limits);
    l->candidates = make_candidates(r);
    l->shell_argv = calloc((size_t)r->argc + 2, sizeof(char *));
    if (l->candidates == NULL || l->shell_argv == NULL) {
        launch_release(l);
        errno = ENOMEM;
        return -1;
    }
    static char shell[] = "/bin/sh";
    l->shell_argv[0] = shell;
    memcpy(l->shell_argv + 2, r->argv + 1, (size_t)(r->argc - 1) * sizeof(char *));
    return 0;
}

void launch_release(struct launch *l) {
    free(l->candidates);
    free(l->shell_argv);
    l->candidates = l->shell_argv = NULL;
}

static _Noreturn void child_give_up(const struct slot *s, uint32_t stage) {
    s->report->err = errno;
    s->report->stage = stage;
    _exit(127);
}

static int connect_streams(const struct launch *l) {
    /* The pipe ends are above 2 by construction (0, 1 and 2 are taken in init), so no dup2 overwrites a later source.
     */
    return dup2(l->in, 0) == 0 && dup2(l->out, 1) == 1 && dup2(l->err, 2) == 2 ? 0 : -1;
}

static int close_rest(void) {
    if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0) {
        return 0;
    }
    return errno == ENOSYS ? 0 : -1; /* before 5.9: every descriptor of init is close-on-exec anyway */
}

/* Gives up what the caller is: groups, ids, capabilities. */
int identity_change(const struct slot *s) {
    if (s->clear_groups && syscall(SYS_setgroups, 0, NULL) != 0) {
        return -1;
    }
    if (s->switch_ids) {
        if (syscall(SYS_setresgid, s->run_gid, s->run_gid, s->run_gid) != 0 ||
            syscall(SYS_setresuid, s->run_uid, s->run_uid, s->run_uid) != 0) {
            return -1;
        }
    }
    return capabilities_drop();
}

/* Like execvp, with the paths made beforehand: the last telling error wins, and a file without a known format goes to
 * the shell. */
static int exec_candidates(const struct launch *l) {
    const struct run_request *r = l->request;
    int denied = 0;
    for (char **path = l->candidates; *path != NULL; path++) {
        (void)execve(*path, r->argv, r->envp);
        if (errno == ENOEXEC) {
            l->shell_argv[1] = *path;
            (void)execve("/bin/sh", l->shell_argv, r->envp);
            return errno;
        }
        if (errno == EACCES) {
            denied = EACCES;
        } else if (errno != ENOENT && errno != ENOTDIR) {
            return errno;
        }
    }
    return denied != 0 ? denied : errno;
}

static _Noreturn void child(const struct launch *l) {
    const struct slot *s = l->slot;
    /* Best effort by design: without it the OOM killer merely has less to go by. */
    if (!s->born_expendable) {
        if (!s->switch_ids) {
            (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); /* else the file below is not ours to open */
        }
        (void)write_at(s->proc_fd, "self/oom_score_adj", "1000");
    }
    if (setsid() < 0 || connect_streams(l) != 0) {
        child_give_up(s, SCE_STAGE_STDIO);
    }
    if (fchdir(s->dir_fd[DIR_WORK]) != 0) {
        child_give_up(s, SCE_STAGE_CHDIR);
    }
    if (limits_apply(&l->limits) != 0) {
        child_give_up(s, SCE_STAGE_RLIMIT);
    }
    if (s->way == SCE_WAY_LANDLOCK && landlock_enter(s) != 0) {
        child_give_up(s, SCE_STAGE_LANDLOCK);
    }
    if (identity_change(s) != 0) {
        child_give_up(s, SCE_STAGE_IDENTITY);
    }
    /* After the change of ids, which would clear it. A second net for the case that the supervisor and init are both
     * killed. */
    if (s->way == SCE_WAY_LANDLOCK && prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) {
        child_give_up(s, SCE_STAGE_IDENTITY);
    }
    /* Late, since memory shared with init until exec should not be in reach of the programs' limit for longer than
     * needed. */
    if (group_enter(&s->cg) != 0) {
        child_give_up(s, SCE_STAGE_CGROUP);
    }
    sigset_t none;
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0 || close_rest() != 0) {
        child_give_up(s, SCE_STAGE_STDIO);
    }
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &s->filter) != 0) {
        child_give_up(s, SCE_STAGE_SECCOMP);
    }
    errno = exec_candidates(l);
    child_give_up(s, SCE_STAGE_EXEC);
}

/*
 * At exec the kernel credits a child with the largest size the memory it leaves has ever had. Borrowed memory is
 * init's, so that has to be small: after a large frame the mark is reset first.
 */
static bool own_mark_is_low(const struct slot *s) {
    struct rusage u;
    if (getrusage(RUSAGE_SELF, &u) == 0 && u.ru_maxrss <= LOW_MARK_KB) {
        return true;
    }
    return s->clear_refs_fd >= 0 && write(s->clear_refs_fd, "5", 1) == 1 && getrusage(RUSAGE_SELF, &u) == 0 &&
           u.ru_maxrss <= LOW_MARK_KB;
}

/*
 * Whether the child may borrow init's memory until exec, as vfork does: it saves copying page tables, a fifth of a
 * short run. Not where the child has to become dumpable (init would as well), and not under a tight memory limit, where
 * the OOM killer could take the child before exec and with it everybody who shares its memory. Sanitizers do not
 * support it.
 */
static bool may_borrow(const struct launch *l) {
    const struct slot *s = l->slot;
    bool roomy = (s->features & (SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_MEMORY_V2)) == 0 ||
                 l->request->memory_bytes == 0 || l->request->memory_bytes >= (64u << 20);
    return CAN_BORROW && roomy && (s->switch_ids || s->born_expendable) && own_mark_is_low(s);
}

static int child_entry(void *launch) {
    child(launch);
}

pid_t launch_fork(struct launch *l) {
    static uint8_t stack[65536] __attribute__((aligned(64)));
    l->slot->report->stage = SCE_STAGE_NONE;
    l->slot->report->err = 0;
    if (may_borrow(l)) {
        return clone(child_entry, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, l);
    }
    /* Not fork(): its handlers and locks are of no use to a process with one thread, and take time. */
    pid_t pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        child(l);
    }
    return pid;
}
