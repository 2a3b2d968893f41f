/*
 * The program under test: takes memory, processor time or processes on request. Static and without buffers of its own,
 * so that what it takes is what it was asked for.
 *
 *   hog alloc MB          memory of one process
 *   hog shm MB            a file in /dev/shm
 *   hog children N MB     N children with that much each, all at the same time; ends with 0 whatever happens to them
 *   hog spin N MS         N children that use that much processor time each; prints what all have used, in microseconds
 *   hog unwaited N MS     the same with children nobody waits for, so that the kernel forgets their times
 *   hog fork N            up to N children at once; prints how many there were and the errno of the first that failed
 *   hog daemon            leaves a grandchild in a session of its own behind
 *   hog hop N             N chains of processes, each of which forks the next and ends, for ever
 *   hog wait N            N children in sessions of their own, for ever
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MB ((size_t)1 << 20)

static void pause_ms(long ms) {
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&t, &t) != 0 && errno == EINTR) {}
}

static int alloc(size_t mb, long hold_ms) {
    volatile char *bytes = malloc(mb * MB); /* volatile: otherwise the compiler leaves out what nobody reads */
    if (bytes == NULL) {
        return 3;
    }
    for (size_t i = 0; i < mb * MB; i += 4096) {
        bytes[i] = 1;
    }
    pause_ms(hold_ms);
    return 0; /* not freed: the end of the process does that */
}

static int shm(size_t mb) {
    static char block[MB];
    memset(block, 1, sizeof block);
    int fd = open("/dev/shm/hog", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        return 3;
    }
    for (size_t i = 0; i < mb; i++) {
        if (write(fd, block, sizeof block) != (ssize_t)sizeof block) {
            return 4;
        }
    }
    pause_ms(300);
    return close(fd) == 0 ? 0 : 5;
}

/* Fills memory with a file, then goes on page by page, freeing one whenever that fails. */
static int full(size_t mb) {
    static char page[4096];
    if (shm(mb) != 0) {
        return 3;
    }
    for (;;) {
        int fd = open("/dev/shm/more", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (fd < 0 || write(fd, page, sizeof page) != (ssize_t)sizeof page) {
            (void)unlink("/dev/shm/more");
        }
        (void)close(fd);
    }
}

/* Asks for names that are not there. */
static int names(int n) {
    char name[64];
    for (int i = 0; i < n; i++) {
        if (snprintf(name, sizeof name, "/bin/no-such-name-%d", i) < 0 || access(name, F_OK) == 0) {
            return 3;
        }
    }
    return 0;
}

static int reap_all(int result) {
    while (wait(NULL) > 0 || errno == EINTR) {}
    return result;
}

static int children(int n, size_t mb) {
    for (int i = 0; i < n; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            _exit(alloc(mb, 800));
        }
        if (pid < 0) {
            return reap_all(3);
        }
    }
    return reap_all(0);
}

static long cpu_us(void) {
    struct timespec t = {0, 0};
    return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0 ? t.tv_sec * 1000000 + t.tv_nsec / 1000 : 0;
}

/*
 * Every child says itself what it has used: in an emulated machine that is paused for a while it may be far more than
 * it was to use. What the kernel tells about children is lost when nobody waits for them.
 */
static int spin(int n, long ms, int unwaited) {
    long *used = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (used == MAP_FAILED || n > 100 || (unwaited && signal(SIGCHLD, SIG_IGN) == SIG_ERR)) {
        return 3;
    }
    for (int i = 0; i < n; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            while (cpu_us() < ms * 1000) {}
            used[i] = cpu_us();
            _exit(0);
        }
        if (pid < 0) {
            return reap_all(4);
        }
    }
    (void)reap_all(0);
    long sum = cpu_us();
    for (int i = 0; i < n; i++) {
        sum += used[i];
    }
    return dprintf(STDOUT_FILENO, "%ld\n", sum) > 0 ? 0 : 5;
}

static int sleepers(int n, int own_session, int *err) {
    for (int i = 0; i < n; i++) {
        pid_t pid = fork();
        if (pid < 0) {
            *err = errno;
            return i;
        }
        if (pid == 0) {
            if (own_session && setsid() < 0) {
                _exit(3);
            }
            for (;;) {
                pause_ms(60000);
            }
        }
    }
    return n;
}

static int fork_many(int n) {
    int err = 0;
    int made = sleepers(n, 0, &err);
    return dprintf(STDOUT_FILENO, "%d %d\n", made, err) > 0 ? 0 : 5;
}

static int daemonise(void) {
    int err = 0;
    pid_t pid = fork();
    if (pid == 0) {
        _exit(setsid() >= 0 && sleepers(1, 0, &err) == 1 ? 0 : 3);
    }
    int status = 0;
    return pid > 0 && waitpid(pid, &status, 0) == pid ? status : 3;
}

static int wait_for_ever(int n) {
    int err = 0;
    if (sleepers(n, 1, &err) != n) {
        return 3;
    }
    return reap_all(0);
}

/* Hard to kill one by one: by the time a process has been found in /proc, its successor runs. */
static int hop(int n) {
    for (int i = 0; i < n; i++) {
        pid_t pid = fork();
        while (pid == 0) {
            pid = fork();
            if (pid > 0) {
                _exit(0);
            }
            pid = pid < 0 ? 0 : pid; /* no process to be had right now */
        }
    }
    for (;;) {
        pause_ms(60000);
    }
}

int main(int argc, char **argv) {
    const char *mode = argc > 1 ? argv[1] : "";
    int a = argc > 2 ? atoi(argv[2]) : 0;
    int b = argc > 3 ? atoi(argv[3]) : 0;
    if (strcmp(mode, "alloc") == 0) {
        return alloc((size_t)a, 300);
    }
    if (strcmp(mode, "shm") == 0) {
        return shm((size_t)a);
    }
    if (strcmp(mode, "full") == 0) {
        return full((size_t)a);
    }
    if (strcmp(mode, "names") == 0) {
        return names(a);
    }
    if (strcmp(mode, "children") == 0) {
        return children(a, (size_t)b);
    }
    if (strcmp(mode, "spin") == 0 || strcmp(mode, "unwaited") == 0) {
        return spin(a, b, mode[0] == 'u');
    }
    if (strcmp(mode, "fork") == 0) {
        return fork_many(a);
    }
    if (strcmp(mode, "daemon") == 0) {
        return daemonise();
    }
    if (strcmp(mode, "hop") == 0) {
        return hop(a);
    }
    return strcmp(mode, "wait") == 0 ? wait_for_ever(a) : 2;
}
