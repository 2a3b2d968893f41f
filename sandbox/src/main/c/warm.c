/*
 * Init's part of warm interpreters: which ones there are, and the conversation with each. An interpreter is a process
 * outside our pid namespace (keeper.c says why) that forks for every program; the program is then handed to us, as if
 * we had forked it ourselves, so everything behind the fork (limits, kill, reaping, outcome) is the same for both.
 *
 * The conversation is one packet each way on a socket of its own: RUN with the program's three streams and the way
 * into its control group, answered by STARTED with its pid. An interpreter that does not answer as it should is ended
 * and its command exec'ed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "warm.h"

#define READY_PATIENCE_MS 30000
#define MOST_FAILURES 3

struct warm {
    struct interpreter all[WARM_MAX];
    uint64_t uses;
    uint8_t packet[WARM_TEXT + 16384];
};

_Static_assert(sizeof((struct warm *)0)->packet <= SCE_WARM_MAX_PACKET, "a packet that an interpreter would not take");
_Static_assert(sizeof((struct limit_set *)0)->value / sizeof(uint64_t) <= SCE_WARM_MAX_LIMITS,
               "more limits than it takes");

bool wait_readable(int fd, int other, int timeout_ms) {
    struct pollfd p[2] = {{.fd = fd, .events = POLLIN}, {.fd = other, .events = POLLIN}};
    int n;
    do {
        n = poll(p, 2, timeout_ms);
    } while (n < 0 && errno == EINTR);
    return n > 0;
}

/* Sends an order and waits for its answer, with the descriptor that comes along if one is expected. */
static int ask_keeper(struct slot *s, const struct keeper_order *o, size_t text, const int *fds, size_t count,
                      int *expected) {
    char answer;
    int came = -1;
    size_t room = expected != NULL ? 1 : 0;
    size_t want = room;
    if (s->keeper_fd < 0) {
        return -1;
    }
    if (send_fds(s->keeper_fd, o, offsetof(struct keeper_order, text) + text, fds, count) != 0) {
        return -1; /* for want of memory or of a quota, now; nothing has been asked, so no answer will come */
    }
    if (wait_readable(s->keeper_fd, -1, ANSWER_PATIENCE_MS) &&
        receive_fds(s->keeper_fd, &answer, 1, MSG_DONTWAIT, &came, &room) == 1 && room == want) {
        if (expected != NULL) {
            *expected = came;
        }
        return 0;
    }
    close_quietly(&s->keeper_fd); /* an answer that comes too late would be taken for the next one's */
    return -1;
}

/* Ends an interpreter, and waits: its memory must not be taken for the next program's. */
void interpreter_retire(struct slot *s, struct interpreter *i) {
    struct keeper_order o = {.op = KEEPER_STOP, .id = i->id};
    if (i->control < 0) {
        return;
    }
    close_quietly(&i->control);
    if (ask_keeper(s, &o, 0, NULL, 0, NULL) != 0) {
        diagnose("cannot stop an interpreter: %s", strerror(errno));
    }
    s->warm_count--;
}

int warm_renew_group(struct slot *s, struct fault *f) {
    struct keeper_order o = {.op = KEEPER_GROUP};
    int fds[GROUP_FDS];
    size_t count = GROUP_FDS;
    uint32_t present = 0;
    if (s->keeper_fd < 0 || send_fds(s->keeper_fd, &o, offsetof(struct keeper_order, text), NULL, 0) != 0 ||
        !wait_readable(s->keeper_fd, -1, ANSWER_PATIENCE_MS) ||
        receive_fds(s->keeper_fd, &present, sizeof present, MSG_DONTWAIT, fds, &count) != sizeof present ||
        group_adopt(&s->cg, fds, count, present) != 0) {
        close_quietly(&s->keeper_fd);
        return fail(f, SCE_STAGE_CGROUP, "replace the programs' group");
    }
    return 0;
}

