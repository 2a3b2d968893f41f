/*
 * The channel to the init process: packets on descriptor 3. The interpreter reports, and takes requests; a child says
 * what kept it from starting.
 */
#define _GNU_SOURCE
#include "sce_warm.h"

#include <sys/socket.h>
#include <time.h>

/* The shortest text in a message takes five bytes. */
#define MAX_TEXTS (SCE_WARM_MAX_PACKET / 5 + 2)
#define END_PROTOCOL 70

static uint8_t buffer[SCE_WARM_MAX_PACKET + 1];
static size_t used;
static char *texts[MAX_TEXTS]; /* argv, NULL, environment, NULL */

static uint64_t cpu_ns(void) {
    struct timespec t;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) != 0) {
        return 0;
    }
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void send_packet(const void *bytes, size_t size) {
    ssize_t n;
    do {
        n = send(SCE_WARM_CHANNEL, bytes, size, MSG_NOSIGNAL);
    } while (n < 0 && errno == EINTR);
}

void report_ready(const char *text) {
    static uint8_t packet[20 + 2048];
    uint32_t head[2] = {SCE_WARM_READY, SCE_WARM_VERSION};
    uint64_t cpu = cpu_ns();
    size_t len = strlen(text);
    uint32_t size = (uint32_t)(len > 2048 ? 2048 : len);
    memcpy(packet, head, sizeof head);
    memcpy(packet + 8, &cpu, sizeof cpu);
    memcpy(packet + 16, &size, sizeof size);
    memcpy(packet + 20, text, size);
    send_packet(packet, 20 + size);
}

void report_started(pid_t pid) {
    struct __attribute__((packed)) {
        uint32_t type;
        int32_t pid;
        uint64_t cpu;
    } packet = {SCE_WARM_STARTED, pid, cpu_ns()};
    send_packet(&packet, sizeof packet);
}

_Noreturn void fault(int step) {
    int32_t packet[3] = {SCE_WARM_FAULT, step, errno};
    send_packet(packet, sizeof packet);
    _exit(SCE_WARM_FAULT_STATUS);
}

struct rest {
    uint8_t *at;
    uint8_t *end;
};

static bool next_bytes(struct rest *c, void *out, size_t size) {
    if ((size_t)(c->end - c->at) < size) {
        return false;
    }
    memcpy(out, c->at, size);
    c->at += size;
    return true;
}

static bool next_u32(struct rest *c, uint32_t *out) {
    return next_bytes(c, out, sizeof *out);
}

/* A text: its length, its bytes, a NUL, and no other NUL. */
static bool next_text(struct rest *c, char **out) {
    uint32_t len;
    if (!next_u32(c, &len) || (size_t)(c->end - c->at) <= len || c->at[len] != 0 || memchr(c->at, 0, len) != NULL) {
        return false;
    }
    *out = (char *)c->at;
    c->at += len + 1;
    return true;
}

/*
 * Texts are moved together over the lengths between them: argv and environment then lie one after the other, as at the
 * top of a fresh process's stack, and the kernel can be told to show them from here.
 */
static bool next_texts(struct rest *c, uint32_t n, char ***slot, char **place, const char **last) {
    for (uint32_t i = 0; i < n; i++) {
        char *text;
        if (!next_text(c, &text)) {
            return false;
        }
        size_t size = strlen(text) + 1;
        memmove(*place, text, size);
        *(*slot)++ = *place;
        *place += size;
    }
    *(*slot)++ = NULL;
    *last = *place;
    return true;
}

static bool parse(struct request *r) {
    struct rest c = {buffer, buffer + used};
    uint32_t type;
    char *directory;
    char *judge;
    char **slot = texts;
    if (!next_u32(&c, &type) || type != SCE_WARM_RUN || !next_u32(&c, &r->limits) || r->limits > SCE_WARM_MAX_LIMITS) {
        return false;
    }
    for (uint32_t i = 0; i < r->limits; i++) {
        if (!next_u32(&c, &r->limit[i].resource) || !next_bytes(&c, &r->limit[i].value, sizeof r->limit[i].value)) {
            return false;
        }
    }
    char *place = (char *)c.at;
    if (!next_u32(&c, &r->argc) || r->argc < 2 || r->argc > SCE_WARM_MAX_PACKET / 5 ||
        !next_texts(&c, r->argc, &slot, &place, &r->argv_end)) {
        return false;
    }
    if (!next_u32(&c, &r->envc) || r->envc > SCE_WARM_MAX_PACKET / 5 ||
        !next_texts(&c, r->envc, &slot, &place, &r->environment_end)) {
        return false;
    }
    r->argv = texts;
    r->environment = texts + r->argc + 1;
    if (!next_text(&c, &directory) || !next_text(&c, &judge)) {
        return false;
    }
    r->directory = directory;
    r->judge = judge;
    return c.at == c.end;
}

/* Takes the descriptors of a message; false unless the streams are there and at most one more. */
static bool take_descriptors(struct msghdr *m, int fd[SCE_WARM_DESCRIPTORS]) {
    size_t n = 0;
    for (int i = 0; i < SCE_WARM_DESCRIPTORS; i++) {
        fd[i] = -1;
    }
    for (struct cmsghdr *h = CMSG_FIRSTHDR(m); h != NULL; h = CMSG_NXTHDR(m, h)) {
        size_t came = (h->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        if (h->cmsg_level == SOL_SOCKET && h->cmsg_type == SCM_RIGHTS && n == 0 && came >= SCE_WARM_STREAMS &&
            came <= SCE_WARM_DESCRIPTORS) {
            memcpy(fd, CMSG_DATA(h), came * sizeof(int));
            n = came;
        }
    }
    return n > 0;
}

/* Waits for the next request. Ends the process when there will be none. */
void receive(struct request *r) {
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(SCE_WARM_DESCRIPTORS * sizeof(int))];
    } control;
    struct iovec part = {buffer, sizeof buffer};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t n;
    do {
        n = recvmsg(SCE_WARM_CHANNEL, &m, MSG_CMSG_CLOEXEC);
    } while (n < 0 && errno == EINTR);
    if (n == 0) {
        _exit(0);
    }
    if (n < 0 || n > (ssize_t)SCE_WARM_MAX_PACKET || (m.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
        _exit(END_PROTOCOL);
    }
    used = (size_t)n;
    if (!take_descriptors(&m, r->fd) || !parse(r)) {
        _exit(END_PROTOCOL);
    }
}

/* After a fork the interpreter keeps nothing of the request. */
void release(struct request *r) {
    for (int i = 0; i < SCE_WARM_DESCRIPTORS; i++) {
        if (r->fd[i] >= 0) {
            (void)close(r->fd[i]);
        }
    }
    memset(buffer, 0, used);
}
