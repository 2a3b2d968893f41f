/*
 * sce-supervisor: keeps one sandbox ready and runs untrusted programs in it, one after the other.
 *
 * THEORY OF OPERATION
 *
 * Making namespaces costs more than most programs run, so they are made once per *slot* and a run is one fork inside.
 * The JVM starts this executable, speaks the frames of protocol.h over its standard input and output, and owns it: when
 * either goes, the other goes.
 *
 * Two processes. The supervisor proper, the one the JVM started, stays outside. It reads exactly one frame, HELLO,
 * makes a control group where the machine lets it, and clones the init process into new pid, mount, network, ipc and
 * uts namespaces (privileged if it can, through a user namespace otherwise). From then on the supervisor stands guard
 * (namespaces.c) and waits for three things: the JVM hangs up (init ends by itself or is killed), init ends (it removes
 * the control group), or init asks for what only somebody outside can do (keeper.c): start or stop a warm interpreter,
 * replace the programs' group. The supervisor must outlive init to clean up after it; it never touches the JVM's pipes
 * again, so both never compete.
 *
 * The init process, "init" in what follows, is pid 1 of the slot: no signal from inside reaches it, every orphan
 * becomes its child (so its rusage covers the whole tree), and when it dies the kernel kills everything in the
 * namespace (init.c). It builds the root file system (rootfs.c), gives up what it does not need, compiles the seccomp
 * filter once, and serves frames (serve.c). PR_SET_PDEATHSIG ties its life to the supervisor's.
 *
 * A run (run.c): fork; the child (child.c) puts itself under limits, drops identity and capabilities, installs the
 * filter, execs. Between fork and exec nothing is allocated or locked, and a failure is left in a shared page as
 * {stage, errno}. Init polls outputs, SIGCHLD, the JVM and the clock. The run ends when the FIRST process ends or a
 * limit is hit; then kill(-1) and reaping until ECHILD prove that nothing lives on. Who ended it is decided from
 * evidence: what we killed for, the kernel's OOM counter, CPU time used.
 *
 * A Python script that is eligible (eligible.c) is not exec'ed: a started interpreter forks it (warm.c, sce_warm.c),
 * and init adopts the program, so that everything after the fork is the same.
 *
 * Memory and processes are bounded by a control group of the programs' own below the slot's (group.c); each program
 * enters it before its first instruction. Where there is none, sampling.c adds up the tree's memory every few
 * milliseconds and rlimits are the backstop. READY.features says which of all this is in force, so that every result
 * can say what was enforced.
 *
 * WIPE (wipe.c) empties every place a program can leave a trace in: the one writable tmpfs (by a walk while it is
 * small, by mounting a new one otherwise), System V ipc, sockets. The file system's own counters must then read as on
 * the first day, else it is replaced.
 *
 * Mode LANDLOCK is for machines that refuse namespaces: same protocol, weaker walls (landlock.c).
 *
 * Failures are {stage, errno, text} (util.h). A set-up failure is one FAILED frame and exit status 1. When init cannot
 * keep its promises (a process that does not die, a pipe that breaks) it exits, because dying is the one cleanup that
 * always works.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "slot.h"

static int read_fully(int fd, uint8_t *buf, size_t len) {
    for (size_t done = 0; done < len;) {
        ssize_t n = read(fd, buf + done, len - done);
        if (n == 0) {
            errno = EPIPE;
            return -1;
        }
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            return -1;
        }
        done += (size_t)n;
    }
    return 0;
}

/* Reads exactly the first frame and not a byte more: what follows belongs to init. */
static int read_hello(struct hello *hello, struct fault *f) {
    uint8_t header[SCE_FRAME_HEADER];
    if (read_fully(STDIN_FILENO, header, sizeof header) != 0) {
        return fail(f, SCE_STAGE_HELLO, "no HELLO frame");
    }
    struct cursor c = {header, sizeof header, false};
    uint32_t len = take_u32(&c);
    if (take_u8(&c) != SCE_MSG_HELLO || len > SCE_MAX_FRAME) {
        return fail_errno(f, SCE_STAGE_PROTOCOL, EPROTO, "the first frame is not HELLO");
    }
    uint8_t *payload = malloc((size_t)len + 1); /* kept: the texts of hello point into it */
    if (payload == NULL || read_fully(STDIN_FILENO, payload, len) != 0) {
        free(payload);
        return fail(f, SCE_STAGE_HELLO, "incomplete HELLO frame");
    }
    if (!parse_hello(payload, len, hello)) {
        free(payload);
        return fail_errno(f, SCE_STAGE_PROTOCOL, EPROTO, "malformed HELLO");
    }
    return 0;
}

