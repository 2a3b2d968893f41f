/*
 * What it costs that a fork server is a process of its own: the same fork, made by the one who wants it, and ordered from another
 * process over a socket, with an intermediate process so that the child becomes an orphan (the way of sce_warm.c).
 *
 *   handover MEBIBYTES ROUNDS     prints the medians in microseconds: "direct N", "ordered N"
 *
 * The forking process has touched that much memory; the child ends at once.
 */
#define _GNU_SOURCE
#include <err.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t handed_over;

static double now(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static int intermediate(void *unused) {
    (void)unused;
    handed_over = fork();
    if (handed_over == 0) {
        _exit(0);
    }
    _exit(handed_over < 0);
}

static void touch(size_t bytes) {
    char *memory = malloc(bytes);
    if (memory == NULL) {
        err(1, "malloc");
    }
    memset(memory, 1, bytes);
}

/* The fork server: takes an order with three descriptors, hands a child over, answers with its pid. */
static void serve(int socket_fd, size_t bytes) {
    static char stack[65536] __attribute__((aligned(64)));
    touch(bytes);
    for (;;) {
        char room[CMSG_SPACE(3 * sizeof(int))];
        char order[256];
        struct iovec part = {order, sizeof order};
        struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
        if (recvmsg(socket_fd, &m, MSG_CMSG_CLOEXEC) <= 0) {
            _exit(0);
        }
        int fds[3];
        memcpy(fds, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof fds);
        pid_t pid = clone(intermediate, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL);
        if (pid < 0 || waitpid(pid, NULL, 0) != pid) {
            err(1, "intermediate");
        }
        for (int i = 0; i < 3; i++) {
            (void)close(fds[i]);
        }
        if (send(socket_fd, &handed_over, sizeof handed_over, 0) < 0) {
            err(1, "send");
        }
    }
}

static void order(int socket_fd) {
    char room[CMSG_SPACE(3 * sizeof(int))];
    char text[200] = "order";
    const int fds[3] = {0, 1, 2};
    memset(room, 0, sizeof room);
    struct iovec part = {text, sizeof text};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof fds);
    memcpy(CMSG_DATA(c), fds, sizeof fds);
    pid_t pid = 0;
    if (sendmsg(socket_fd, &m, 0) < 0 || recv(socket_fd, &pid, sizeof pid, 0) < 0 || waitpid(pid, NULL, 0) != pid) {
        err(1, "order");
    }
}

static void direct(void) {
    pid_t pid = fork();
    if (pid == 0) {
        _exit(0);
    }
    if (pid < 0 || waitpid(pid, NULL, 0) != pid) {
        err(1, "fork");
    }
}

int main(int argc, char **argv) {
    size_t bytes = argc > 1 ? strtoul(argv[1], NULL, 10) << 20 : 10u << 20;
    int rounds = argc > 2 ? atoi(argv[2]) : 1000;
    int pair[2];
    double *times[2] = {calloc((size_t)rounds, sizeof(double)), calloc((size_t)rounds, sizeof(double))};
    if (times[0] == NULL || times[1] == NULL || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0 || prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) {
        err(1, "set-up");
    }
    pid_t server = fork();
    if (server == 0) {
        (void)close(pair[0]);
        serve(pair[1], bytes);
    }
    (void)close(pair[1]);
    touch(bytes);
    for (int i = 0; i < rounds; i++) {
        double start = now();
        direct();
        double middle = now();
        order(pair[0]);
        times[0][i] = middle - start;
        times[1][i] = now() - middle;
    }
    for (int way = 0; way < 2; way++) {
        qsort(times[way], (size_t)rounds, sizeof(double), by_size);
        (void)printf("%s %.0f\n", way == 0 ? "direct" : "ordered", times[way][rounds / 2]);
    }
    return 0;
}
