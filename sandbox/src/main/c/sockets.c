/*
 * Memory in the buffers of a slot's sockets, for slots without a memory group: no process shows it as its own, and a
 * few hundred sockets hold more than most limits. The kernel tells it for each socket: for those of the internet in
 * text, for local ones by netlink.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "slot.h"

void sockets_open(struct slot *s) {
    close_quietly(&s->diag_fd);
    s->diag_fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    const struct timeval patience = {.tv_sec = 1};
    if (s->diag_fd >= 0 && setsockopt(s->diag_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0) {
        close_quietly(&s->diag_fd);
    }
}

uint64_t sockets_own(const struct slot *s) {
    return s->diag_fd >= 0 ? 1 : 0;
}

/* The column "tx_queue:rx_queue" of a table such as /proc/net/tcp, added up. */
static uint64_t queued_in(const struct slot *s, const char *table) {
    char line[512];
    uint64_t bytes = 0;
    int fd = openat(s->proc_fd, table, O_RDONLY | O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "re");
    if (file == NULL) {
        close_quietly(&fd);
        return 0;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        unsigned long long sent = 0;
        unsigned long long received = 0;
        if (sscanf(line, " %*[0-9]: %*s %*s %*x %llx:%llx", &sent, &received) == 2) {
            bytes += sent + received;
        }
    }
    (void)fclose(file);
    return bytes;
}

static bool ask_for_local_sockets(int fd) {
    struct {
        struct nlmsghdr head;
        struct unix_diag_req request;
    } question = {
        .head = {.nlmsg_len = sizeof question,
                 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                 .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .request = {.sdiag_family = AF_UNIX, .udiag_states = ~0u, .udiag_show = UDIAG_SHOW_MEMINFO},
    };
    return send(fd, &question, sizeof question, MSG_NOSIGNAL) == (ssize_t)sizeof question;
}

/* What one local socket has sent that nobody has read yet. */
static uint64_t unread_of(const struct nlmsghdr *message) {
    const size_t head = NLMSG_LENGTH(sizeof(struct unix_diag_msg));
    const uint8_t *at = (const uint8_t *)message + NLMSG_ALIGN(head);
    const uint8_t *end = (const uint8_t *)message + message->nlmsg_len;
    while ((size_t)(end - at) >= sizeof(struct nlattr)) {
        struct nlattr attribute;
        memcpy(&attribute, at, sizeof attribute);
        if (attribute.nla_len < sizeof attribute || attribute.nla_len > end - at) {
            return 0;
        }
        uint32_t sizes[SK_MEMINFO_WMEM_ALLOC + 1];
        if (attribute.nla_type == UNIX_DIAG_MEMINFO && attribute.nla_len >= sizeof attribute + sizeof sizes) {
            memcpy(sizes, at + sizeof attribute, sizeof sizes);
            return (uint64_t)sizes[SK_MEMINFO_RMEM_ALLOC] + sizes[SK_MEMINFO_WMEM_ALLOC];
        }
        size_t step = NLA_ALIGN(attribute.nla_len);
        at += step < (size_t)(end - at) ? step : (size_t)(end - at);
    }
    return 0;
}

static uint64_t local_bytes(const struct slot *s) {
    static uint8_t answer[32768] __attribute__((aligned(8)));
    uint64_t bytes = 0;
    if (s->diag_fd < 0 || !ask_for_local_sockets(s->diag_fd)) {
        return 0;
    }
    for (;;) {
        ssize_t got = recv(s->diag_fd, answer, sizeof answer, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return bytes;
        }
        for (size_t at = 0, left = (size_t)got; left >= sizeof(struct nlmsghdr);) {
            const struct nlmsghdr *m = (const struct nlmsghdr *)(const void *)(answer + at);
            if (m->nlmsg_len < sizeof *m || m->nlmsg_len > left || m->nlmsg_type == NLMSG_DONE ||
                m->nlmsg_type == NLMSG_ERROR) {
                return bytes;
            }
            bytes += unread_of(m);
            size_t step = NLMSG_ALIGN(m->nlmsg_len);
            step = step < left ? step : left;
            at += step;
            left -= step;
        }
    }
}

uint64_t sockets_memory(const struct slot *s) {
    char text[512];
    uint64_t used = 0;
    if (s->sockstat_fd < 0 || read_fd(s->sockstat_fd, text, sizeof text) <= 0 ||
        !keyed_number(text, "sockets: used", &used) || used <= sockets_own(s)) {
        return 0;
    }
    return queued_in(s, "thread-self/net/tcp") + queued_in(s, "thread-self/net/tcp6") +
           queued_in(s, "thread-self/net/udp") + queued_in(s, "thread-self/net/udp6") + local_bytes(s);
}
