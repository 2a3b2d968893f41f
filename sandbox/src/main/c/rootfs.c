/*
 * The slot's root: a small tmpfs with read-only binds, and one size-limited tmpfs for everything programs may write.
 *
 * Order matters. First a tmpfs becomes the root with the host below /old, so that no bind source can be hidden by our
 * own mounts; proc is mounted while the host's proc is still visible (a user namespace is refused one otherwise); then
 * the host is detached and the root becomes read-only.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/mount.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "slot.h"
#include "special.h"

/* From sys/mount.h, which cannot be included next to linux/mount.h on every glibc. */
extern int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);
extern int umount2(const char *target, int flags);
#define DETACH 2

int make_parents(const char *path, struct fault *f, uint32_t stage) {
    char buf[PATH_MAX];
    size_t len = strlen(path);
    if (len >= sizeof buf) {
        return fail_errno(f, stage, ENAMETOOLONG, path);
    }
    memcpy(buf, path, len + 1);
    for (char *p = buf + 1; *p != 0; p++) {
        if (*p != '/') {
            continue;
        }
        *p = 0;
        if (mkdir(buf, 0755) != 0 && errno != EEXIST && errno != EROFS) {
            return fail(f, stage, "mkdir %.200s", buf);
        }
        *p = '/';
    }
    return 0;
}

/* An empty file or directory to mount on; one that is there already is fine. */
int make_target(const char *path, bool directory, struct fault *f, uint32_t stage) {
    struct stat st;
    if (make_parents(path, f, stage) != 0) {
        return -1;
    }
    if (lstat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode) != directory || S_ISLNK(st.st_mode)) {
            return fail_errno(f, stage, EEXIST, path);
        }
        return 0;
    }
    if (directory) {
        return mkdir(path, 0755) == 0 ? 0 : fail(f, stage, "mkdir %.200s", path);
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0) {
        return fail(f, stage, "create %.200s", path);
    }
    close_quietly(&fd);
    return 0;
}

/* mount --bind keeps the flags of the source's mount locked in a user namespace, so a remount must repeat them. */
static unsigned long kept_flags(const char *path) {
    struct statvfs v;
    unsigned long flags = 0;
    if (statvfs(path, &v) != 0) {
        return 0;
    }
    flags |= v.f_flag & ST_NOEXEC ? MS_NOEXEC : 0;
    flags |= v.f_flag & ST_NOATIME ? MS_NOATIME : 0;
    flags |= v.f_flag & ST_NODIRATIME ? MS_NODIRATIME : 0;
    flags |= v.f_flag & ST_RELATIME ? MS_RELATIME : 0;
    return flags;
}

/* The recursive call covers submounts; the fallback covers the top mount alone and therefore refuses to be used when
 * there are more. */
static int seal(const char *target, bool recursive, uint64_t extra) {
    struct mount_attr attr = {.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | extra};
    if (syscall(SYS_mount_setattr, AT_FDCWD, target, recursive ? AT_RECURSIVE : 0, &attr, sizeof attr) == 0) {
        return 0;
    }
    if (errno != ENOSYS) {
        return -1;
    }
    unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | kept_flags(target);
    flags |= (extra & MOUNT_ATTR_NODEV) != 0 ? MS_NODEV : 0;
    flags |= (extra & MOUNT_ATTR_NOEXEC) != 0 ? MS_NOEXEC : 0;
    return mount(NULL, target, NULL, flags, NULL);
}

int bind_sealed(const char *source, const char *target, bool recursive, uint64_t extra) {
    if (mount(source, target, NULL, MS_BIND | (recursive ? MS_REC : 0), NULL) != 0) {
        return -1;
    }
    return seal(target, recursive, extra);
}

static bool has_mount_setattr(void) {
    return syscall(SYS_mount_setattr, -1, "", 0, NULL, 0) == 0 || errno != ENOSYS;
}

static int copy_file(int from, const char *name, int to) {
    char buffer[65536];
    struct stat st;
    int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int out = in < 0 || fstat(in, &st) != 0 || !S_ISREG(st.st_mode)
                  ? -1
                  : openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    ssize_t n = -1;
    while (out >= 0 && (n = read(in, buffer, sizeof buffer)) > 0) {
        if (write(out, buffer, (size_t)n) != n) {
            n = -1;
            break;
        }
    }
    close_quietly(&in);
    close_quietly(&out);
    return n == 0 ? 0 : -1;
}

/* Copies the files of a folder, and makes the copy a mount of its own: programs may be loaded from it, unlike from the
 * root. */