void warm_forget(struct slot *s) {
    for (int i = 0; s->warm != NULL && i < WARM_MAX; i++) {
        interpreter_retire(s, &s->warm->all[i]);
    }
}

void interpreter_failed(struct slot *s, struct interpreter *i, const char *what) {
    i->failures++;
    for (char *p = i->why; i->why[0] != 0 && *p != 0; p++) {
        *p = *p == '\n' ? ' ' : *p;
    }
    if (i->why[0] == 0 && snprintf(i->why, sizeof i->why, "%s", what) < 0) {
        i->why[0] = 0;
    }
    interpreter_retire(s, i);
}

/* Keeps the end of what the interpreter prints while it starts: when it fails, the last lines say why. */
static void listen_to(int out, struct interpreter *i) {
    char chunk[512];
    ssize_t n;
    while ((n = read(out, chunk, sizeof chunk - 1)) > 0) {
        size_t keep = (size_t)n < sizeof i->why ? (size_t)n : sizeof i->why - 1;
        memcpy(i->why, chunk + (size_t)n - keep, keep);
        i->why[keep] = 0;
    }
}

/* Waits for READY. The interpreter's words are read meanwhile, or a long warning would block it. */
static bool await_ready(struct interpreter *i, int out) {
    uint8_t bytes[1024];
    uint64_t deadline = now_ns() + READY_PATIENCE_MS * 1000000ull;
    ssize_t n = -1;
    while (n < 0) {
        uint64_t now = now_ns();
        if (now >= deadline || !wait_readable(i->control, out, (int)((deadline - now) / 1000000u) + 1)) {
            return false;
        }
        listen_to(out, i);
        n = recv(i->control, bytes, sizeof bytes, MSG_DONTWAIT);
        if (n < 0 && errno != EAGAIN && errno != EINTR) {
            return false;
        }
        if (n < 0) {
            (void)wait_readable(i->control, -1, 5); /* its output has ended first, or goes on: no busy loop */
        }
    }
    struct cursor c = {bytes, (size_t)n, false};
    uint32_t kind = take_u32(&c);
    uint32_t version = take_u32(&c);
    i->cpu_ns = take_u64(&c);
    uint32_t len = 0;
    const uint8_t *text = take_bytes(&c, &len);
    if (c.bad || kind != SCE_WARM_READY || version != SCE_WARM_VERSION) {
        listen_to(out, i);
        return false;
    }
    if (len > 0 && snprintf(i->why, sizeof i->why, "%.*s", (int)len, (const char *)text) >= 0) {
        return false;
    }
    i->why[0] = 0;
    return true;
}

static bool add_variable(struct keeper_order *o, size_t *len, const char *name, const char *value) {
    size_t room = sizeof o->text - *len;
    int n = snprintf(o->text + *len, room, "%s=%s", name, value);
    if (n < 0 || (size_t)n >= room) {
        return false;
    }
    *len += (size_t)n + 1;
    o->texts++;
    return true;
}

/* The descriptors of the namespaces as they are now: a wipe may have replaced some. */
static int open_namespaces(const struct slot *s, struct keeper_order *o, int fds[KEEPER_FDS], size_t *count) {
    static const struct {
        int which;
        const char *path;
    } LIST[] = {{KEEPER_PID, "self/ns/pid"},  {KEEPER_MNT, "self/ns/mnt"}, {KEEPER_NET, "self/ns/net"},
                {KEEPER_IPC, "self/ns/ipc"},  {KEEPER_UTS, "self/ns/uts"}, {KEEPER_CGROUP, "self/ns/cgroup"},
                {KEEPER_USER, "self/ns/user"}};
    o->has_cgroup = s->own_cgroup_view;
    o->has_user = s->way == SCE_WAY_USER_NAMESPACE;
    for (size_t i = 0; i < sizeof LIST / sizeof *LIST; i++) {
        if ((LIST[i].which == KEEPER_CGROUP && !o->has_cgroup) || (LIST[i].which == KEEPER_USER && !o->has_user)) {
            continue;
        }
        fds[*count] = openat(s->proc_fd, LIST[i].path, O_RDONLY | O_CLOEXEC);
        if (fds[*count] < 0) {
            return -1;
        }
        (*count)++;
    }
    return 0;
}