static int check_hello(const struct hello *h, struct fault *f) {
    if (h->version != SCE_PROTOCOL_VERSION) {
        return fail_errno(f, SCE_STAGE_HELLO, EPROTONOSUPPORT, "unknown protocol version");
    }
    if (h->mode != SCE_MODE_NAMESPACES && h->mode != SCE_MODE_LANDLOCK) {
        return fail_errno(f, SCE_STAGE_HELLO, EINVAL, "unknown mode");
    }
    if (h->uid == 0 || h->gid == 0 || h->uid == UINT32_MAX || h->gid == UINT32_MAX) {
        return fail_errno(f, SCE_STAGE_HELLO, EINVAL, "programs never run as root: uid and gid must not be 0");
    }
    if (h->mode == SCE_MODE_LANDLOCK && !path_is_safe(h->workdir)) {
        return fail_errno(f, SCE_STAGE_HELLO, EINVAL, "mode LANDLOCK needs an absolute workdir");
    }
    for (uint32_t i = 0; i < h->bind_count; i++) {
        const struct bind_spec *b = &h->binds[i];
        bool source_ok = (b->flags & SCE_BIND_SYMLINK) != 0 ? b->source[0] != 0 : b->source[0] == '/';
        if (!path_is_safe(b->target) || !source_ok) {
            errno = EINVAL;
            return fail(f, SCE_STAGE_HELLO, "bind %u: source or target is not a plain absolute path", i);
        }
    }
    return 0;
}

/* The state a parent may have left us in must not reach the programs: signals, mask, umask, descriptors. */
static int normalise(struct fault *f) {
    for (int sig = 1; sig < NSIG; sig++) {
        struct sigaction action = {.sa_handler = SIG_DFL};
        if (sigaction(sig, &action, NULL) != 0 && errno != EINVAL) {
            return fail(f, SCE_STAGE_INIT, "sigaction %d", sig);
        }
    }
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE); /* blocked rather than ignored: an ignored signal would survive exec */
    sigaddset(&set, SIGCHLD); /* taken from a signalfd, as are the requests to end: */
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    if (sigprocmask(SIG_SETMASK, &set, NULL) != 0) {
        return fail(f, SCE_STAGE_INIT, "sigprocmask");
    }
    umask(022);
    /* Out of the JVM's process group: Ctrl-C in a terminal is the JVM's business, it tells us. Fails only for a group
     * leader. */
    if (setsid() < 0 && errno != EPERM) {
        return fail(f, SCE_STAGE_INIT, "setsid");
    }
    /* Descriptors under way between processes are counted for all of a user, and refused above this. */
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &files);
    }
    /* A missing standard descriptor would make the next open() land on it. */
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd) {
            return fail(f, SCE_STAGE_INIT, "standard descriptor %d", fd);
        }
    }
    if (syscall(SYS_close_range, 3u, ~0u, 0u) != 0) {
        for (int fd = 3; fd < 4096; fd++) { /* a kernel before 5.9 */
            (void)close(fd);
        }
    }
    return 0;
}

/* The one argument there is: --place N, which asks for the N-th of our processors and no other. */
static int read_arguments(struct slot *s, int count, char **arguments, struct fault *f) {
    if (count < 2) {
        return 0;
    }
    char *end = NULL;
    unsigned long place = count == 3 && strcmp(arguments[1], "--place") == 0 ? strtoul(arguments[2], &end, 10) : 0;
    if (end == NULL || end == arguments[2] || *end != 0 || place > UINT32_MAX) {
        return fail_errno(f, SCE_STAGE_INIT, EINVAL, "the only argument is --place N");
    }
    return cpus_choose(s, (uint32_t)place, f);
}

static void report_failure(const struct fault *f) {
    uint8_t buf[1024];
    struct writer w = {buf, 0, sizeof buf, false};
    size_t at = frame_begin(&w, SCE_MSG_FAILED);
    put_text(&w, stage_name(f->stage));
    put_u32(&w, (uint32_t)f->err);
    put_text(&w, f->text);
    frame_end(&w, at);
    for (size_t sent = 0; sent < w.len;) {
        ssize_t n = write(STDOUT_FILENO, buf + sent, w.len - sent);
        if (n <= 0) {
            break; /* nobody listens; the diagnostic below is all that is left */
        }
        sent += (size_t)n;
    }
    diagnose("%s: %s: %s", stage_name(f->stage), f->text, strerror(f->err));
}

int main(int argc, char **argv) {
    static struct slot slot; /* zeroed */
    struct fault f = {0};
    pid_t init = -1;
    slot.ruleset_fd = slot.proc_fd = slot.sockstat_fd = slot.diag_fd = slot.signal_fd = slot.keeper_fd =
        slot.snapshot_fd = slot.cpu = -1;
    for (int i = 0; i < DIR_COUNT; i++) {
        slot.dir_fd[i] = -1;
    }
    /* The arguments come after the frame, which the JVM must be rid of to read our answer; nothing has been started by
     * then. */
    if (normalise(&f) != 0 || read_hello(&slot.hello, &f) != 0 || check_hello(&slot.hello, &f) != 0 ||
        read_arguments(&slot, argc, argv, &f) != 0) {
        report_failure(&f);
        return 1;
    }
    cgroup_create(&slot);
    if (slot_start(&slot, &init, &f) != 0) {
        cgroup_remove(&slot.cg);
        report_failure(&f);
        return 1;
    }
    return slot_guard(&slot, init);
}
