/*
 * Tells the JVM when a program leaves its processor to others: it sleeps, or waits for a disk or for its input. Being
 * denied a processor is something else, so a program is idle only if it neither could run whenever it was looked at nor
 * used more than a fifth of the time. One that computes between the looks gives itself away by what it has used.
 */
#include "run.h"
#include "util.h"

#define QUIET_NS (100 * 1000000ull)
#define QUIET_CPU_NS (QUIET_NS / 5)

static void tell(struct run *r, uint8_t type) {
    if (channel_reserve(r->channel, 0) == CHANNEL_OK) {
        frame_end(&r->channel->out, frame_begin(&r->channel->out, type));
        r->idle = type == SCE_MSG_IDLE;
    }
}

static void begin_quiet(struct run *r, uint64_t now, uint64_t used) {
    r->quiet_ns = now;
    r->quiet_cpu_ns = used;
}

void run_watch_idle(struct run *r, bool able, uint64_t now) {
    /* While a sample waits, its judge may compute, which this side does not see. */
    if (r->judged || r->ended || r->stopping) {
        return;
    }
    if (able || r->quiet_ns == 0) {
        begin_quiet(r, now, run_used_cpu(r));
    }
    if (able && r->idle) {
        tell(r, SCE_MSG_BUSY);
    }
    if (able || now < r->quiet_ns + QUIET_NS) {
        return;
    }
    uint64_t used = run_used_cpu(r);
    /* Our own time is taken off the group's, and both are read one after the other: the difference may shrink. */
    bool idle = used < r->quiet_cpu_ns + QUIET_CPU_NS;
    begin_quiet(r, now, used);
    if (idle != r->idle) {
        tell(r, idle ? SCE_MSG_IDLE : SCE_MSG_BUSY);
    }
}
