/* Init's loop: one frame after the other, and a small state for data that comes in pieces. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "slot.h"

struct server {
    struct slot *slot;
    struct channel *channel;
    struct incoming file; /* left > 0: DATA belongs to it */
    struct spool spool; /* stdin_due: DATA belongs to it */
    bool stdin_due;
    struct run_request request;
    uint8_t *run_bytes; /* RUN_PART frames and RUN's payload, joined */
    size_t run_len;
    size_t run_cap;
    struct fault pending; /* of FILE; told at the next RUN, forgotten at WIPE */
};

static int fail_protocol(struct server *v, const char *text) {
    struct writer *w = &v->channel->out;
    if (channel_reserve(v->channel, 256) == CHANNEL_OK) {
        size_t at = frame_begin(w, SCE_MSG_FAILED);
        put_text(w, stage_name(SCE_STAGE_PROTOCOL));
        put_u32(w, EPROTO);
        put_text(w, text);
        frame_end(w, at);
        (void)channel_flush(v->channel); /* we exit next: the JVM sees that even if it does not see the frame */
    }
    diagnose("protocol: %s", text);
    return -1;
}

static void remember(struct server *v, const struct fault *f) {
    if (v->pending.stage == SCE_STAGE_NONE) {
        v->pending = *f; /* the first one tells most */
    }
}

static int on_file(struct server *v, const struct frame *frame) {
    struct file_head head;
    struct fault f = {0};
    if (!parse_file(frame->payload, frame->len, &head)) {
        return fail_protocol(v, "malformed FILE");
    }
    uint64_t rest = head.total_size - head.chunk_len;
    if (file_begin(v->slot, &head, &v->file, &f) != 0) {
        remember(v, &f);
    }
    v->file.left = rest; /* also after a failure: the announced bytes still come and are swallowed */
    return 0;
}

static int start_run(struct server *v) {
    v->stdin_due = false;
    int result = run_command(v->slot, v->channel, &v->request, &v->spool, &v->pending);
    spool_end(&v->spool);
    release_run(&v->request);
    v->run_len = 0;
    if (v->run_cap > 65536) {
        free(v->run_bytes); /* a rare large one must not make every later fork dearer */
        v->run_bytes = NULL;
        v->run_cap = 0;
    }
    if (result != 0 && errno == EPROTO) {
        return fail_protocol(v, "only CANCEL may come during a run");
    }
    return result;
}

static int on_data(struct server *v, const struct frame *frame) {
    struct fault f = {0};
    uint8_t *chunk = NULL;
    uint32_t len = 0;
    if (!parse_data(frame->payload, frame->len, &chunk, &len)) {
        return fail_protocol(v, "malformed DATA");
    }
    if (v->stdin_due) {
        if (len > v->spool.size - v->spool.stored) {
            return fail_protocol(v, "more standard input than announced");
        }
        if (v->pending.stage == SCE_STAGE_NONE && spool_add(&v->spool, chunk, len) != 0) {
            (void)fail(&f, SCE_STAGE_STDIN, "spool");
            remember(v, &f);
        }
        if (v->pending.stage != SCE_STAGE_NONE) {
            v->spool.stored += len; /* swallowed */
        }
        return v->spool.stored == v->spool.size ? start_run(v) : 0;
    }
    if (v->file.left == 0 || len > v->file.left) {
        return fail_protocol(v, "DATA that belongs to nothing");
    }
    if (file_add(&v->file, chunk, len, &f) != 0) {
        remember(v, &f);
    }
    return 0;
}

static int append_run(struct server *v, const struct frame *frame) {
    size_t need = v->run_len + frame->len;
    if (need > SCE_MAX_RUN) {
        return fail_protocol(v, "RUN is too large");
    }
    if (need > v->run_cap || v->run_bytes == NULL) {
        uint8_t *grown = realloc(v->run_bytes, need + 4096);
        if (grown == NULL) {
            return fail_protocol(v, "no memory for RUN");
        }
        v->run_bytes = grown;
        v->run_cap = need + 4096;
    }
    memcpy(v->run_bytes + v->run_len, frame->payload, frame->len);
    v->run_len = need;
    return 0;
}

static int on_run(struct server *v, const struct frame *frame) {
    struct fault f = {0};
    if (append_run(v, frame) != 0) {
        return -1;
    }
    if (!parse_run(v->run_bytes, v->run_len, &v->request)) {
        return fail_protocol(v, "malformed RUN");
    }
    if (spool_begin(&v->spool, v->request.stdin_size) != 0) {
        (void)fail(&f, SCE_STAGE_STDIN, "spool");
        remember(v, &f);
    }
    v->stdin_due = v->request.stdin_size > 0;
    return v->stdin_due ? 0 : start_run(v);
}

static int on_read(struct server *v, const struct frame *frame) {
    struct read_request r;
    if (!parse_read(frame->payload, frame->len, &r)) {
        return fail_protocol(v, "malformed READ");
    }
    return file_send(v->slot, v->channel, &r);
}

