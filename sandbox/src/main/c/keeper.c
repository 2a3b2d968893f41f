/*
 * The supervisor's part of warm interpreters. An interpreter must share everything of the slot with its programs but be
 * out of their reach, so it lives in the supervisor's pid namespace, where no program can name it, and only its
 * children are born in the slot's. Init, which is inside, cannot create such a process; the supervisor can. Init orders
 * one over a socket, with descriptors of the slot's present namespaces; the supervisor forks, and the child enters
 * them, becomes what a program is (identity, no capabilities, filter), and execs. Its children have all that from it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "slot.h"
#include "warm_protocol.h"

#define MAX_TEXTS 64

struct birth {
    struct slot *slot;
    const struct keeper_order *order;
    int fd[KEEPER_FDS];
    int control;
    int schedstat; /* -1: no judge */
    int statm;
    char *texts[MAX_TEXTS + 1]; /* path, variables, NULL */
    pid_t parent;
};

/* Init reads what an interpreter prints before it is ready, so a reason for failing goes the same way. */
static _Noreturn void birth_give_up(const struct birth *b, const char *what) {
    if (dprintf(b->fd[KEEPER_OUT], "%s: %s\n", what, strerror(errno)) < 0) {
        _exit(2);
    }
    _exit(1);
}

static void enter(const struct birth *b, int which, int kind, const char *what) {
    if (b->fd[which] >= 0 && setns(b->fd[which], kind) != 0) {
        birth_give_up(b, what);
    }
}

/* The user namespace first: it gives the right to enter the others. The pid namespace concerns children only. */
static void enter_all(const struct birth *b) {
    enter(b, KEEPER_USER, CLONE_NEWUSER, "enter the user namespace");
    enter(b, KEEPER_CGROUP, CLONE_NEWCGROUP, "enter the cgroup namespace");
    enter(b, KEEPER_IPC, CLONE_NEWIPC, "enter the ipc namespace");
    enter(b, KEEPER_UTS, CLONE_NEWUTS, "enter the uts namespace");
    enter(b, KEEPER_NET, CLONE_NEWNET, "enter the network namespace");
    enter(b, KEEPER_PID, CLONE_NEWPID, "enter the pid namespace");
    enter(b, KEEPER_MNT, CLONE_NEWNS, "enter the mount namespace");
    if (chdir("/") != 0) {
        birth_give_up(b, "chdir");
    }
}

/*
 * Its children shall have the score of programs from birth, and written with a privilege it is the least that they can
 * choose. Best effort.
 */
static void set_score(void) {
    (void)write_at(AT_FDCWD, "/proc/self/oom_score_adj", "1000");
}

static void set_limits(const struct birth *b) {
    struct rlimit r;
    /* The kernel leaves this much room below the stack when a process starts; each program gets its own limit within
     * it. */
    if (getrlimit(RLIMIT_STACK, &r) != 0) {
        birth_give_up(b, "getrlimit");
    }
    r.rlim_cur = r.rlim_max < stack_most() ? r.rlim_max : stack_most();
    const struct rlimit core = {1, 1};
    if (setrlimit(RLIMIT_STACK, &r) != 0 || setrlimit(RLIMIT_CORE, &core) != 0) {
        birth_give_up(b, "setrlimit");
    }
}

/* A judge may look at itself, and at nothing else: once it is where programs are, /proc does not show it. */
static void open_own_files(struct birth *b) {
    b->schedstat = b->statm = -1;
    if (b->order->is_judge) {
        b->schedstat = open("/proc/self/schedstat", O_RDONLY | O_CLOEXEC);
        b->statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
        if (b->schedstat < 0 || b->statm < 0) {
            birth_give_up(b, "a judge's own files");
        }
    }
}

static void place_descriptors(const struct birth *b) {
    enum { PLACES = SCE_WARM_STATM + 1 };
    const int from[PLACES] = {[0] = b->fd[KEEPER_IN],
                              [1] = b->fd[KEEPER_OUT],
                              [2] = b->fd[KEEPER_OUT],
                              [SCE_WARM_CHANNEL] = b->control,
                              [SCE_WARM_SCHEDSTAT] = b->schedstat,
                              [SCE_WARM_STATM] = b->statm};
    int high[PLACES]; /* out of the way first: one may lie in another's place */
    unsigned count = b->order->is_judge ? PLACES : SCE_WARM_CHANNEL + 1;
    for (unsigned i = 0; i < count; i++) {
        high[i] = fcntl(from[i], F_DUPFD_CLOEXEC, PLACES);
    }
    for (unsigned i = 0; i < count; i++) {
        if (high[i] < 0 || dup2(high[i], (int)i) != (int)i) {
            birth_give_up(b, "descriptors");
        }
    }
    if (syscall(SYS_close_range, count, ~0u, 0u) != 0 && errno != ENOSYS) {
        birth_give_up(b, "close_range"); /* before 5.9: all are close-on-exec */
    }
}