/*
 * What most programs are started with, so that an interpreter can make itself ready for it: the directory and the
 * variables, in order. Those that an interpreter is chosen by come last.
 */
static bool add_usual(struct keeper_order *o, size_t *len, const char *path, const struct warm_key *key) {
    static char text[2048];
    int n = snprintf(text, sizeof text, "/work\nPATH=%s\nLANG=C.UTF-8\nHOME=/work\nTMPDIR=/tmp", path);
    size_t used = n < 0 ? sizeof text : (size_t)n;
    for (size_t at = strlen(key->text) + 1; at < key->len; at += strlen(key->text + at) + 1) {
        if (strncmp(key->text + at, "LANG=", 5) != 0 && used < sizeof text) {
            n = snprintf(text + used, sizeof text - used, "\n%s", key->text + at);
            used += n < 0 ? sizeof text : (size_t)n;
        }
    }
    return used >= sizeof text || add_variable(o, len, SCE_WARM_USUAL, text); /* one that is too long is not usual */
}

static bool order_describe(const struct slot *s, const struct interpreter *i, struct keeper_order *o, size_t *len) {
    memset(o, 0, offsetof(struct keeper_order, text));
    o->op = KEEPER_START;
    o->id = i->id;
    o->is_judge =
        memmem(i->key.text, i->key.len, "\0" SCE_WARM_JUDGE_MODULE "=", sizeof SCE_WARM_JUDGE_MODULE + 1) != NULL;
    o->texts = i->key.count;
    memcpy(o->text, i->key.text, i->key.len);
    *len = i->key.len;
    /* Not the programs' home: nothing that a program has put there may be read by an interpreter that starts, or by
     * what it imports. */
    return add_variable(o, len, "HOME", SCE_WARM_HOME) &&
           add_variable(o, len, "PATH", "/usr/local/bin:/usr/bin:/bin") &&
           add_variable(o, len, "PYTHONPATH", SCE_WARM_HOME) && add_usual(o, len, s->hello.path, &i->key) &&
           add_variable(o, len, SCE_WARM_PRELOAD, s->hello.modules) &&
           add_variable(o, len, SCE_WARM_PRELOAD_REQUIRED, s->hello.modules_required);
}

/* Orders an interpreter from the supervisor. On success *words is where it prints and i->control is open. */
static bool interpreter_order(struct slot *s, struct interpreter *i, int *words) {
    static struct keeper_order o;
    int in[2] = {-1, -1};
    int out[2] = {-1, -1};
    int fds[KEEPER_FDS];
    size_t count = 2;
    size_t len = 0;
    bool ok = order_describe(s, i, &o, &len) && pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
              fcntl(out[0], F_SETFL, O_NONBLOCK) == 0;
    fds[KEEPER_IN] = in[0];
    fds[KEEPER_OUT] = out[1];
    ok = ok && open_namespaces(s, &o, fds, &count) == 0 && ask_keeper(s, &o, len, fds, count, &i->control) == 0;
    for (size_t n = 2; n < count; n++) {
        close_quietly(&fds[n]);
    }
    close_quietly(&in[0]);
    close_quietly(&in[1]);
    close_quietly(&out[1]);
    if (!ok) {
        i->control = -1;
        close_quietly(&out[0]);
        return false;
    }
    *words = out[0];
    return true;
}

static bool interpreter_start(struct slot *s, struct interpreter *i) {
    int out = -1;
    i->why[0] = 0;
    if (!warm_trusted(i->key.text, i->why, sizeof i->why)) {
        i->failures = MOST_FAILURES;
        return false;
    }
    if (!interpreter_order(s, i, &out)) {
        (void)snprintf(i->why, sizeof i->why, "cannot be ordered: %s", strerror(errno));
        i->failures += s->keeper_fd < 0; /* else it was for want of something that may be there the next time */
        return false;
    }
    s->warm_count++;
    bool ready = await_ready(i, out);
    close_quietly(&out);
    s->warm_cpu_ns += i->cpu_ns;
    if (!ready) {
        interpreter_failed(s, i, "the interpreter ended without a word");
        return false;
    }
    return true;
}

