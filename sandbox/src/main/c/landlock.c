/*
 * Mode LANDLOCK: for containers that refuse namespaces. A ruleset is made once; every child enters it before exec. What
 * Landlock does not cover is refused by seccomp (see LANDLOCK_ONLY and SAME_USER there). What stays visible: names and
 * metadata of files, the machine's process list through system calls, and the caller's disk, which no tmpfs bounds.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "slot.h"

/* Newer than the oldest headers this is built with; the values are part of the kernel's interface. */
#define FS_REFER (1ull << 13)
#define FS_TRUNCATE (1ull << 14)
#define FS_IOCTL_DEV (1ull << 15)
#define NET_BIND_TCP (1ull << 0)
#define NET_CONNECT_TCP (1ull << 1)
#define SCOPE_ABSTRACT_UNIX_SOCKET (1ull << 0)
#define SCOPE_SIGNAL (1ull << 1)

struct ruleset_attr {
    uint64_t handled_access_fs;
    uint64_t handled_access_net;
    uint64_t scoped;
};

struct path_beneath {
    uint64_t allowed_access;
    int32_t parent_fd;
} __attribute__((packed));

#define FS_READ (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_WRITE                                                                                                       \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |                  \
     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |                        \
     LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM)
#define FS_NEVER (LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK)
#define FS_OF_FILES                                                                                                    \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE |         \
     FS_IOCTL_DEV)

static uint64_t handled_fs(uint32_t abi) {
    uint64_t all = FS_READ | FS_WRITE | FS_NEVER;
    all |= abi >= 2 ? FS_REFER : 0;
    all |= abi >= 3 ? FS_TRUNCATE : 0;
    all |= abi >= 5 ? FS_IOCTL_DEV : 0;
    return all;
}

static int allow_fd(const struct slot *s, int fd, uint64_t access) {
    struct stat st;
    if (fstat(fd, &st) != 0) {
        return -1;
    }
    access &= handled_fs(s->landlock_abi);
    if (!S_ISDIR(st.st_mode)) {
        access &= FS_OF_FILES; /* rights of directories on a file are an error */
    }
    struct path_beneath rule = {access, fd};
    return (int)syscall(SYS_landlock_add_rule, s->ruleset_fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static int allow_path(const struct slot *s, const char *path, uint64_t access) {
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0) {
        return -1;
    }
    int result = allow_fd(s, fd, access);
    int err = errno;
    close_quietly(&fd);
    errno = err;
    return result;
}

static int allow_all(struct slot *s, struct fault *f) {
    static const char *const DEVICES[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"};
    for (size_t i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++) {
        if (allow_path(s, DEVICES[i], LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE) != 0) {
            return fail(f, SCE_STAGE_LANDLOCK, "rule for %s", DEVICES[i]);
        }
    }
    for (uint32_t i = 0; i < s->hello.bind_count; i++) {
        const struct bind_spec *b = &s->hello.binds[i];
        if ((b->flags & SCE_BIND_SYMLINK) != 0) {
            continue; /* there is no root of our own to put it in */
        }
        if (allow_path(s, b->source, FS_READ) != 0) {
            bool missing = errno == ENOENT || errno == EACCES || errno == ENOTDIR;
            if ((b->flags & SCE_BIND_OPTIONAL) == 0 || !missing) {
                return fail(f, SCE_STAGE_LANDLOCK, "rule for %.200s", b->source);
            }
        }
    }
    if (allow_fd(s, s->dir_fd[DIR_WORK], FS_READ | FS_WRITE | FS_REFER | FS_TRUNCATE) != 0) {
        return fail(f, SCE_STAGE_LANDLOCK, "rule for the work directory");
    }
    return 0;
}

/* Opens the work directory, which the JVM has made for this slot alone. */
static int open_workdir(struct slot *s, struct fault *f) {
    struct stat st;
    s->dir_fd[DIR_WORK] = open(s->hello.workdir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (s->dir_fd[DIR_WORK] < 0 || fstat(s->dir_fd[DIR_WORK], &st) != 0) {
        return fail(f, SCE_STAGE_WORKDIR, "%.200s", s->hello.workdir);
    }
    if (st.st_uid != geteuid() && st.st_uid != s->run_uid) {
        return fail_errno(f, SCE_STAGE_WORKDIR, EPERM, "the work directory belongs to somebody else");
    }
    return reset_directory(s, DIR_WORK, f);
}

int landlock_init(struct slot *s, struct fault *f) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) {
        return fail(f, SCE_STAGE_LANDLOCK, "this kernel has no Landlock");
    }
    s->landlock_abi = (uint32_t)abi;
    struct ruleset_attr attr = {handled_fs(s->landlock_abi), 0, 0};
    if (abi >= 4) {
        attr.handled_access_net = NET_BIND_TCP | NET_CONNECT_TCP;
        s->features |= SCE_FEATURE_LANDLOCK_NET;
    }
    if (abi >= 6) {
        attr.scoped = SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL;
        s->features |= SCE_FEATURE_LANDLOCK_SCOPE;
    }
    size_t size = abi >= 6 ? sizeof attr : abi >= 4 ? 16 : 8;
    s->ruleset_fd = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
    if (s->ruleset_fd < 0) {
        return fail(f, SCE_STAGE_LANDLOCK, "create the ruleset");
    }
    if (open_workdir(s, f) != 0) {
        return -1;
    }
    return allow_all(s, f);
}

int landlock_enter(const struct slot *s) {
    /* no_new_privs, which the kernel asks for, is set in init and inherited. */
    return (int)syscall(SYS_landlock_restrict_self, s->ruleset_fd, 0);
}
