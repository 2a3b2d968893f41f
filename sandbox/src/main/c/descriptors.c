/* Descriptors that travel over a socket. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "slot.h"

union room {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(int) * MAX_FDS)];
};

int send_fds(int socket, const void *bytes, size_t len, const int *fds, size_t count) {
    union room room;
    struct iovec part = {(void *)(uintptr_t)bytes, len};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > MAX_FDS) {
        errno = EINVAL;
        return -1;
    }
    if (count > 0) {
        memset(&room, 0, sizeof room);
        m.msg_control = &room;
        m.msg_controllen = CMSG_SPACE(sizeof(int) * count);
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(sizeof(int) * count);
        memcpy(CMSG_DATA(c), fds, sizeof(int) * count);
    }
    return sendmsg(socket, &m, MSG_NOSIGNAL) == (ssize_t)len ? 0 : -1;
}

ssize_t receive_fds(int socket, void *bytes, size_t len, int flags, int *fds, size_t *count) {
    union room room;
    int got[MAX_FDS];
    size_t came = 0;
    struct iovec part = {bytes, len};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &room, .msg_controllen = sizeof room};
    ssize_t n = recvmsg(socket, &m, MSG_CMSG_CLOEXEC | flags);
    const struct cmsghdr *c = n < 0 ? NULL : CMSG_FIRSTHDR(&m);
    if (c != NULL && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) {
        came = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        memcpy(got, CMSG_DATA(c), came * sizeof(int));
    }
    for (size_t i = 0; i < came; i++) {
        if (i < *count) {
            fds[i] = got[i];
        } else {
            (void)close(got[i]);
        }
    }
    *count = came < *count ? came : *count;
    return n;
}
