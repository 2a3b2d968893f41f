#define _GNU_SOURCE
#include "util.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "protocol.h"

static const char *const STAGES[] = {
    "none",    "hello", "cgroup", "clone",    "idmap",  "init",     "mount",   "bind",
    "etc",     "dev",   "proc",   "writable", "net",    "caps",     "seccomp", "landlock",
    "workdir", "pipe",  "fork",   "stdio",    "rlimit", "identity", "chdir",   "exec",
    "write",   "stdin", "limit",  "reap",     "wipe",   "protocol", "warm",    "snapshot",
};

const char *stage_name(uint32_t stage) {
    return stage < sizeof STAGES / sizeof *STAGES ? STAGES[stage] : "unknown";
}

int fail(struct fault *f, uint32_t stage, const char *format, ...) {
    int err = errno;
    va_list args;
    va_start(args, format);
    if (vsnprintf(f->text, sizeof f->text, format, args) < 0) {
        f->text[0] = 0;
    }
    va_end(args);
    f->stage = stage;
    f->err = err;
    errno = err;
    return -1;
}

int fail_errno(struct fault *f, uint32_t stage, int err, const char *text) {
    errno = err;
    return fail(f, stage, "%s", text);
}

void diagnose(const char *format, ...) {
    char line[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line - 1, format, args);
    va_end(args);
    if (n < 0) {
        return;
    }
    size_t len = (size_t)n < sizeof line - 1 ? (size_t)n : sizeof line - 2;
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)line[i] < ' ') {
            line[i] = ' '; /* a diagnostic stays one line whatever the names in it hold */
        }
    }
    line[len] = '\n';
    if (dprintf(STDERR_FILENO, "sce-supervisor: %.*s", (int)len + 1, line) < 0) {
        return; /* nobody listens: there is no better place to say so */
    }
}

void note(char *notes, size_t size, const char *format, ...) {
    size_t used = strlen(notes);
    if (used + 3 >= size) {
        return;
    }
    if (used > 0) {
        memcpy(notes + used, "; ", 3);
        used += 2;
    }
    va_list args;
    va_start(args, format);
    if (vsnprintf(notes + used, size - used, format, args) < 0) {
        notes[used] = 0;
    }
    va_end(args);
}

static uint64_t clock_ns(clockid_t clock) {
    struct timespec t = {0};
    if (clock_gettime(clock, &t) != 0) {
        return 0;
    }
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t now_ns(void) {
    return clock_ns(CLOCK_MONOTONIC);
}

uint64_t own_cpu_ns(void) {
    return clock_ns(CLOCK_PROCESS_CPUTIME_ID);
}

int write_fd(int fd, const char *text) {
    size_t len = strlen(text);
    ssize_t n = pwrite(fd, text, len, 0);
    if (n < 0) {
        return -1;
    }
    if ((size_t)n != len) {
        errno = EIO;
        return -1;
    }
    return 0;
}

int write_number(int fd, uint64_t value) {
    char text[24];
    int n = snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    return n < 0 ? -1 : write_fd(fd, text);
}

int write_at(int dir_fd, const char *path, const char *text) {
    int fd = openat(dir_fd, path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        return -1;
    }
    /* Not write_fd(): some of these files know no offsets. */
    ssize_t n = write(fd, text, strlen(text));
    int result = n == (ssize_t)strlen(text) ? 0 : -1;
    int err = n >= 0 && result != 0 ? EIO : errno;
    if (close(fd) != 0 && result == 0) {
        return -1;
    }
    errno = err;
    return result;
}

long read_fd(int fd, char *buf, size_t size) {
    size_t used = 0;
    while (used + 1 < size) {
        ssize_t n = pread(fd, buf + used, size - 1 - used, (off_t)used);
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            return -1;
        }
        if (n == 0) {
            break;
        }
        used += (size_t)n;
        if (used + 1 < size && (size_t)n < 512) {
            break; /* kernel files hand out whole records; a short read is the end and saves a system call */
        }
    }
    buf[used] = 0;
    return (long)used;
}

long read_at(int dir_fd, const char *path, char *buf, size_t size) {
    int fd = openat(dir_fd, path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        return -1;
    }
    long n = read_fd(fd, buf, size);
    int err = errno;
    close_quietly(&fd);
    errno = err;
    return n;
}

int read_number(int fd, uint64_t *value) {
    char text[64];
    if (read_fd(fd, text, sizeof text) <= 0) {
        return -1;
    }
    char *end = text;
    errno = 0;
    unsigned long long v = strtoull(text, &end, 10);
    if (errno != 0 || end == text) {
        errno = EIO;
        return -1;
    }
    *value = v;
    return 0;
}

bool keyed_number(const char *text, const char *key, uint64_t *value) {
    size_t len = strlen(key);
    for (const char *line = text; line != NULL && *line != 0;) {
        if (strncmp(line, key, len) == 0 && (line[len] == ' ' || line[len] == '\t')) {
            *value = strtoull(line + len, NULL, 10);
            return true;
        }
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return false;
}

void close_quietly(int *fd) {
    if (*fd >= 0) {
        /* Only used where a failure of close cannot lose data (pipes, directories, files read). */
        (void)close(*fd);
        *fd = -1;
    }
}
