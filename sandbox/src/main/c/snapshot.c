/*
 * A copy of the working directory, kept aside in a memory file, from which it is made again: for commands that must not
 * see what others before them did to the files that were set up for all of them.
 *
 * The set-up may have been hostile too (compilers run code of programs at times), so nothing here fails because of what
 * lies there: what cannot be kept (anything but files, folders and links, too deep, too much) is left out, and the
 * program misses it afterwards.
 *
 * The memory file is a sequence of records: the head below, the name, and for a file its content, for a link its
 * target. A folder's entries follow it, up to a record of kind UP.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "slot.h"

#define MAX_DEPTH 24
#define MAX_ENTRIES 20000
#define PAGE 4096u

enum kind { FOLDER = 1, UP = 2, REGULAR = 3, LINK = 4 };

struct record {
    uint64_t size; /* of what follows the name */
    uint32_t mode;
    uint16_t name_len;
    uint8_t kind;
    uint8_t padding;
};

struct copying {
    int store;
    uint64_t bytes_left;
    uint32_t entries_left;
};

static int write_all(int fd, const void *bytes, size_t len) {
    for (const char *p = bytes; len > 0;) {
        ssize_t n = write(fd, p, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return -1;
        }
        p += n;
        len -= (size_t)n;
    }
    return 0;
}

static int read_all(int fd, void *bytes, size_t len) {
    for (char *p = bytes; len > 0;) {
        ssize_t n = read(fd, p, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            errno = n == 0 ? EIO : errno;
            return -1;
        }
        p += n;
        len -= (size_t)n;
    }
    return 0;
}

/* Both ends are files in memory whose offsets move along. */
static int copy_bytes(int to, int from, uint64_t size) {
    while (size > 0) {
        ssize_t n = sendfile(to, from, NULL, size < (1u << 30) ? (size_t)size : 1u << 30);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            errno = n == 0 ? EIO : errno;
            return -1;
        }
        size -= (uint64_t)n;
    }
    return 0;
}

static int put_record(const struct copying *c, enum kind kind, const char *name, mode_t mode, uint64_t size) {
    size_t len = strlen(name);
    const struct record r = {size, mode & 07777, (uint16_t)len, (uint8_t)kind, 0};
    return write_all(c->store, &r, sizeof r) != 0 || write_all(c->store, name, len) != 0 ? -1 : 0;
}

/* Opens for reading what its mode may forbid even to us. */
static int open_entry(int dir, const char *name, int flags) {
    flags |= O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    int fd = openat(dir, name, flags);
    if (fd < 0 && errno == EACCES && fchmodat(dir, name, 0700, 0) == 0) {
        fd = openat(dir, name, flags);
    }
    return fd;
}

static int save_folder(struct copying *c, int fd, int depth);

static int save_regular(struct copying *c, int dir, const char *name, const struct stat *st) {
    uint64_t size = (uint64_t)st->st_size;
    uint64_t takes =
        size + PAGE - size % PAGE; /* so that all of it fits into the file system again, links and holes or not */
    int fd = size < c->bytes_left && takes <= c->bytes_left ? open_entry(dir, name, 0) : -1;
    if (fd < 0) {
        return 0; /* left out */
    }
    c->bytes_left -= takes;
    int result = put_record(c, REGULAR, name, st->st_mode, size) != 0 ? -1 : copy_bytes(c->store, fd, size);
    close_quietly(&fd);
    return result;
}

static int save_link(struct copying *c, int dir, const char *name) {
    char target[PATH_MAX];
    ssize_t n = readlinkat(dir, name, target, sizeof target);
    if (n <= 0 || n >= (ssize_t)sizeof target || c->bytes_left < PAGE) {
        return 0; /* left out */
    }
    c->bytes_left -= PAGE;
    return put_record(c, LINK, name, 0, (uint64_t)n) != 0 ? -1 : write_all(c->store, target, (size_t)n);
}

static int save_entry(struct copying *c, int dir, const char *name, int depth) {
    struct stat st;
    if (c->entries_left == 0 || fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        return 0;
    }
    c->entries_left--;
    if (S_ISREG(st.st_mode)) {
        return save_regular(c, dir, name, &st);
    }
    if (S_ISLNK(st.st_mode)) {
        return save_link(c, dir, name);
    }
    int fd = S_ISDIR(st.st_mode) && depth < MAX_DEPTH ? open_entry(dir, name, O_DIRECTORY) : -1;
    if (fd < 0) {
        return 0;
    }
    int result = put_record(c, FOLDER, name, st.st_mode, 0) != 0 || save_folder(c, fd, depth + 1) != 0
                     ? -1
                     : put_record(c, UP, "", 0, 0);
    close_quietly(&fd);
    return result;
}

