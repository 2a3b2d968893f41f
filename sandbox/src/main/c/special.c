/* The parts of the root that are not copies of the host's: /etc, /dev, /proc and the writable file system. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "slot.h"
#include "special.h"

extern int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);
extern int umount2(const char *target, int flags);
#define DETACH 2

/* Writes a file of the root unless a bind has brought its own. */
static int etc_file(const char *path, const char *text, struct fault *f) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0) {
        return errno == EEXIST || errno == EROFS ? 0 : fail(f, SCE_STAGE_ETC, "create %s", path);
    }
    int result = write_fd(fd, text) == 0 ? 0 : fail(f, SCE_STAGE_ETC, "write %s", path);
    close_quietly(&fd);
    return result;
}

int special_etc(const struct slot *s, struct fault *f) {
    char passwd[512];
    char group[256];
    unsigned uid = s->hello.uid;
    unsigned gid = s->hello.gid;
    /* Sandboxes often run as "nobody"; its line must not be there twice. */
    const char *nobody = uid == 65534 ? "" : "nobody:x:65534:65534:nobody:/:/bin/false\n";
    const char *nogroup = gid == 65534 ? "" : "nogroup:x:65534:\n";
    if (snprintf(passwd, sizeof passwd, "root:x:0:0:root:/:/bin/false\nsandbox:x:%u:%u:sandbox:/work:/bin/sh\n%s", uid,
                 gid, nobody) < 0 ||
        snprintf(group, sizeof group, "root:x:0:\nsandbox:x:%u:\n%s", gid, nogroup) < 0) {
        return fail(f, SCE_STAGE_ETC, "format");
    }
    if (make_parents("/etc/passwd", f, SCE_STAGE_ETC) != 0 || etc_file("/etc/passwd", passwd, f) != 0 ||
        etc_file("/etc/group", group, f) != 0) {
        return -1;
    }
    if (etc_file("/etc/hosts", "127.0.0.1 localhost sandbox\n::1 localhost\n", f) != 0) {
        return -1;
    }
    return etc_file("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n", f);
}

int special_dev(struct fault *f) {
    static const char *const NODES[] = {"null", "zero", "full", "random", "urandom"};
    static const char *const LINKS[][2] = {{"/proc/self/fd", "/dev/fd"},
                                           {"/proc/self/fd/0", "/dev/stdin"},
                                           {"/proc/self/fd/1", "/dev/stdout"},
                                           {"/proc/self/fd/2", "/dev/stderr"}};
    char source[32];
    char target[32];
    for (size_t i = 0; i < sizeof NODES / sizeof *NODES; i++) {
        if (snprintf(source, sizeof source, "/old/dev/%s", NODES[i]) < 0 ||
            snprintf(target, sizeof target, "/dev/%s", NODES[i]) < 0) {
            return fail(f, SCE_STAGE_DEV, "format");
        }
        if (make_target(target, false, f, SCE_STAGE_DEV) != 0) {
            return -1;
        }
        /* Read-only protects mode and owner of the node; writing to a device is not affected by it. */
        if (bind_sealed(source, target, false, MOUNT_ATTR_NOEXEC) != 0) {
            return fail(f, SCE_STAGE_DEV, "bind %s", target);
        }
    }
    for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++) {
        if (symlink(LINKS[i][0], LINKS[i][1]) != 0 && errno != EEXIST) {
            return fail(f, SCE_STAGE_DEV, "symlink %s", LINKS[i][1]);
        }
    }
    return 0;
}

/* Init's own instance of proc, attached nowhere: programs' view hides init, init's view hides nobody. */
static int detached_proc(void) {
    int context = (int)syscall(SYS_fsopen, "proc", FSOPEN_CLOEXEC);
    if (context < 0) {
        return -1;
    }
    int fd = -1;
    if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0) {
        int mounted = (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC,
                                   MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC);
        /* fsmount gives a descriptor that can only be walked from; listing processes needs a readable one. */
        fd = mounted >= 0 ? openat(mounted, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
        close_quietly(&mounted);
    }
    int err = errno;
    close_quietly(&context);
    errno = err;
    return fd;
}