/* The one with this key; else a free entry, or that of the one not used for longest. */
static struct interpreter *interpreter_find(struct slot *s, const struct warm_key *key) {
    struct warm *w = s->warm;
    struct interpreter *oldest = &w->all[0];
    for (uint32_t n = 0; n < WARM_MAX; n++) {
        struct interpreter *i = &w->all[n];
        if (i->key.len == key->len && memcmp(i->key.text, key->text, key->len) == 0) {
            return i;
        }
        oldest = i->last_use < oldest->last_use ? i : oldest;
    }
    interpreter_retire(s, oldest);
    memcpy(oldest->key.text, key->text, key->len);
    oldest->key.len = key->len;
    oldest->key.count = key->count;
    oldest->failures = 0;
    oldest->cpu_ns = 0;
    return oldest;
}

static bool make_table(struct slot *s) {
    if (s->warm != NULL) {
        return true;
    }
    s->warm = calloc(1, sizeof *s->warm);
    for (uint32_t n = 0; s->warm != NULL && n < WARM_MAX; n++) {
        s->warm->all[n].control = -1;
        s->warm->all[n].id = n;
    }
    return s->warm != NULL;
}

struct interpreter *interpreter_obtain(struct slot *s, const struct warm_key *key, char *why, size_t size) {
    struct interpreter *i = interpreter_find(s, key);
    i->last_use = ++s->warm->uses;
    if (i->control < 0 && (i->failures >= MOST_FAILURES || !interpreter_start(s, i))) {
        (void)snprintf(why, size, "%s", i->why);
        return NULL;
    }
    return i;
}

void interpreter_used(struct slot *s, struct interpreter *i, uint64_t cpu_ns) {
    s->warm_cpu_ns += cpu_ns > i->cpu_ns ? cpu_ns - i->cpu_ns : 0;
    i->cpu_ns = cpu_ns;
}

void warm_prepare(struct slot *s, const struct run_request *r, struct warm_choice *out) {
    static struct warm_key key;
    out->interpreter = out->judge = NULL;
    out->why[0] = 0;
    if (r->launcher != SCE_LAUNCH_EXEC && s->keeper_fd >= 0 && s->way != SCE_WAY_LANDLOCK &&
        warm_eligible(s, r, &key, out->why, sizeof out->why) && make_table(s)) {
        out->interpreter = interpreter_obtain(s, &key, out->why, sizeof out->why);
    }
}

static void put_terminated(struct writer *w, const char *text) {
    put_text(w, text);
    put_u8(w, 0);
}

/* judged: the program is what a judge asks, not the script. */
static size_t make_packet(const struct slot *s, const struct prepared_child *l, bool judged) {
    struct writer w = {s->warm->packet, 0, sizeof s->warm->packet, false};
    const struct run_request *r = l->request;
    put_u32(&w, SCE_WARM_RUN);
    size_t count_at = w.len;
    uint32_t count = 0;
    put_u32(&w, 0);
    for (int i = 0; i < l->limits.count; i++) {
        if (l->limits.resource[i] == RLIMIT_CORE) {
            continue; /* in force since the interpreter's start, and the filter refuses to change it */
        }
        count++;
        put_u32(&w, (uint32_t)l->limits.resource[i]);
        put_u64(&w, l->limits.value[i]);
    }
    struct writer head = {w.buf + count_at, 0, 4, false};
    put_u32(&head, count);
    put_u32(&w, r->argc);
    for (uint32_t i = 0; i < r->argc; i++) {
        put_terminated(&w, r->argv[i]);
    }
    put_u32(&w, r->envc);
    for (uint32_t i = 0; i < r->envc; i++) {
        put_terminated(&w, r->envp[i]);
    }
    put_terminated(&w, "/work");
    put_terminated(&w, judged ? r->judge : "");
    return w.full ? 0 : w.len;
}

