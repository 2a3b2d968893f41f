/*
 * Files of a program: written below /work before it runs, read back after it. No process of the program is alive then,
 * but what it has left may be hostile: links, FIFOs, devices it could not make, directories without permissions. Every
 * step of a path is therefore opened on its own and never follows a link.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "slot.h"

static int give_to_program(const struct slot *s, int fd) {
    return s->switch_ids ? fchown(fd, s->run_uid, s->run_gid) : 0;
}

/* Opens the directory that holds the last part of a name; creates missing ones when asked. *last points into name. */
static int open_parent(const struct slot *s, char *name, bool create, char **last) {
    int dir = fcntl(s->dir_fd[DIR_WORK], F_DUPFD_CLOEXEC, 3);
    char *part = name;
    for (char *slash = strchr(part, '/'); dir >= 0 && slash != NULL; slash = strchr(part, '/')) {
        *slash = 0;
        const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
        int next = openat(dir, part, flags);
        if (next < 0 && errno == ENOENT && create) {
            bool made = mkdirat(dir, part, 0755) == 0;
            next = made ? openat(dir, part, flags) : -1;
            if (next >= 0 && give_to_program(s, next) != 0) {
                int err = errno;
                close_quietly(&next);
                errno = err;
            }
        }
        int err = errno;
        close_quietly(&dir);
        errno = err;
        *slash = '/';
        dir = next;
        part = slash + 1;
    }
    *last = part;
    return dir;
}

int file_begin(struct slot *s, const struct file_head *head, struct incoming *in, struct fault *f) {
    in->fd = -1;
    in->left = head->total_size;
    if (!name_is_safe(head->name)) {
        return fail_errno(f, SCE_STAGE_WRITE, EINVAL, head->name);
    }
    if (head->total_size > INT64_MAX) {
        return fail_errno(f, SCE_STAGE_WRITE, EFBIG, head->name);
    }
    char *last = NULL;
    int dir = open_parent(s, head->name, true, &last);
    if (dir < 0) {
        return fail(f, SCE_STAGE_WRITE, "%.200s", head->name);
    }
    /* Never opened if it is there: an earlier command of this slot's owner may have left a FIFO or a link in its place.
     */
    if (unlinkat(dir, last, 0) == 0 || errno == ENOENT) {
        in->fd = openat(dir, last, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    }
    if (in->fd < 0 || fchmod(in->fd, head->mode & 0777) != 0 || give_to_program(s, in->fd) != 0) {
        int result = fail(f, SCE_STAGE_WRITE, "%.200s", head->name);
        close_quietly(&in->fd);
        close_quietly(&dir);
        return result;
    }
    close_quietly(&dir);
    return file_add(in, head->chunk, head->chunk_len, f);
}

int file_add(struct incoming *in, const uint8_t *bytes, size_t len, struct fault *f) {
    int result = 0;
    in->left -= len; /* the caller has checked that it is not more than was announced */
    while (in->fd >= 0 && len > 0) {
        ssize_t n = write(in->fd, bytes, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            result = fail(f, SCE_STAGE_WRITE, "write");
            close_quietly(&in->fd);
            break;
        }
        bytes += n;
        len -= (size_t)n;
    }
    if (in->left == 0 && in->fd >= 0) {
        if (close(in->fd) != 0) {
            result = fail(f, SCE_STAGE_WRITE, "close");
        }
        in->fd = -1;
    }
    return result;
}

/* Opens a regular file for reading, or says in *state why not. */
static int open_tracked(const struct slot *s, const struct read_request *r, uint8_t *state, uint64_t *size) {
    struct stat st;
    char *last = NULL;
    *state = SCE_CONTENT_MISSING;
    *size = 0;
    if (!name_is_safe(r->name)) {
        return -1;
    }
    int dir = open_parent(s, r->name, false, &last);
    if (dir < 0) {
        *state = errno == ENOENT   ? SCE_CONTENT_MISSING
                 : errno == EACCES ? SCE_CONTENT_UNREADABLE
                                   : SCE_CONTENT_NOT_REGULAR;
        return -1;
    }
    int fd = -1;
    if (fstatat(dir, last, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        *size = (uint64_t)st.st_size;
        if (!S_ISREG(st.st_mode)) {
            *state = SCE_CONTENT_NOT_REGULAR;
        } else if (*size > r->limit) {
            *state = SCE_CONTENT_TOO_LARGE;
        } else {
            /* Looking first is safe because nobody is alive to change it, and keeps us from opening a FIFO or a device.
             */
            fd = openat(dir, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
            if (fd < 0 && errno == EACCES && s->way == SCE_WAY_LANDLOCK && fchmodat(dir, last, 0600, 0) == 0) {
                fd = openat(dir, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
            }
            *state = fd >= 0 ? SCE_CONTENT_PRESENT : SCE_CONTENT_UNREADABLE;
        }
    } else if (errno != ENOENT) {
        *state = SCE_CONTENT_UNREADABLE;
    }
    close_quietly(&dir);
    return fd;
}

void file_make_executable(const struct slot *s, const char *path) {
    static const unsigned char elf[4] = {0x7f, 'E', 'L', 'F'};
    char name[PATH_MAX], *last = NULL;
    unsigned char head[sizeof elf];
    struct stat st;
    if (s->way != SCE_WAY_LANDLOCK || s->switch_ids || strncmp(path, "./", 2) != 0) {
        return;
    }
    if (snprintf(name, sizeof name, "%s", path + 2) >= (int)sizeof name || !name_is_safe(name)) {
        return;
    }
    int dir = open_parent(s, name, false, &last);
    int fd = dir < 0 ? -1 : openat(dir, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    close_quietly(&dir);
    /* A file with a second name may be one of the caller's. */
    bool own = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() && st.st_nlink == 1;
    if (own && (st.st_mode & 0111) == 0 && pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head &&
        memcmp(head, elf, sizeof elf) == 0) {
        (void)fchmod(fd, (st.st_mode & 0777) | 0100); /* what fails here, exec says */
    }
    close_quietly(&fd);
}

int file_send(struct slot *s, struct channel *c, const struct read_request *r) {
    static uint8_t buffer[SCE_OUT_CHUNK];
    uint8_t state;
    uint64_t size;
    int fd = open_tracked(s, r, &state, &size);
    if (channel_reserve(c, 16) != CHANNEL_OK) {
        return -1;
    }
    size_t at = frame_begin(&c->out, SCE_MSG_CONTENT);
    put_u8(&c->out, state);
    put_u64(&c->out, size);
    frame_end(&c->out, at);
    /* The announced size is delivered exactly: a short file would be a kernel error, and the JVM must not wait for
     * ever. */
    for (uint64_t left = state == SCE_CONTENT_PRESENT ? size : 0; left > 0;) {
        size_t want = left < sizeof buffer ? (size_t)left : sizeof buffer;
        ssize_t n = read(fd, buffer, want);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            diagnose("a tracked file ended early: %s", strerror(errno));
            close_quietly(&fd);
            return -1;
        }
        if (channel_reserve(c, (size_t)n + 4) != CHANNEL_OK) {
            close_quietly(&fd);
            return -1;
        }
        at = frame_begin(&c->out, SCE_MSG_CONTENT_DATA);
        put_bytes(&c->out, buffer, (size_t)n);
        frame_end(&c->out, at);
        left -= (uint64_t)n;
    }
    close_quietly(&fd);
    return channel_flush(c) == CHANNEL_OK ? 0 : -1;
}
