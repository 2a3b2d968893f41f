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

/* What the kernel would keep of a connection after its sockets are closed. */
static void set_sysctls(struct slot *s) {
    static const char *const VALUES[][2] = {
        /* No TIME_WAIT sockets: a port used by one program must be free for the next. Where refused, the check below
           finds them. */
        {"sys/net/ipv4/tcp_max_tw_buckets", "0"},
        /* No memory of how fast and how lossy earlier connections to an address were, and no cookies for the next one.
         */
        {"sys/net/ipv4/tcp_no_metrics_save", "1"},
        {"sys/net/ipv4/tcp_fastopen", "0"},
        /*
         * Connections whose other end does not answer are given up at once, not after minutes: they would keep their
         * buffers meanwhile.
         */
        {"sys/net/ipv4/tcp_orphan_retries", "1"},
    };
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        const char *name = strrchr(VALUES[i][0], '/') + 1;
        if (write_at(s->proc_fd, VALUES[i][0], VALUES[i][1]) != 0 && strstr(s->notes, name) == NULL) {
            note(s->notes, sizeof s->notes, "%s: %s", name, strerror(errno));
        }
    }
}

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
    set_sysctls(s);
    close_quietly(&s->sockstat_fd);
    s->sockstat_fd = openat(s->proc_fd, "thread-self/net/sockstat", O_RDONLY | O_CLOEXEC);
    if (s->sockstat_fd < 0) {
        return fail(f, SCE_STAGE_NET, "sockstat");
    }
    if ((s->features & (SCE_FEATURE_MEMORY_V1 | SCE_FEATURE_MEMORY_V2)) == 0) {
        sockets_open(s);
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
    if (!keyed_number(text, "sockets: used", &used) || used != sockets_own(s)) {
        return false;
    }
    const char *tcp = strstr(text, "TCP: inuse 0 ");
    const char *tw = tcp == NULL ? NULL : strstr(tcp, " tw ");
    return tw != NULL && strncmp(tw, " tw 0 ", 6) == 0;
}
