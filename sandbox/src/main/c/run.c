/* One run: start the program, carry its streams, watch the limits, and stop everything when the first process or a
 * limit ends it. */
#define _GNU_SOURCE
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define MS 1000000ull
#define A_WHILE_NS (100 * MS)

static int open_pipes(struct run *r, int child_ends[3], struct fault *f) {
    int p[2];
    for (int i = 0; i < 3; i++) {
        if (pipe2(p, O_CLOEXEC) != 0) {
            return fail(f, SCE_STAGE_PIPE, "pipe");
        }
        int ours = i == 0 ? p[1] : p[0];
        child_ends[i] = i == 0 ? p[0] : p[1];
        int *keep = i == 0 ? &r->in_fd : &r->stream[i - 1].fd;
        *keep = ours;
        if (fcntl(ours, F_SETFL, O_NONBLOCK | (i == 0 ? O_WRONLY : O_RDONLY)) != 0) {
            return fail(f, SCE_STAGE_PIPE, "non-blocking pipe");
        }
        /* Opening /dev/stdin asks for the pipe's owner. */
        if (r->slot->switch_ids && fchown(ours, r->slot->run_uid, r->slot->run_gid) != 0) {
            return fail(f, SCE_STAGE_PIPE, "owner of a pipe");
        }
    }
    return 0;
}

/* Feeds standard input from the spool as far as the pipe takes it; the end of the data, or of the reader, closes it. */
static void pump_stdin(struct run *r) {
    static uint8_t buffer[65536];
    struct spool *sp = r->spool;
    while (r->in_fd >= 0) {
        uint64_t left = sp->size - r->in_sent;
        if (left == 0) {
            close_quietly(&r->in_fd);
            return;
        }
        size_t want = left < sizeof buffer ? (size_t)left : sizeof buffer;
        const uint8_t *from = sp->small + r->in_sent;
        if (sp->fd >= 0) {
            ssize_t got = pread(sp->fd, buffer, want, (off_t)r->in_sent);
            if (got <= 0) {
                close_quietly(&r->in_fd);
                return;
            }
            want = (size_t)got;
            from = buffer;
        }
        ssize_t n = write(r->in_fd, from, want);
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            if (errno != EAGAIN) {
                close_quietly(&r->in_fd); /* EPIPE: the program does not want it, which is its right */
            }
            return;
        }
        r->in_sent += (uint64_t)n;
    }
}

int run_emit(struct run *r, int which) {
    struct stream *st = &r->stream[which];
    if (st->pending == 0) {
        return 0;
    }
    struct writer *w = &r->channel->out;
    if (channel_reserve(r->channel, st->pending + 8) != CHANNEL_OK) {
        return -1;
    }
    size_t at = frame_begin(w, SCE_MSG_OUT);
    put_u8(w, (uint8_t)(which + 1));
    put_bytes(w, st->buffer, st->pending);
    frame_end(w, at);
    st->pending = 0;
    return 0;
}

/*
 * Reads what a stream holds. Beyond the cap one byte more is read to know that there was more; it is not kept. The pipe
 * then stays open until the program is dead: one that met a closed pipe could end by itself before it is killed, now
 * with one status and now with another.
 */
int read_stream(struct run *r, int which) {
    struct stream *st = &r->stream[which];
    while (st->fd >= 0 && (r->truncated & 1u << which) == 0 &&
           r->channel->out.len - r->channel->out_sent < CHANNEL_OUT_BUSY) {
        uint64_t allowed = r->request->output_bytes - st->total;
        uint8_t spare;
        size_t room = sizeof st->buffer - st->pending;
        size_t want = allowed < room ? (size_t)allowed : room;
        ssize_t n = want > 0 ? read(st->fd, st->buffer + st->pending, want) : read(st->fd, &spare, 1);
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            if (errno != EAGAIN) {
                close_quietly(&st->fd);
            }
            return 0;
        }
        if (n == 0) {
            close_quietly(&st->fd);
            return 0;
        }
        if (want == 0) {
            r->truncated = (uint8_t)(r->truncated | 1u << which);
            return 0;
        }
        st->total += (uint64_t)n;
        st->pending += (size_t)n;
        if (st->pending == sizeof st->buffer && run_emit(r, which) != 0) {
            return -1;
        }
        if ((size_t)n < want && n < 4096) {
            return 0; /* most likely empty now; poll knows better than another read */
        }
    }
    return 0;
}

static void stop_with(struct run *r, uint8_t how) {
    if (!r->stopping) {
        r->stopping = true;
        r->how = how;
    }
}

void run_first_ended(struct run *r, int status) {
    if (r->judged) {
        r->sample_status = status;
        return;
    }
    r->ended_ns = now_ns();
    r->status = status;
    r->ended = true;
}

/* Takes the exit of every child there is. Orphans are reaped at once, or their zombies would use up the process limit.
 */
