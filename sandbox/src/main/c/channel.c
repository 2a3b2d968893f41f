#define _GNU_SOURCE
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int set_nonblocking(int fd) {
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0) {
        return -1;
    }
    return fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

int channel_open(struct channel *c, int in_fd, int out_fd) {
    memset(c, 0, sizeof *c);
    c->in_fd = in_fd;
    c->out_fd = out_fd;
    void *in = mmap(NULL, CHANNEL_IN_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    void *out = mmap(NULL, CHANNEL_OUT_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (in == MAP_FAILED || out == MAP_FAILED) {
        return -1;
    }
    /* Children have no use for these pages; without them a fork copies less, and a child's largest resident size is its
     * own. */
    if (madvise(in, CHANNEL_IN_SIZE, MADV_DONTFORK) != 0 || madvise(out, CHANNEL_OUT_SIZE, MADV_DONTFORK) != 0) {
        return -1;
    }
    c->in = in;
    c->out.buf = out;
    c->out.cap = CHANNEL_OUT_SIZE;
    return set_nonblocking(in_fd) != 0 || set_nonblocking(out_fd) != 0 ? -1 : 0;
}

enum channel_state channel_fill(struct channel *c) {
    if (c->in_start == c->in_end) {
        c->in_start = c->in_end = 0;
    } else if (c->in_start > 0 && CHANNEL_IN_SIZE - c->in_end < SCE_MAX_FRAME / 2) {
        memmove(c->in, c->in + c->in_start, c->in_end - c->in_start);
        c->in_end -= c->in_start;
        c->in_start = 0;
    }
    size_t room = CHANNEL_IN_SIZE - c->in_end;
    if (room == 0) {
        return CHANNEL_BROKEN; /* cannot happen while frames are taken out: the buffer holds the largest one */
    }
    ssize_t n = read(c->in_fd, c->in + c->in_end, room);
    if (n > 0) {
        c->in_end += (size_t)n;
        c->in_high = c->in_end > c->in_high ? c->in_end : c->in_high;
        return CHANNEL_OK;
    }
    if (n == 0) {
        return CHANNEL_CLOSED;
    }
    return errno == EAGAIN || errno == EINTR ? CHANNEL_AGAIN : CHANNEL_CLOSED;
}

enum channel_state channel_next(struct channel *c, struct frame *f) {
    switch (frame_split(c->in + c->in_start, c->in_end - c->in_start, f)) {
    case FRAME_OK:
        c->in_start += SCE_FRAME_HEADER + f->len;
        return CHANNEL_OK;
    case FRAME_MORE:
        return CHANNEL_AGAIN;
    default:
        return CHANNEL_BROKEN;
    }
}

/* SIGTERM may end us here and only here: nothing runs while we wait for the JVM. (As pid 1 of a namespace we never get
 * it.) */
static enum channel_state wait_for(int fd, short events) {
    struct pollfd p = {.fd = fd, .events = events, .revents = 0};
    sigset_t mask;
    if (sigprocmask(SIG_SETMASK, NULL, &mask) != 0 || sigdelset(&mask, SIGTERM) != 0) {
        return CHANNEL_BROKEN;
    }
    if (ppoll(&p, 1, NULL, &mask) < 0 && errno != EINTR) {
        return CHANNEL_BROKEN;
    }
    return CHANNEL_OK;
}

enum channel_state channel_wait(struct channel *c, struct frame *f) {
    for (;;) {
        enum channel_state state = channel_next(c, f);
        if (state != CHANNEL_AGAIN) {
            return state;
        }
        state = channel_fill(c);
        if (state == CHANNEL_AGAIN) {
            state = wait_for(c->in_fd, POLLIN);
        }
        if (state != CHANNEL_OK) {
            return state;
        }
    }
}

bool channel_has_output(const struct channel *c) {
    return c->out.len > c->out_sent;
}

enum channel_state channel_push(struct channel *c) {
    c->out_high = c->out.len > c->out_high ? c->out.len : c->out_high;
    while (channel_has_output(c)) {
        ssize_t n = write(c->out_fd, c->out.buf + c->out_sent, c->out.len - c->out_sent);
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno == EAGAIN ? CHANNEL_AGAIN : CHANNEL_CLOSED;
        }
        c->out_sent += (size_t)n;
    }
    c->out.len = c->out_sent = 0;
    return CHANNEL_OK;
}

enum channel_state channel_flush(struct channel *c) {
    for (;;) {
        enum channel_state state = channel_push(c);
        if (state != CHANNEL_AGAIN) {
            return state;
        }
        state = wait_for(c->out_fd, POLLOUT);
        if (state != CHANNEL_OK) {
            return state;
        }
    }
}

enum channel_state channel_reserve(struct channel *c, size_t payload) {
    if (c->out_sent > 0) {
        memmove(c->out.buf, c->out.buf + c->out_sent, c->out.len - c->out_sent);
        c->out.len -= c->out_sent;
        c->out_sent = 0;
    }
    if (c->out.cap - c->out.len >= payload + SCE_FRAME_HEADER) {
        return CHANNEL_OK;
    }
    return channel_flush(c);
}

void channel_trim(struct channel *c) {
    /* Advice only: when the kernel declines, the pages simply stay. */
    const size_t keep = 65536;
    if (c->in_high > keep && c->in_end <= keep) {
        c->in_high = 0;
        (void)madvise(c->in + keep, CHANNEL_IN_SIZE - keep, MADV_DONTNEED);
    }
    if (c->out_high > keep && c->out.len <= keep) {
        c->out_high = 0;
        (void)madvise(c->out.buf + keep, CHANNEL_OUT_SIZE - keep, MADV_DONTNEED);
    }
}