static int save_folder(struct copying *c, int fd, int depth) {
    char entries[2048] __attribute__((aligned(8)));
    if (lseek(fd, 0, SEEK_SET) != 0) {
        return -1;
    }
    for (ssize_t n = 0; (n = getdents64(fd, entries, sizeof entries)) > 0;) {
        for (ssize_t at = 0; at < n;) {
            const struct dirent64 *e = (const struct dirent64 *)(const void *)(entries + at);
            at += e->d_reclen;
            if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
                save_entry(c, fd, e->d_name, depth) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

int snapshot_take(struct slot *s, struct fault *f) {
    snapshot_drop(s);
    s->snapshot_fd = (int)syscall(SYS_memfd_create, "snapshot", 1u /* MFD_CLOEXEC */);
    struct copying c = {s->snapshot_fd, s->hello.writable_bytes, MAX_ENTRIES};
    if (s->snapshot_fd < 0 || save_folder(&c, s->dir_fd[DIR_WORK], 0) != 0) {
        snapshot_drop(s);
        return fail(f, SCE_STAGE_SNAPSHOT, "copy the working directory");
    }
    return 0;
}

void snapshot_drop(struct slot *s) {
    close_quietly(&s->snapshot_fd);
}

static int give_to_program(const struct slot *s, int fd, mode_t mode) {
    return (s->switch_ids && fchown(fd, s->run_uid, s->run_gid) != 0) || fchmod(fd, mode) != 0 ? -1 : 0;
}

static int make_regular(const struct slot *s, int dir, const char *name, const struct record *r) {
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    int result = fd < 0 || copy_bytes(fd, s->snapshot_fd, r->size) != 0 ? -1 : give_to_program(s, fd, r->mode);
    close_quietly(&fd);
    return result;
}

static int make_link(const struct slot *s, int dir, const char *name, const struct record *r) {
    char target[PATH_MAX];
    if (r->size >= sizeof target || read_all(s->snapshot_fd, target, (size_t)r->size) != 0) {
        return -1;
    }
    target[r->size] = 0;
    if (symlinkat(target, dir, name) != 0) {
        return -1;
    }
    return s->switch_ids ? fchownat(dir, name, s->run_uid, s->run_gid, AT_SYMLINK_NOFOLLOW) : 0;
}

/* Its mode comes last: it may forbid us to fill it. */
static int make_folder(const struct slot *s, int dir, const char *name, mode_t modes[], int fds[], int *depth,
                       mode_t mode) {
    if (*depth > MAX_DEPTH || mkdirat(dir, name, 0700) != 0) {
        return -1;
    }
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        return -1;
    }
    ++*depth;
    fds[*depth] = fd;
    modes[*depth] = mode;
    return s->switch_ids ? fchown(fd, s->run_uid, s->run_gid) : 0;
}

static int make_all(const struct slot *s, int fds[], int *depth) {
    mode_t modes[MAX_DEPTH + 2];
    char name[NAME_MAX + 1];
    struct record r;
    off_t end = lseek(s->snapshot_fd, 0, SEEK_END);
    if (end < 0 || lseek(s->snapshot_fd, 0, SEEK_SET) != 0) {
        return -1;
    }
    while (lseek(s->snapshot_fd, 0, SEEK_CUR) < end) {
        if (read_all(s->snapshot_fd, &r, sizeof r) != 0 || r.name_len >= sizeof name ||
            read_all(s->snapshot_fd, name, r.name_len) != 0) {
            return -1;
        }
        name[r.name_len] = 0;
        int dir = fds[*depth];
        int result = 0;
        off_t next = lseek(s->snapshot_fd, 0, SEEK_CUR) + (off_t)r.size;
        if (r.kind == REGULAR) {
            result = make_regular(s, dir, name, &r);
        } else if (r.kind == LINK) {
            result = make_link(s, dir, name, &r);
        } else if (r.kind == FOLDER) {
            result = make_folder(s, dir, name, modes, fds, depth, r.mode);
        } else {
            result = fchmod(dir, modes[*depth]);
            close_quietly(&fds[(*depth)--]);
        }
        /* What does not fit is left out, as when the copy was made: only the program could have brought that about. */
        bool full = result != 0 && errno == ENOSPC && r.kind != FOLDER;
        if ((result != 0 && !full) || lseek(s->snapshot_fd, next, SEEK_SET) < 0) {
            return -1;
        }
    }
    return 0;
}

int snapshot_restore(struct slot *s, struct fault *f) {
    int fds[MAX_DEPTH + 2] = {s->dir_fd[DIR_WORK]};
    int depth = 0;
    int result = s->snapshot_fd < 0 ? fail_errno(f, SCE_STAGE_SNAPSHOT, EINVAL, "nothing has been kept") : 0;
    if (result == 0 && make_all(s, fds, &depth) != 0) {
        result = fail(f, SCE_STAGE_SNAPSHOT, "restore the working directory");
    }
    for (; depth > 0; depth--) {
        close_quietly(&fds[depth]);
    }
    return result;
}