void run_reap(struct run *r) {
    struct signalfd_siginfo info;
    while (read(r->slot->signal_fd, &info, sizeof info) == (ssize_t)sizeof info) {
        r->abandoned |= info.ssi_signo == SIGTERM;
    }
    for (;;) {
        struct rusage usage;
        int status = 0;
        pid_t pid = wait4(-1, &status, WNOHANG, &usage);
        if (pid <= 0) {
            r->childless = pid < 0 && errno == ECHILD;
            return;
        }
        uint64_t rss = (uint64_t)usage.ru_maxrss * 1024;
        r->meter.max_rss = rss > r->meter.max_rss ? rss : r->meter.max_rss;
        if (pid == r->first) {
            run_first_ended(r, status);
        }
    }
}

/* Frames that have come; arrived says what the last read brought. Those read together with RUN count as well. */
static int watch_control(struct run *r, enum channel_state arrived) {
    struct frame frame;
    enum channel_state state = arrived;
    while (state == CHANNEL_OK) {
        state = channel_next(r->channel, &frame);
        if (state == CHANNEL_OK) {
            if (frame.type != SCE_MSG_CANCEL || frame.len != 0) {
                r->protocol_error = true;
                return -1;
            }
            stop_with(r, SCE_HOW_CANCELLED);
        }
    }
    if (state == CHANNEL_BROKEN) {
        r->protocol_error = true;
    }
    return state == CHANNEL_AGAIN ? 0 : -1;
}

static void look_at_processes(struct run *r) {
    uint64_t limit = r->request->memory_bytes;
    struct sample sample;
    sampler_take(r->slot, &r->sampler, &sample);
    r->sampled_cpu = sample.cpu_ns > r->sampled_cpu ? sample.cpu_ns : r->sampled_cpu;
    if (r->has_memory_group) {
        return; /* it is here for CPU time only */
    }
    r->meter.sampled_peak = sampler_peak(r->slot, &sample, r->meter.sampled_peak);
    if (limit > 0 && sample.memory > limit && sampler_confirm(r->slot, limit)) {
        stop_with(r, SCE_HOW_MEMORY);
    }
    /* Pages of several processes that may be the same or not: to find out is dear, so it takes two percent of the time
     * at most. */
    uint64_t now = now_ns();
    if (limit > 0 && sample.most > limit && now >= r->next_exact_ns) {
        uint64_t exact = sampler_exact(r->slot);
        uint64_t pause = (now_ns() - now) * 50;
        r->next_exact_ns = now + (pause > 50 * MS ? pause : 50 * MS);
        r->meter.sampled_peak = exact > r->meter.sampled_peak ? exact : r->meter.sampled_peak;
        if (exact > limit) {
            stop_with(r, SCE_HOW_MEMORY);
        }
    }
}

uint64_t run_used_cpu(const struct run *r) {
    uint64_t user = 0;
    uint64_t sys = 0;
    meter_rusage(&r->meter, &user, &sys);
    uint64_t used = meter_cpu_ns(r->slot, &r->meter);
    used = r->sampled_cpu > used ? r->sampled_cpu : used;
    used = user + sys > used ? user + sys : used;
    /* The kernel adds the time of those that have ended to their parents'. */
    uint64_t tree = r->slot->cg.cpu_fd < 0 ? tree_cpu_ns(r->slot) : 0;
    return tree > used ? tree : used;
}

/*
 * The kernel does not tell for how long processes that have ended had waited. So a program is looked at now and then:
 * how much of the time it could run, in whatever process, is known that way for chains of short processes too. A look
 * costs some ten microseconds a process; one percent of a processor at most goes into looks.
 */
static uint64_t look_whether_able(struct run *r, uint64_t now) {
    if (now >= r->next_look_ns) {
        bool able = tree_is_able(r->slot);
        if (able) {
            r->able_ns += now - r->looked_ns;
        }
        r->looked_ns = now;
        run_watch_idle(r, able, now);
        uint64_t pause = (now_ns() - now) * 100;
        r->next_look_ns = now + (pause > 20 * MS ? pause : 20 * MS);
    }
    return r->next_look_ns;
}

/* While a processor has nothing to do, whoever waits for one has seen to that himself, or waits for milliseconds. */
uint64_t run_denied(const struct run *r) {
    uint64_t used = run_used_cpu(r);
    uint64_t waited = denied_ns(r->slot, used);
    uint64_t unserved = r->able_ns > used ? r->able_ns - used : 0;
    waited = unserved > waited ? unserved : waited;
    uint64_t idle = r->idle_ns > 0 ? machine_idle_ns(r->slot) - r->idle_ns : 0;
    return waited > idle ? waited - idle : 0;
}

