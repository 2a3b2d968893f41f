#define _GNU_SOURCE
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "frame.h"
#include "vmtest.h"

#define SUPERVISOR "/sce-supervisor"
#define BUFFER (SCE_MAX_FRAME + SCE_FRAME_HEADER)
#define REPLY_MS 40000
/* Larger than any memory limit in use, so that the limit and not the file system stops a program. */
#define WRITABLE (350 * MB)

const char *how_name(uint8_t how) {
    static const char *const NAMES[] = {"exited", "wall",      "cpu",         "memory",
                                        "output", "cancelled", "not started", "fault"};
    return how < sizeof NAMES / sizeof *NAMES ? NAMES[how] : "?";
}

static bool send_all(const struct client *c, const struct writer *w) {
    for (size_t sent = 0; sent < w->len;) {
        ssize_t n = write(c->to, w->buf + sent, w->len - sent);
        if (n < 0) {
            return why("write to the supervisor: %s", strerror(errno));
        }
        sent += (size_t)n;
    }
    return true;
}

static bool send_empty(const struct client *c, uint8_t type) {
    uint8_t buf[SCE_FRAME_HEADER];
    struct writer w = {buf, 0, sizeof buf, false};
    frame_end(&w, frame_begin(&w, type));
    return send_all(c, &w);
}

/* The next frame; it stays valid until the next call. */
static bool receive(struct client *c, struct frame *frame) {
    memmove(c->buf, c->buf + c->eaten, c->have - c->eaten);
    c->have -= c->eaten;
    c->eaten = 0;
    for (;;) {
        enum frame_state state = frame_split(c->buf, c->have, frame);
        if (state == FRAME_BAD) {
            return why("a frame over the size limit");
        }
        if (state == FRAME_OK) {
            c->eaten = SCE_FRAME_HEADER + frame->len;
            return true;
        }
        struct pollfd p = {.fd = c->from, .events = POLLIN};
        int ready = poll(&p, 1, REPLY_MS);
        if (ready <= 0) {
            return why("no answer from the supervisor: %s", ready == 0 ? "time is up" : strerror(errno));
        }
        ssize_t n = read(c->from, c->buf + c->have, BUFFER - c->have);
        if (n <= 0) {
            return why("the supervisor has gone: %s", n == 0 ? "end of stream" : strerror(errno));
        }
        c->have += (size_t)n;
    }
}

static void take_string(struct cursor *c, char *out, size_t size) {
    uint32_t len = 0;
    const uint8_t *bytes = take_bytes(c, &len);
    size_t keep = len < size ? len : size - 1;
    if (bytes != NULL) {
        memcpy(out, bytes, keep);
    }
    out[bytes == NULL ? 0 : keep] = 0;
}

static bool spawn(struct client *c) {
    int to[2];
    int from[2];
    if (pipe2(to, O_CLOEXEC) != 0) {
        return why("pipe: %s", strerror(errno));
    }
    if (pipe2(from, O_CLOEXEC) != 0) {
        (void)close(to[0]);
        (void)close(to[1]);
        return why("pipe: %s", strerror(errno));
    }
    c->pid = fork();
    if (c->pid == 0) {
        if (dup2(to[0], STDIN_FILENO) >= 0 && dup2(from[1], STDOUT_FILENO) >= 0) {
            (void)execl(SUPERVISOR, SUPERVISOR, (char *)NULL);
        }
        _exit(127);
    }
    (void)close(to[0]);
    (void)close(from[1]);
    c->to = to[1];
    c->from = from[0];
    return c->pid > 0 || why("fork: %s", strerror(errno));
}

static bool send_hello(const struct client *c, uint8_t mode, const char *workdir) {
    uint8_t buf[1024];
    struct writer w = {buf, 0, sizeof buf, false};
    uint32_t id = geteuid() == 0 ? 64001 : 65534;
    size_t at = frame_begin(&w, SCE_MSG_HELLO);
    put_u32(&w, SCE_MAGIC);
    put_u16(&w, SCE_PROTOCOL_VERSION);
    put_u8(&w, mode);
    put_u8(&w, 1); /* control groups, if they can be had */
    put_u32(&w, id);
    put_u32(&w, id);
    put_u64(&w, WRITABLE);
    put_u64(&w, 10000);
    put_text(&w, workdir);
    put_text(&w, ""); /* no modules for warm interpreters */
    put_text(&w, "");
    put_text(&w, "/bin"); /* PATH */
    put_u32(&w, 1);
    put_text(&w, "/bin");
    put_text(&w, "/bin");
    put_u32(&w, 0);
    frame_end(&w, at);
    return send_all(c, &w);
}

static bool read_ready(struct client *c) {
    struct frame frame;
    if (!receive(c, &frame)) {
        return false;
    }
    struct cursor in = {frame.payload, frame.len, false};
    if (frame.type == SCE_MSG_FAILED) {
        char stage[32];
        char text[256];
        take_string(&in, stage, sizeof stage);
        uint32_t err = take_u32(&in);
        take_string(&in, text, sizeof text);
        return why("FAILED at stage %s: %s (%s)", stage, text, strerror((int)err));
    }
    if (frame.type != SCE_MSG_READY) {
        return why("frame %d instead of READY", frame.type);
    }
    uint16_t version = take_u16(&in);
    c->ready.way = take_u8(&in);
    c->ready.features = take_u32(&in);
    (void)take_u32(&in); /* Landlock's ABI */
    take_string(&in, c->ready.dir, sizeof c->ready.dir);
    take_string(&in, c->ready.notes, sizeof c->ready.notes);
    return (!in.bad && in.left == 0 && version == SCE_PROTOCOL_VERSION) || why("malformed READY");
}

