/* The init process from its birth to the first frame: it waits to be told to go, sets the slot up, and serves. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "slot.h"

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

_Noreturn void init_main(struct slot *s, int sync) {
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