static uint64_t deadline_of(const struct run *r) {
    uint64_t time = r->request->wall_ns + r->granted_ns;
    return time < r->granted_ns || time > UINT64_MAX - r->start_ns ? UINT64_MAX : r->start_ns + time;
}

/* Compares what has been used with the limits and says when to look again. */
static void check_limits(struct run *r) {
    const struct run_request *q = r->request;
    uint64_t now = now_ns();
    uint64_t next = UINT64_MAX;
    if (q->wall_ns > 0) {
        next = deadline_of(r);
        if (r->idle_ns == 0 && now >= r->start_ns + A_WHILE_NS) {
            r->idle_ns = machine_idle_ns(r->slot);
        }
        if (now >= next) {
            r->delay_ns = run_denied(r);
            r->granted_ns = r->delay_ns < q->patience_ns ? r->delay_ns : q->patience_ns;
            next = deadline_of(r);
            if (now >= next) {
                stop_with(r, SCE_HOW_WALL);
            }
        }
    }
    if (r->idle_ns == 0 && q->wall_ns > A_WHILE_NS && r->start_ns + A_WHILE_NS < next) {
        next = r->start_ns + A_WHILE_NS;
    }
    if (q->wall_ns == 0 || q->wall_ns > A_WHILE_NS) {
        uint64_t look = look_whether_able(r, now);
        next = look < next ? look : next;
    }
    if (r->sampling) {
        if (now >= r->sampler.next_ns) {
            look_at_processes(r);
        }
        next = r->sampler.next_ns < next ? r->sampler.next_ns : next;
    } else if (meter_needs_samples(r->slot)) {
        meter_sample(r->slot, &r->meter);
        next = now + 20 * MS < next ? now + 20 * MS : next;
    }
    if (q->cpu_ns > 0 && now >= r->next_cpu_ns) {
        uint64_t used = meter_cpu_ns(r->slot, &r->meter);
        used = r->sampled_cpu > used ? r->sampled_cpu : used;
        if (used > q->cpu_ns) {
            stop_with(r, SCE_HOW_CPU);
        }
        uint64_t wait = used < q->cpu_ns ? (q->cpu_ns - used) / r->cpus : 0;
        wait = wait > 50 * MS ? 50 * MS : wait < 2 * MS ? 2 * MS : wait;
        r->next_cpu_ns = now + wait;
    }
    if (q->cpu_ns > 0) {
        next = r->next_cpu_ns < next ? r->next_cpu_ns : next;
    }
    r->wake_ns = next;
}

enum { P_SIGNAL, P_CONTROL, P_OUT, P_ERR, P_IN, P_SEND, P_JUDGE, P_COUNT };

static int wait_event(struct run *r, struct pollfd p[P_COUNT]) {
    bool busy = r->channel->out.len - r->channel->out_sent >= CHANNEL_OUT_BUSY;
    p[P_SIGNAL] = (struct pollfd){.fd = r->slot->signal_fd, .events = POLLIN};
    p[P_CONTROL] = (struct pollfd){.fd = r->channel->in_fd, .events = POLLIN};
    p[P_OUT] = (struct pollfd){.fd = busy ? -1 : r->stream[0].fd, .events = POLLIN};
    p[P_ERR] = (struct pollfd){.fd = busy ? -1 : r->stream[1].fd, .events = POLLIN};
    p[P_IN] = (struct pollfd){.fd = r->in_fd, .events = POLLOUT};
    p[P_SEND] = (struct pollfd){.fd = channel_has_output(r->channel) ? r->channel->out_fd : -1, .events = POLLOUT};
    p[P_JUDGE] = (struct pollfd){.fd = r->judged ? judge_socket(&r->warm) : -1, .events = POLLIN};
    struct timespec t = {0, 0};
    uint64_t now = now_ns();
    uint64_t wait = r->wake_ns > now ? r->wake_ns - now : 0;
    t.tv_sec = (time_t)(wait / 1000000000u);
    t.tv_nsec = (long)(wait % 1000000000u);
    if (ppoll(p, P_COUNT, r->wake_ns == UINT64_MAX ? NULL : &t, NULL) < 0 && errno != EINTR) {
        return -1;
    }
    return 0;
}

/* Until the first process has ended or something has decided to stop the run. -1: the slot cannot go on. */
static int watch(struct run *r) {
    struct pollfd p[P_COUNT];
    if (watch_control(r, CHANNEL_OK) != 0) {
        return -1;
    }
    while (!r->ended && !r->stopping) {
        check_limits(r);
        if (r->stopping) {
            break;
        }
        memset(p, 0, sizeof p);
        if (wait_event(r, p) != 0) {
            return -1;
        }
        if (p[P_SIGNAL].revents != 0) {
            run_reap(r);
            if (r->abandoned) {
                return -1;
            }
        }
        if (p[P_JUDGE].revents != 0) {
            run_hear_judge(r);
        }
        for (int i = 0; i < 2; i++) {
            if (p[P_OUT + i].revents != 0 && read_stream(r, i) != 0) {
                return -1;
            }
        }
        if (r->truncated != 0 && !r->ended) {
            stop_with(r, SCE_HOW_OUTPUT);
        }
        if (p[P_IN].revents != 0) {
            pump_stdin(r);
        }
        if (p[P_CONTROL].revents != 0 && watch_control(r, channel_fill(r->channel)) != 0) {
            return -1;
        }
        if (p[P_SEND].revents != 0 && channel_push(r->channel) == CHANNEL_CLOSED) {
            return -1;
        }
    }
    return 0;
}

