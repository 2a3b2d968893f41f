/* The end of a run: nothing may live on, what was printed is collected, the outcome is drawn from evidence, DONE is
 * sent. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "run.h"

/*
 * What is killed may take long to go: it has memory to give back, on a machine that is busy, and where there is no pid
 * namespace killing is a walk through /proc, in competition with what is to be killed. A slot that gives up is a fault,
 * which nobody should be able to cause.
 */
#define REAP_LIMIT_NS 30000000000ull

/* Kills until the kernel says that no child is left. As pid 1 (or subreaper) every orphan is ours, so ECHILD is a
 * proof. */
static int kill_and_reap(struct run *r) {
    const struct slot *s = r->slot;
    uint64_t deadline = now_ns() + REAP_LIMIT_NS;
    while (!r->childless) {
        if (s->way == SCE_WAY_LANDLOCK) {
            (void)descendants_kill(s->proc_fd);
        } else if (kill(-1, SIGKILL) != 0 && errno != ESRCH) {
            return -1;
        }
        struct rusage usage;
        int status = 0;
        pid_t pid;
        while ((pid = wait4(-1, &status, WNOHANG, &usage)) > 0) {
            uint64_t rss = (uint64_t)usage.ru_maxrss * 1024;
            r->meter.max_rss = rss > r->meter.max_rss ? rss : r->meter.max_rss;
            if (pid == r->first) {
                run_first_ended(r, status);
            } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
                r->left_behind++;
            }
        }
        if (pid < 0 && errno == ECHILD) {
            r->childless = true;
            break;
        }
        if (now_ns() > deadline) {
            errno = ETIMEDOUT;
            return -1;
        }
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGCHLD);
        const struct timespec pause = {0, s->way == SCE_WAY_LANDLOCK ? 1000000 : 20000000};
        (void)sigtimedwait(&set, NULL, &pause); /* a death or the pause: either way the loop looks again */
    }
    return 0;
}

void run_abort(struct run *r) {
    if (kill_and_reap(r) != 0) {
        diagnose("processes survive SIGKILL: %s", strerror(errno));
    }
}

/* All writers are dead, so what the pipes hold is all there will be. */
static int drain(struct run *r) {
    for (int i = 0; i < 2; i++) {
        while (r->stream[i].fd >= 0) {
            uint64_t before = r->stream[i].total;
            /* A full channel makes read_stream read nothing, which would look like the end. */
            if (channel_has_output(r->channel) && channel_flush(r->channel) != CHANNEL_OK) {
                return -1;
            }
            if (read_stream(r, i) != 0) {
                return -1;
            }
            if (r->stream[i].total == before) {
                close_quietly(&r->stream[i].fd);
            }
        }
        if (run_emit(r, i) != 0) {
            return -1;
        }
    }
    return 0;
}

static void decide_how(struct run *r, uint64_t cpu, struct fault *f) {
    const struct slot *s = r->slot;
    bool oom = meter_out_of_memory(s, &r->meter);
    if (r->how == SCE_HOW_FAULT) {
        return;
    }
    /* The kernel's own record comes first: a parent that waited for a child the OOM killer took did not run out of
     * time. */
    if (oom && r->how != SCE_HOW_CANCELLED) {
        r->how = SCE_HOW_MEMORY;
        return;
    }
    if (r->launcher == SCE_LAUNCH_WARM && warm_failed(&r->warm, r->judged ? r->sample_status : r->status, f)) {
        r->how = SCE_HOW_FAULT;
        return;
    }
    if (s->report->stage != SCE_STAGE_NONE && s->report->err != 0) {
        f->stage = s->report->stage;
        f->err = s->report->err;
        f->text[0] = 0;
        r->how = f->stage == SCE_STAGE_EXEC ? SCE_HOW_NOT_STARTED : SCE_HOW_FAULT;
        return;
    }
    if (r->how != SCE_HOW_EXITED) {
        return;
    }
    if (r->request->cpu_ns > 0 && cpu > r->request->cpu_ns) {
        r->how = SCE_HOW_CPU;
    } else if (r->truncated != 0) {
        r->how = SCE_HOW_OUTPUT;
    } else if (!r->has_memory_group && r->request->memory_bytes > 0 && r->meter.max_rss > r->request->memory_bytes) {
        r->how = SCE_HOW_MEMORY; /* it ended between two samples, but the kernel remembers the largest resident size */
    }
}

static int send_done(struct run *r, const struct fault *f, uint64_t user, uint64_t sys) {
    bool started = r->first > 0; /* else nothing has been measured, and the counters are those of earlier runs */
    uint8_t source = SCE_PEAK_NONE;
    uint64_t peak = started ? meter_peak(r->slot, &r->meter, &source) : 0;
    struct writer *w = &r->channel->out;
    if (channel_reserve(r->channel, 512) != CHANNEL_OK) {
        return -1;
    }
    size_t at = frame_begin(w, SCE_MSG_DONE);
    put_u8(w, r->how);
    put_u32(w, (uint32_t)r->status);
    put_u64(w, r->ended_ns > r->start_ns ? r->ended_ns - r->start_ns : 0);
    put_u64(w, user);
    put_u64(w, sys);
    put_u64(w, r->delay_ns);
    put_u64(w, peak);
    put_u8(w, source);
    put_u32(w, r->left_behind);
    put_u8(w, r->truncated);
    put_u8(w, r->launcher);
    put_u32(w, started ? (uint32_t)meter_pids_hits(r->slot, &r->meter) : 0);
    put_u32(w, f->stage);
    put_u32(w, (uint32_t)f->err);
    put_text(w, f->text);
    put_text(w, r->launcher == SCE_LAUNCH_WARM ? "" : r->warm.why);
    frame_end(w, at);
    return channel_flush(r->channel) == CHANNEL_OK ? 0 : -1;
}

int run_finish(struct run *r, struct fault *f) {
    if (r->judged && !r->ended) {
        r->ended_ns = now_ns();
        r->status = SIGKILL;
        judge_end(r->slot, &r->warm); /* before its pipes are read to their end */
    }
    if (r->first > 0) {
        run_reap(r);
        if (kill_and_reap(r) != 0) {
            diagnose("processes survive SIGKILL: %s", strerror(errno));
            return -1;
        }
    }
    close_quietly(&r->in_fd);
    if (drain(r) != 0) {
        return -1;
    }
    if (r->first <= 0) {
        return send_done(r, f, 0, 0);
    }
    uint64_t user = 0;
    uint64_t sys = 0;
    meter_rusage(&r->meter, &user, &sys);
    uint64_t cpu = meter_cpu_ns(r->slot, &r->meter);
    cpu = cpu > r->sampled_cpu ? cpu : r->sampled_cpu;
    if (cpu > user + sys) {
        /* Children of a parent that ignores SIGCHLD leave no rusage behind; the group, or the sampler, has seen them.
         */
        user = cpu - sys;
    }
    decide_how(r, user + sys, f);
    return send_done(r, f, user, sys);
}