static bool send_run(const struct interpreter *i, const uint8_t *packet, size_t len, const struct prepared_child *l) {
    const int fds[SCE_WARM_DESCRIPTORS] = {l->in, l->out, l->err, l->slot->cg.enter_fd};
    return send_fds(i->control, packet, len, fds,
                    fds[SCE_WARM_STREAMS] < 0 ? SCE_WARM_STREAMS : SCE_WARM_DESCRIPTORS) == 0;
}

/* The pid from STARTED, 0 when there is none. */
static pid_t await_started(struct slot *s, struct interpreter *i) {
    uint8_t bytes[64];
    if (!wait_readable(i->control, -1, ANSWER_PATIENCE_MS)) {
        return 0;
    }
    ssize_t n = recv(i->control, bytes, sizeof bytes, MSG_DONTWAIT);
    struct cursor c = {bytes, n > 0 ? (size_t)n : 0, false};
    uint32_t kind = take_u32(&c);
    int32_t pid = (int32_t)take_u32(&c);
    uint64_t cpu = take_u64(&c);
    if (c.bad || kind != SCE_WARM_STARTED) {
        return 0;
    }
    interpreter_used(s, i, cpu);
    if (pid <= 0) {
        errno = -pid;
        (void)snprintf(i->why, sizeof i->why, "fork: %s", strerror(-pid));
        return 0;
    }
    return pid;
}

pid_t warm_fork(struct slot *s, struct warm_choice *w, const struct prepared_child *l) {
    struct interpreter *i = w->interpreter;
    size_t len = make_packet(s, l, w->judge != NULL);
    s->report->stage = SCE_STAGE_NONE;
    s->report->err = 0;
    i->why[0] = 0;
    pid_t pid = len > 0 && send_run(i, s->warm->packet, len, l) ? await_started(s, i) : 0;
    siginfo_t info;
    if (pid > 0 && waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
        (void)kill(-1, SIGKILL); /* not handed over: it must not run on unwatched */
        pid = 0;
    }
    if (pid == 0) {
        interpreter_failed(s, i, "the interpreter does not answer");
        (void)snprintf(w->why, sizeof w->why, "%s", i->why);
        w->interpreter = NULL;
        return 0;
    }
    i->failures = 0;
    return pid;
}

static const char *step_name(uint32_t step) {
    static const char *const NAMES[] = {
        [SCE_WARM_STEP_SESSION] = "session", [SCE_WARM_STEP_STREAMS] = "streams", [SCE_WARM_STEP_CHDIR] = "chdir",
        [SCE_WARM_STEP_RLIMIT] = "rlimit",   [SCE_WARM_STEP_SIGNALS] = "signals", [SCE_WARM_STEP_CLOSE] = "close",
        [SCE_WARM_STEP_GROUP] = "group",
    };
    const char *name = step < sizeof NAMES / sizeof *NAMES ? NAMES[step] : NULL;
    return name == NULL ? "an unknown step" : name;
}

bool warm_failed(struct warm_choice *w, int status, struct fault *f) {
    uint8_t bytes[64];
    if (!WIFEXITED(status) || WEXITSTATUS(status) != SCE_WARM_FAULT_STATUS || w->interpreter->control < 0) {
        return false;
    }
    ssize_t n = recv(w->interpreter->control, bytes, sizeof bytes, MSG_DONTWAIT);
    struct cursor c = {bytes, n > 0 ? (size_t)n : 0, false};
    if (take_u32(&c) != SCE_WARM_FAULT) {
        return false;
    }
    const char *step = step_name(take_u32(&c));
    errno = (int)take_u32(&c);
    (void)fail(f, SCE_STAGE_WARM, "%s", step);
    return true;
}