static int on_wipe(struct server *v) {
    struct fault f = {0};
    char text[320] = "";
    uint8_t way = SCE_WIPED_WALK;
    close_quietly(&v->file.fd);
    memset(&v->pending, 0, sizeof v->pending);
    snapshot_drop(v->slot);
    bool failed = wipe(v->slot, &f, &way) != 0;
    if (failed && snprintf(text, sizeof text, "%s: %s: %s", stage_name(f.stage), f.text, strerror(f.err)) < 0) {
        text[0] = 0;
    }
    channel_trim(v->channel);
    if (channel_reserve(v->channel, 512) != CHANNEL_OK) {
        return -1;
    }
    size_t at = frame_begin(&v->channel->out, SCE_MSG_WIPED);
    put_u8(&v->channel->out, way);
    put_text(&v->channel->out, text);
    frame_end(&v->channel->out, at);
    /* A command may have been sent behind WIPE already, and must not see what another program left. */
    return channel_flush(v->channel) == CHANNEL_OK && !failed ? 0 : -1;
}

static int on_snapshot(struct server *v) {
    struct fault f = {0};
    if (snapshot_take(v->slot, &f) != 0) {
        remember(v, &f);
    }
    return 0;
}

/* Answers nothing: a sandbox that cannot be emptied ends, as for WIPE, and what else may fail is told at the next RUN.
 */
static int on_restore(struct server *v) {
    struct fault f = {0};
    uint8_t way = SCE_WIPED_WALK;
    if (wipe(v->slot, &f, &way) != 0) {
        diagnose("restore: %s: %s", f.text, strerror(f.err));
        return -1;
    }
    if (snapshot_restore(v->slot, &f) != 0) {
        remember(v, &f);
    }
    return 0;
}

/* Returns 0 to go on, 1 after BYE, -1 when the slot is over. */
static int dispatch(struct server *v, const struct frame *frame) {
    if (frame->type == SCE_MSG_CANCEL && frame->len == 0) {
        return 0; /* its run has ended in the meantime */
    }
    if (frame->type == SCE_MSG_DATA) {
        return on_data(v, frame);
    }
    if (v->stdin_due || v->file.left > 0) {
        return fail_protocol(v, "DATA was announced and has not come");
    }
    if (v->run_len > 0 && frame->type != SCE_MSG_RUN && frame->type != SCE_MSG_RUN_PART) {
        return fail_protocol(v, "RUN_PART without its RUN");
    }
    switch (frame->type) {
    case SCE_MSG_FILE:
        return on_file(v, frame);
    case SCE_MSG_RUN_PART:
        return append_run(v, frame);
    case SCE_MSG_RUN:
        return on_run(v, frame);
    case SCE_MSG_READ:
        return on_read(v, frame);
    case SCE_MSG_SNAPSHOT:
        return frame->len == 0 ? on_snapshot(v) : fail_protocol(v, "malformed SNAPSHOT");
    case SCE_MSG_RESTORE:
        return frame->len == 0 ? on_restore(v) : fail_protocol(v, "malformed RESTORE");
    case SCE_MSG_WIPE:
        return frame->len == 0 ? on_wipe(v) : fail_protocol(v, "malformed WIPE");
    case SCE_MSG_BYE:
        return frame->len == 0 ? 1 : fail_protocol(v, "malformed BYE");
    default:
        return fail_protocol(v, "unknown frame");
    }
}

static int send_ready(struct server *v) {
    const struct slot *s = v->slot;
    struct writer *w = &v->channel->out;
    const char *dir = "";
    for (int i = 3; i >= 0; i--) {
        dir = s->cg.dirs[i][0] != 0 ? s->cg.dirs[i] : dir;
    }
    size_t at = frame_begin(w, SCE_MSG_READY);
    put_u16(w, SCE_PROTOCOL_VERSION);
    put_u8(w, s->way);
    put_u32(w, s->features);
    put_u32(w, s->landlock_abi);
    put_text(w, dir);
    put_text(w, s->notes);
    frame_end(w, at);
    return channel_flush(v->channel) == CHANNEL_OK ? 0 : -1;
}

/* The exit status of init. */
int serve(struct slot *s, struct channel *c) {
    static struct server v;
    v.slot = s;
    v.channel = c;
    v.file.fd = v.spool.fd = -1;
    int result = send_ready(&v);
    while (result == 0) {
        struct frame frame;
        switch (channel_wait(c, &frame)) {
        case CHANNEL_OK:
            result = dispatch(&v, &frame);
            break;
        case CHANNEL_BROKEN:
            result = fail_protocol(&v, "a frame is over the size limit");
            break;
        default:
            result = -1; /* the JVM has gone: nobody is left to tell */
        }
    }
    return result == 1 ? 0 : 1;
}