static int proc_masks(struct fault *f) {
    static const char *const FILES[] = {
        "/proc/keys",        "/proc/key-users",     "/proc/timer_list",  "/proc/sched_debug",  "/proc/sysrq-trigger",
        "/proc/kcore",       "/proc/kmsg",          "/proc/kallsyms",    "/proc/kpagecount",   "/proc/kpageflags",
        "/proc/kpagecgroup", "/proc/latency_stats", "/proc/timer_stats", "/proc/iomem",        "/proc/ioports",
        "/proc/modules",     "/proc/slabinfo",      "/proc/vmallocinfo", "/proc/pagetypeinfo", "/proc/interrupts",
        "/proc/config.gz",   "/proc/cmdline",       "/proc/mdstat",      "/proc/swaps"};
    static const char *const HIDDEN[] = {"/proc/scsi",   "/proc/acpi",          "/proc/driver",
                                         "/proc/asound", "/proc/dynamic_debug", "/proc/pressure"};
    static const char *const SEALED[] = {"/proc/sys", "/proc/irq", "/proc/bus", "/proc/fs", "/proc/tty"};
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        if (access(FILES[i], F_OK) == 0 && bind_sealed("/dev/null", FILES[i], false, MOUNT_ATTR_NOEXEC) != 0) {
            return fail(f, SCE_STAGE_PROC, "mask %s", FILES[i]);
        }
    }
    for (size_t i = 0; i < sizeof HIDDEN / sizeof *HIDDEN; i++) {
        if (access(HIDDEN[i], F_OK) == 0 &&
            mount("none", HIDDEN[i], "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC,
                  "size=4k,mode=555,nr_inodes=2") != 0) {
            return fail(f, SCE_STAGE_PROC, "hide %s", HIDDEN[i]);
        }
    }
    for (size_t i = 0; i < sizeof SEALED / sizeof *SEALED; i++) {
        if (access(SEALED[i], F_OK) == 0 &&
            bind_sealed(SEALED[i], SEALED[i], true, MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC) != 0) {
            return fail(f, SCE_STAGE_PROC, "seal %s", SEALED[i]);
        }
    }
    return 0;
}

int special_proc(struct slot *s, struct fault *f) {
    const unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    if (make_target("/proc", true, f, SCE_STAGE_PROC) != 0) {
        return -1;
    }
    s->proc_fd = detached_proc();
    /*
     * hidepid=2: a program sees its own processes, not pid 1, whose command line names paths of the host. Read-only:
     * some files there change what the kernel makes of a process, such as whom it kills first when memory is short.
     * Init has its own instance to write to.
     */
    if (s->proc_fd >= 0 && mount("proc", "/proc", "proc", flags | MS_RDONLY, "hidepid=2") == 0) {
        s->features |= SCE_FEATURE_HIDEPID;
    } else {
        if (mount("proc", "/proc", "proc", flags, NULL) != 0) {
            return fail(f, SCE_STAGE_PROC, "mount proc");
        }
        close_quietly(&s->proc_fd);
        s->proc_fd = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (s->proc_fd < 0) {
            return fail(f, SCE_STAGE_PROC, "open proc");
        }
        note(s->notes, sizeof s->notes, "proc without hidepid");
    }
    return proc_masks(f);
}

/*
 * Mounts an empty writable file system and binds its three directories. Used at the start and again by WIPE, when the
 * old one is already detached. The mount itself is hidden again: its binds keep it alive.
 */
int writable_mount(struct slot *s, struct fault *f) {
    static const char *const INNER[DIR_COUNT] = {"/.writable/work", "/.writable/tmp", "/.writable/shm"};
    static const char *const OUTER[DIR_COUNT] = {"/work", "/tmp", "/dev/shm"};
    char options[128];
    /* Three directories and the root of the file system are ours, not the program's. */
    int n = snprintf(options, sizeof options, "mode=755,size=%llu,nr_inodes=%llu",
                     (unsigned long long)s->hello.writable_bytes, (unsigned long long)s->hello.writable_inodes + 4);
    if (n < 0 || mount("writable", "/.writable", "tmpfs", MS_NOSUID | MS_NODEV, options) != 0) {
        return fail(f, SCE_STAGE_WRITABLE, "mount the writable tmpfs");
    }
    for (int i = 0; i < DIR_COUNT; i++) {
        if (mkdir(INNER[i], 0700) != 0 || mount(INNER[i], OUTER[i], NULL, MS_BIND, NULL) != 0) {
            return fail(f, SCE_STAGE_WRITABLE, "bind %s", OUTER[i]);
        }
    }
    if (umount2("/.writable", DETACH) != 0) {
        return fail(f, SCE_STAGE_WRITABLE, "detach");
    }
    return 0;
}

int writable_open(struct slot *s, struct fault *f) {
    static const char *const OUTER[DIR_COUNT] = {"/work", "/tmp", "/dev/shm"};
    for (int i = 0; i < DIR_COUNT; i++) {
        close_quietly(&s->dir_fd[i]);
        s->dir_fd[i] = open(OUTER[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (s->dir_fd[i] < 0) {
            return fail(f, SCE_STAGE_WRITABLE, "open %s", OUTER[i]);
        }
        if (reset_directory(s, i, f) != 0) {
            return -1;
        }
    }
    struct statfs st;
    if (fstatfs(s->dir_fd[DIR_WORK], &st) != 0) {
        return fail(f, SCE_STAGE_WRITABLE, "statfs");
    }
    s->base_blocks = st.f_blocks - st.f_bfree;
    s->base_inodes = st.f_files - st.f_ffree;
    return 0;
}