bool client_open(struct client *c, uint8_t mode) {
    char workdir[64] = "";
    memset(c, 0, sizeof *c);
    c->pid = c->to = c->from = -1;
    if (mode == SCE_MODE_LANDLOCK) {
        if (snprintf(workdir, sizeof workdir, "/tmp/work-%u", (unsigned)geteuid()) < 0 ||
            (mkdir(workdir, 0700) != 0 && errno != EEXIST)) {
            return why("mkdir %s: %s", workdir, strerror(errno));
        }
    }
    c->buf = malloc(BUFFER);
    if (c->buf == NULL) {
        return why("no memory for the client");
    }
    return spawn(c) && send_hello(c, mode, workdir) && read_ready(c);
}

bool client_start(struct client *c, const struct job *job) {
    uint8_t buf[1024];
    struct writer w = {buf, 0, sizeof buf, false};
    uint32_t argc = 0;
    while (argc < sizeof job->argv / sizeof *job->argv && job->argv[argc] != NULL) {
        argc++;
    }
    size_t at = frame_begin(&w, SCE_MSG_RUN);
    put_u8(&w, SCE_LAUNCH_EXEC);
    put_text(&w, ""); /* no judge */
    put_u64(&w, job->wall_ns == 0 ? 20 * SECOND : job->wall_ns);
    put_u64(&w, job->cpu_ns);
    put_u64(&w, job->memory);
    put_u64(&w, MB); /* output */
    put_u32(&w, job->processes == 0 ? 64 : job->processes);
    put_u64(&w, 0); /* file size */
    put_u64(&w, 0); /* stack */
    put_u32(&w, 0); /* open files */
    put_u64(&w, 0); /* patience */
    put_u32(&w, argc);
    for (uint32_t i = 0; i < argc; i++) {
        put_text(&w, job->argv[i]);
    }
    put_u32(&w, 1);
    put_text(&w, "PATH=/bin");
    put_u64(&w, 0); /* standard input */
    frame_end(&w, at);
    return w.full ? why("RUN does not fit") : send_all(c, &w);
}

static bool parse_done(const struct frame *frame, struct done *d) {
    struct cursor in = {frame->payload, frame->len, false};
    char text[256];
    d->how = take_u8(&in);
    d->status = (int)take_u32(&in);
    d->wall_ns = take_u64(&in);
    d->user_ns = take_u64(&in);
    d->sys_ns = take_u64(&in);
    (void)take_u64(&in); /* the longest wait for a processor */
    d->peak = take_u64(&in);
    d->source = take_u8(&in);
    d->left = take_u32(&in);
    (void)take_u8(&in); /* truncated streams */
    (void)take_u8(&in); /* launcher */
    d->pids_hits = take_u32(&in);
    d->stage = take_u32(&in);
    d->err = take_u32(&in);
    take_string(&in, text, sizeof text);
    take_string(&in, text, sizeof text); /* why it was not started warm */
    return (!in.bad && in.left == 0) || why("malformed DONE");
}

bool client_finish(struct client *c, struct done *d) {
    struct frame frame;
    size_t used = 0;
    memset(d, 0, sizeof *d);
    while (receive(c, &frame)) {
        struct cursor in = {frame.payload, frame.len, false};
        if (frame.type == SCE_MSG_DONE) {
            return parse_done(&frame, d);
        }
        if (frame.type == SCE_MSG_IDLE || frame.type == SCE_MSG_BUSY) {
            continue;
        }
        if (frame.type != SCE_MSG_OUT) {
            return why("frame %d during a run", frame.type);
        }
        if (take_u8(&in) == SCE_STREAM_STDOUT) {
            take_string(&in, d->out + used, sizeof d->out - used);
            used = strlen(d->out);
        }
    }
    return false;
}

bool client_run(struct client *c, const struct job *job, struct done *d) {
    return client_start(c, job) && client_finish(c, d);
}

bool client_wipe(struct client *c) {
    struct frame frame;
    char text[256];
    if (!send_empty(c, SCE_MSG_WIPE) || !receive(c, &frame)) {
        return false;
    }
    struct cursor in = {frame.payload, frame.len, false};
    (void)take_u8(&in);
    take_string(&in, text, sizeof text);
    return (frame.type == SCE_MSG_WIPED && text[0] == 0) || why("WIPE: frame %d, %s", frame.type, text);
}

bool client_bye(struct client *c) {
    int status = 0;
    if (!send_empty(c, SCE_MSG_BYE)) {
        return false;
    }
    if (waitpid(c->pid, &status, 0) != c->pid) {
        return why("waitpid: %s", strerror(errno));
    }
    c->pid = -1;
    client_drop(c);
    return (WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
           why("the supervisor ended with wait status %#x", (unsigned)status);
}

void client_drop(struct client *c) {
    /* The end of its input is the supervisor's sign to go. */
    if (c->to >= 0) {
        (void)close(c->to);
    }
    if (c->from >= 0) {
        (void)close(c->from);
    }
    c->to = c->from = -1;
    while (c->pid > 0 && waitpid(c->pid, NULL, 0) < 0 && errno == EINTR) {}
    c->pid = -1;
    free(c->buf);
    c->buf = NULL;
}