static int copy_one(const char *source, const char *target, struct fault *f) {
    int from = open(source, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int to = make_target(target, true, f, SCE_STAGE_BIND) != 0 ? -1 : open(target, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = from < 0 || to < 0 ? NULL : fdopendir(dup(from));
    int result = entries == NULL ? -1 : 0;
    for (const struct dirent *e; result == 0 && (e = readdir(entries)) != NULL;) {
        if (e->d_name[0] != '.') {
            result = copy_file(from, e->d_name, to);
        }
    }
    int err = errno;
    if (entries != NULL) {
        (void)closedir(entries);
    }
    close_quietly(&from);
    close_quietly(&to);
    errno = err;
    if (result != 0 || bind_sealed(target, target, false, MOUNT_ATTR_NODEV) != 0) {
        return fail(f, SCE_STAGE_BIND, "copy to %.100s", target);
    }
    return 0;
}

static int bind_one(const struct bind_spec *b, struct fault *f) {
    char source[PATH_MAX + 8];
    struct stat st;
    if ((b->flags & SCE_BIND_SYMLINK) != 0) {
        if (make_parents(b->target, f, SCE_STAGE_BIND) != 0) {
            return -1;
        }
        return symlink(b->source, b->target) == 0 || errno == EEXIST
                   ? 0
                   : fail(f, SCE_STAGE_BIND, "symlink %.200s", b->target);
    }
    if (snprintf(source, sizeof source, "/old%s", b->source) >= (int)sizeof source) {
        return fail_errno(f, SCE_STAGE_BIND, ENAMETOOLONG, b->source);
    }
    if ((b->flags & SCE_BIND_COPY) != 0) {
        return copy_one(source, b->target, f);
    }
    if (lstat(source, &st) != 0) {
        return fail(f, SCE_STAGE_BIND, "source %.200s", b->source);
    }
    if (make_target(b->target, S_ISDIR(st.st_mode), f, SCE_STAGE_BIND) != 0) {
        return -1;
    }
    /* Without mount_setattr (before 5.12) submounts could not be sealed together, so they are left out. */
    if (bind_sealed(source, b->target, has_mount_setattr(), MOUNT_ATTR_NODEV) != 0) {
        return fail(f, SCE_STAGE_BIND, "bind %.100s on %.100s", b->source, b->target);
    }
    return 0;
}

/*
 * Symbolic links in a source are resolved while the host's root is still ours: an absolute link would later lead into
 * the new root. The sources of optional binds that are missing become empty texts.
 */
static int resolve_sources(struct hello *h, struct fault *f) {
    for (uint32_t i = 0; i < h->bind_count; i++) {
        struct bind_spec *b = &h->binds[i];
        if ((b->flags & SCE_BIND_SYMLINK) != 0) {
            continue;
        }
        char *real = realpath(b->source, NULL);
        if (real == NULL) {
            bool missing = errno == ENOENT || errno == ENOTDIR || errno == EACCES;
            if ((b->flags & SCE_BIND_OPTIONAL) == 0 || !missing) {
                return fail(f, SCE_STAGE_BIND, "source %.200s", b->source);
            }
            b->source = NULL;
            continue;
        }
        b->source = real; /* lives as long as the process */
    }
    return 0;
}

/* Makes a tmpfs the root and leaves the host at /old. */
static int enter_new_root(struct slot *s, struct fault *f) {
    static const char *const PLACES[] = {"/tmp", "/mnt", "/var", "/dev", "/proc"};
    char options[96];
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
        return fail(f, SCE_STAGE_MOUNT, "make the mount tree private");
    }
    int n = snprintf(options, sizeof options, "mode=755,size=4m,nr_inodes=%u", 1024 + 16 * s->hello.bind_count);
    if (n < 0) {
        return fail(f, SCE_STAGE_MOUNT, "options");
    }
    const char *place = NULL;
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES && place == NULL; i++) {
        if (mount("sandbox", PLACES[i], "tmpfs", MS_NOSUID | MS_NODEV, options) == 0) {
            place = PLACES[i];
        }
    }
    if (place == NULL) {
        return fail(f, SCE_STAGE_MOUNT, "mount the root tmpfs");
    }
    if (chdir(place) != 0 || mkdir("old", 0700) != 0 || syscall(SYS_pivot_root, ".", "old") != 0 || chdir("/") != 0) {
        return fail(f, SCE_STAGE_MOUNT, "pivot_root");
    }
    return 0;
}

static int leave_host(struct fault *f) {
    if (umount2("/old", DETACH) != 0 || rmdir("/old") != 0) {
        return fail(f, SCE_STAGE_MOUNT, "detach the host's root");
    }
    if (mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0) {
        return fail(f, SCE_STAGE_MOUNT, "make the root read-only");
    }
    return 0;
}

int rootfs_build(struct slot *s, struct fault *f) {
    struct hello *h = &s->hello;
    if (resolve_sources(h, f) != 0 || enter_new_root(s, f) != 0) {
        return -1;
    }
    for (uint32_t i = 0; i < h->bind_count; i++) {
        if (h->binds[i].source != NULL && bind_one(&h->binds[i], f) != 0) {
            return -1;
        }
    }
    if (special_etc(s, f) != 0 || special_dev(f) != 0 || special_proc(s, f) != 0) {
        return -1;
    }
    static const char *const DIRS[] = {"/.writable", "/work", "/tmp", "/dev/shm"};
    for (size_t i = 0; i < sizeof DIRS / sizeof *DIRS; i++) {
        if (make_target(DIRS[i], true, f, SCE_STAGE_WRITABLE) != 0) {
            return -1;
        }
    }
    if (writable_mount(s, f) != 0 || leave_host(f) != 0 || writable_open(s, f) != 0) {
        return -1;
    }
    return 0;
}
