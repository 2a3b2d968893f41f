/*
 * Empties a directory tree that a hostile program has made. No process is alive, so there are no races; the dangers are
 * depth (one descriptor per level), permissions (mode 000) and sheer number. Directories below MAX_DEPTH are moved to
 * the top and done there.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "slot.h"

#define MAX_DEPTH 24

struct walk {
    int top;
    long budget; /* entries left; negative: no limit */
    uint64_t moved;
};

static int clean_level(struct walk *w, int fd, int depth);

/* Opens a directory whose mode may forbid it. Our own capabilities usually suffice; without them its owner may change
 * the mode. */
static int open_directory(int parent, const char *name) {
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(parent, name, flags);
    if (fd < 0 && errno == EACCES && fchmodat(parent, name, 0700, 0) == 0) {
        fd = openat(parent, name, flags);
    }
    return fd;
}

static int remove_directory(struct walk *w, int parent, const char *name, int depth) {
    if (unlinkat(parent, name, AT_REMOVEDIR) == 0) {
        return 0;
    }
    if (errno != ENOTEMPTY && errno != EEXIST) {
        return -1;
    }
    if (depth >= MAX_DEPTH) {
        char flat[40];
        /* A directory can only be moved by somebody who may write to it. */
        if (fchmodat(parent, name, 0700, 0) != 0) {
            return -1;
        }
        int result;
        do { /* a name may be taken: by a program that knows this one */
            if (snprintf(flat, sizeof flat, ".wipe-%llu", (unsigned long long)w->moved++) < 0) {
                return -1;
            }
            result = renameat2(parent, name, w->top, flat, RENAME_NOREPLACE);
        } while (result != 0 && errno == EEXIST);
        return result;
    }
    int fd = open_directory(parent, name);
    if (fd < 0) {
        return -1;
    }
    int result = clean_level(w, fd, depth + 1);
    int err = errno;
    close_quietly(&fd);
    errno = err;
    return result == 0 ? unlinkat(parent, name, AT_REMOVEDIR) : -1;
}

static int remove_entry(struct walk *w, int parent, const struct dirent64 *e, int depth) {
    if (w->budget == 0) {
        errno = E2BIG;
        return -1;
    }
    w->budget -= w->budget > 0;
    if (e->d_type != DT_DIR && e->d_type != DT_UNKNOWN) {
        return unlinkat(parent, e->d_name, 0);
    }
    if (unlinkat(parent, e->d_name, 0) == 0) {
        return 0;
    }
    return errno == EISDIR || errno == EPERM ? remove_directory(w, parent, e->d_name, depth) : -1;
}

/* The buffer is on the stack (24 levels at most). Reading starts again after every full buffer: removals shift
 * positions. */
static int clean_level(struct walk *w, int fd, int depth) {
    char buffer[2048] __attribute__((aligned(8)));
    struct stat st;
    if (fstat(fd, &st) != 0 || ((st.st_mode & 0700) != 0700 && fchmod(fd, 0700) != 0)) {
        return -1;
    }
    for (;;) {
        if (lseek(fd, 0, SEEK_SET) != 0) {
            return -1;
        }
        ssize_t n = getdents64(fd, buffer, sizeof buffer);
        if (n < 0) {
            return -1;
        }
        long removed = 0;
        for (ssize_t at = 0; at < n;) {
            const struct dirent64 *e = (const struct dirent64 *)(const void *)(buffer + at);
            at += e->d_reclen;
            if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) {
                continue;
            }
            if (remove_entry(w, fd, e, depth) != 0) {
                return -1;
            }
            removed++;
        }
        if (removed == 0) {
            return 0;
        }
    }
}

/* Removes everything below a directory; at most budget entries (negative: any number), else E2BIG. */
int clean_directory(int fd, long budget) {
    struct walk w = {fd, budget, 0};
    return clean_level(&w, fd, 0);
}