static _Noreturn void be_born(struct birth *b) {
    struct slot *s = b->slot;
    struct fault f = {0};
    static char script[] = SCE_WARM_SCRIPT;
    char *argv[] = {b->texts[0], script, NULL};
    sigset_t none;
    sigemptyset(&none);
    (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); /* else /proc/self is not ours; exec would do it as well */
    set_score();
    open_own_files(b);
    if (cgroup_attach(&s->cg, getpid(), &f) != 0 || cpus_keep(s, &f) != 0) {
        birth_give_up(b, f.text);
    }
    enter_all(b);
    set_limits(b);
    s->self = 1; /* init, as the filter shall know it */
    if (setsid() < 0 || capabilities_trim(s, &f) != 0 || seccomp_build(s, &f) != 0 || identity_change(s) != 0) {
        birth_give_up(b, f.stage != SCE_STAGE_NONE ? f.text : "identity");
    }
    /* After the change of ids, which would clear it. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || getppid() != b->parent) {
        birth_give_up(b, "PR_SET_PDEATHSIG");
    }
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) {
        birth_give_up(b, "sigprocmask");
    }
    place_descriptors(b);
    b->fd[KEEPER_OUT] = 2;
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &s->filter) != 0) {
        birth_give_up(b, "system call filter");
    }
    (void)execve(b->texts[0], argv, b->texts + 1);
    birth_give_up(b, b->texts[0]);
}

static void keeper_stop(struct keeper *k, uint32_t id) {
    if (k->pids[id] > 0) {
        (void)kill(k->pids[id], SIGKILL); /* it may have ended by itself; waiting is what counts */
        while (waitpid(k->pids[id], NULL, 0) < 0 && errno == EINTR) {}
    }
    k->pids[id] = 0;
}

void keeper_stop_all(struct keeper *k) {
    for (uint32_t id = 0; id < WARM_MAX; id++) {
        keeper_stop(k, id);
    }
}

static bool split_texts(struct birth *b, char *text, size_t len) {
    uint32_t n = 0;
    for (size_t at = 0; at < len; at += strlen(text + at) + 1) {
        if (n >= MAX_TEXTS) {
            return false;
        }
        b->texts[n++] = text + at;
    }
    return n > 0 && n == b->order->texts && text[len - 1] == 0;
}

/* Sorts the descriptors that have come to their places; the optional ones are at the end. */
static bool sort_descriptors(struct birth *b, const int *got, size_t count) {
    size_t next = 0;
    for (int i = 0; i < KEEPER_FDS; i++) {
        bool expected = i == KEEPER_CGROUP ? b->order->has_cgroup != 0
                        : i == KEEPER_USER ? b->order->has_user != 0
                                           : true;
        b->fd[i] = expected && next < count ? got[next++] : -1;
        if (expected && b->fd[i] < 0) {
            return false;
        }
    }
    return next == count;
}

/*
 * The control socket is made here and not in init, whose network namespace must hold no socket at all between two
 * programs. A failure shows in init as a socket that ends.
 */
static void keeper_start(struct slot *s, struct keeper *k, struct birth *b) {
    int control[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) != 0) {
        (void)send_fds(s->keeper_fd, "f", 1, NULL, 0); /* without a descriptor: init gives up on warm interpreters */
        return;
    }
    b->control = control[0];
    pid_t pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        be_born(b);
    }
    k->pids[b->order->id] = pid > 0 ? pid : 0;
    close_quietly(&control[0]);
    if (send_fds(s->keeper_fd, "c", 1, &control[1], 1) != 0) {
        diagnose("cannot hand over an interpreter: %s", strerror(errno));
    }
    close_quietly(&control[1]);
}

/* The descriptors are init's alone; an answer without any says that it did not work. */
static int renew_group(struct slot *s) {
    int fds[GROUP_FDS];
    uint32_t present = 0;
    int count = group_replace(&s->cg, fds, &present);
    int result = send_fds(s->keeper_fd, &present, sizeof present, fds, count > 0 ? (size_t)count : 0);
    group_close(&s->cg);
    return result;
}

int keeper_serve(struct slot *s, struct keeper *k) {
    static struct keeper_order order;
    struct birth b = {.slot = s, .order = &order, .parent = getpid(), .control = -1};
    int got[KEEPER_FDS];
    size_t count = KEEPER_FDS;
    size_t head = offsetof(struct keeper_order, text);
    ssize_t n = receive_fds(s->keeper_fd, &order, sizeof order, MSG_DONTWAIT, got, &count);
    if (n < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : -1;
    }
    if ((size_t)n < head || order.id >= WARM_MAX) {
        return -1;
    }
    if (order.op == KEEPER_GROUP) {
        return renew_group(s);
    }
    keeper_stop(k, order.id);
    if (order.op == KEEPER_START && sort_descriptors(&b, got, count) && split_texts(&b, order.text, (size_t)n - head)) {
        keeper_start(s, k, &b);
    }
    if (order.op == KEEPER_STOP && send_fds(s->keeper_fd, "s", 1, NULL, 0) != 0) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        close_quietly(&got[i]);
    }
    return 0;
}