static int run_start(struct run *r, struct fault *f) {
    int ends[3] = {-1, -1, -1};
    struct prepared_child launch;
    memset(&launch, 0, sizeof launch);
    warm_prepare(r->slot, r->request, &r->warm);
    bool judged = judge_prepare(r->slot, r->request, &r->warm);
    file_make_executable(r->slot, r->request->argv[0]);
    int result = meter_begin(r->slot, r->request, &r->meter, f);
    if (result == 0) {
        result = open_pipes(r, ends, f);
    }
    if (result == 0 && child_prepare(r->slot, r->request, &launch) != 0) {
        result = fail(f, SCE_STAGE_FORK, "prepare");
    }
    if (result == 0) {
        launch.in = ends[0];
        launch.out = ends[1];
        launch.err = ends[2];
        pump_stdin(r);
        r->start_ns = r->looked_ns = now_ns();
        r->next_look_ns = r->start_ns + A_WHILE_NS;
        r->first = judged ? run_start_judged(r, &launch, ends) : 0;
        r->first = r->first == 0 && r->warm.interpreter != NULL ? warm_fork(r->slot, &r->warm, &launch) : r->first;
        r->launcher = r->first > 0 ? SCE_LAUNCH_WARM : SCE_LAUNCH_EXEC;
        if (r->first == 0) {
            r->first = child_fork(&launch);
        }
        if (r->first < 0) {
            result = fail(f, SCE_STAGE_FORK, "fork");
        }
    }
    for (int i = 0; i < 3; i++) {
        close_quietly(&ends[i]);
    }
    child_release(&launch);
    return result;
}

static void run_reset(struct run *r, struct slot *s, struct channel *c, struct run_request *q, struct spool *sp) {
    /* The stream buffers stay as they are: clearing 128 KiB would cost more than the rest of a short run's bookkeeping.
     */
    r->slot = s;
    r->channel = c;
    r->request = q;
    r->spool = sp;
    memset(&r->meter, 0, sizeof r->meter);
    r->first = -1;
    r->in_fd = -1;
    r->in_sent = 0;
    for (int i = 0; i < 2; i++) {
        r->stream[i].fd = -1;
        r->stream[i].pending = 0;
        r->stream[i].total = 0;
    }
    r->how = SCE_HOW_EXITED;
    r->status = r->sample_status = 0;
    r->truncated = 0;
    r->launcher = SCE_LAUNCH_EXEC;
    r->warm.why[0] = 0;
    r->warm.judge = NULL;
    r->judged = r->idle = false;
    r->left_behind = 0;
    r->ended = r->stopping = r->childless = r->protocol_error = r->abandoned = false;
    r->start_ns = r->ended_ns = r->next_cpu_ns = r->sampled_cpu = r->delay_ns = r->granted_ns = r->idle_ns =
        r->able_ns = r->next_exact_ns = r->quiet_ns = 0;
    r->has_memory_group = (s->features & (SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_MEMORY_V2)) != 0;
    r->sampling = !r->has_memory_group || (q->cpu_ns > 0 && s->cg.cpu_fd < 0);
    r->cpus = s->cpus;
    if (r->sampling) {
        sampler_begin(s, &r->sampler);
    }
}

int run_command(struct slot *s, struct channel *c, struct run_request *q, struct spool *sp,
                const struct fault *pending) {
    static struct run r;
    struct fault f = {0};
    run_reset(&r, s, c, q, sp);
    int result = 0;
    if (pending->stage != SCE_STAGE_NONE) {
        f = *pending;
        r.how = SCE_HOW_FAULT;
    } else if (run_start(&r, &f) != 0) {
        r.how = SCE_HOW_FAULT;
    } else {
        result = watch(&r);
    }
    if (result == 0) {
        result = run_finish(&r, &f);
    }
    if (result != 0 && r.first > 0) {
        run_abort(&r); /* the slot ends now, and in mode LANDLOCK nothing else would end its programs */
    }
    close_quietly(&r.in_fd);
    close_quietly(&r.stream[0].fd);
    close_quietly(&r.stream[1].fd);
    errno = r.protocol_error ? EPROTO : EIO;
    return result;
}
