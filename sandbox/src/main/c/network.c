/* The slot's network: loopback and nothing else, and a check that a program has left no socket behind. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "slot.h"

/* Also called for a fresh network namespace, so everything here concerns the namespace this process is in now. */
int network_up(struct slot *s, struct fault *f) {
    struct ifreq request;
    memset(&request, 0, sizeof request);
    memcpy(request.ifr_name, "lo", 3);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return fail(f, SCE_STAGE_NET, "socket");
    }
    int result = ioctl(fd, SIOCGIFFLAGS, &request);
    if (result == 0) {
        request.ifr_flags |= IFF_UP | IFF_RUNNING;
        result = ioctl(fd, SIOCSIFFLAGS, &request);
    }
    int err = errno;
    close_quietly(&fd);
    if (result != 0) {
        return fail_errno(f, SCE_STAGE_NET, err, "loopback up");
    }
    /* No TIME_WAIT sockets: a port used by one program must be free for the next. Where refused, the check below finds them. */
    if (write_at(s->proc_fd, "sys/net/ipv4/tcp_max_tw_buckets", "0") != 0 && strstr(s->notes, "tw_buckets") == NULL) {
        note(s->notes, sizeof s->notes, "tw_buckets: %s", strerror(errno));
    }
    close_quietly(&s->sockstat_fd);
    s->sockstat_fd = openat(s->proc_fd, "thread-self/net/sockstat", O_RDONLY | O_CLOEXEC);
    if (s->sockstat_fd < 0) {
        return fail(f, SCE_STAGE_NET, "sockstat");
    }
    s->features |= SCE_FEATURE_NETNS;
    return 0;
}

/* True when this namespace holds no socket, not even one the kernel is still closing. */
bool network_is_clean(const struct slot *s) {
    char text[512];
    uint64_t used = 1;
    if (read_fd(s->sockstat_fd, text, sizeof text) <= 0) {
        return false;
    }
    /* "sockets: used N" counts what this namespace holds; "tw N" sockets are no longer among them. */
    if (!keyed_number(text, "sockets: used", &used) || used != 0) {
        return false;
    }
    const char *tcp = strstr(text, "TCP: inuse 0 ");
    const char *tw = tcp == NULL ? NULL : strstr(tcp, " tw ");
    return tw != NULL && strncmp(tw, " tw 0 ", 6) == 0;
}
