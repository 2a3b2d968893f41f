/*
 * WIPE: nothing a program did may be visible to the next one. Small remains are removed one by one; anything odd, and
 * anything that the file system's own counters do not confirm to be gone, is answered by replacing the whole thing.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/fs.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "slot.h"

extern int umount2(const char *target, int flags);
#define DETACH 2
#define WALK_BUDGET 2000

/* Attributes (POSIX ACLs are attributes too) of a directory that itself is not removed. */
static int remove_attributes(int fd) {
    static char names[65536]; /* as many as the kernel lists */
    ssize_t n = flistxattr(fd, names, sizeof names);
    if (n < 0) {
        return errno == ENOTSUP || errno == ENOSYS ? 0 : -1;
    }
    for (ssize_t at = 0; at < n; at += (ssize_t)strlen(names + at) + 1) {
        if (strncmp(names + at, "security.", 9) != 0 && fremovexattr(fd, names + at) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Flags like those of chattr; file systems without them have nothing to clear. */
static int clear_flags(int fd) {
    int flags = 0;
    if (ioctl(fd, FS_IOC_GETFLAGS, &flags) != 0) {
        return errno == ENOTTY || errno == EOPNOTSUPP ? 0 : -1;
    }
    int changeable = FS_NODUMP_FL | FS_NOATIME_FL | FS_APPEND_FL | FS_IMMUTABLE_FL | FS_SYNC_FL | FS_DIRSYNC_FL;
    int cleared = flags & ~changeable;
    return cleared == flags || ioctl(fd, FS_IOC_SETFLAGS, &cleared) == 0 ? 0 : -1;
}

int reset_directory(const struct slot *s, int which, struct fault *f) {
    int fd = s->dir_fd[which];
    mode_t mode = s->way == SCE_WAY_LANDLOCK ? 0700 : which == DIR_WORK ? 0755 : 01777;
    struct stat st;
    if (remove_attributes(fd) != 0 || fstat(fd, &st) != 0) {
        return fail(f, SCE_STAGE_WIPE, "attributes of directory %d", which);
    }
    if ((st.st_uid != s->run_uid || st.st_gid != s->run_gid) && fchown(fd, s->run_uid, s->run_gid) != 0) {
        return fail(f, SCE_STAGE_WIPE, "owner of directory %d", which);
    }
    if ((st.st_mode & 07777) != mode && fchmod(fd, mode) != 0) {
        return fail(f, SCE_STAGE_WIPE, "mode of directory %d", which);
    }
    /* Their owner can leave a number in the times of the directory and bits in its flags. */
    if (futimens(fd, NULL) != 0 || clear_flags(fd) != 0) {
        return fail(f, SCE_STAGE_WIPE, "times or flags of directory %d", which);
    }
    return 0;
}

/* Whether there is no object of any of the System V interfaces. */
static bool ipc_is_empty(void) {
    struct shm_info shm;
    struct msginfo msg;
    struct seminfo sem;
    memset(&shm, 0, sizeof shm);
    memset(&msg, 0, sizeof msg);
    memset(&sem, 0, sizeof sem);
    if (shmctl(0, SHM_INFO, (struct shmid_ds *)(void *)&shm) < 0 ||
        msgctl(0, MSG_INFO, (struct msqid_ds *)(void *)&msg) < 0 || semctl(0, 0, SEM_INFO, &sem) < 0) {
        return errno == ENOSYS;
    }
    return shm.used_ids == 0 && msg.msgpool == 0 && sem.semusz == 0;
}

/* Segments are removed by hand first, because their memory is then free at once and not when the kernel gets round to
 * it. */
static int ipc_clean(struct slot *s, struct fault *f) {
    if (ipc_is_empty()) {
        return 0;
    }
    struct shmid_ds ds;
    int highest = shmctl(0, SHM_INFO, &ds);
    for (int i = 0; i <= highest; i++) {
        int id = shmctl(i, SHM_STAT, &ds);
        if (id >= 0 && shmctl(id, IPC_RMID, NULL) != 0) {
            break; /* the new namespace below takes care of it */
        }
    }
    if (unshare(CLONE_NEWIPC) != 0) {
        return fail(f, SCE_STAGE_WIPE, "a fresh ipc namespace");
    }
    warm_forget(s); /* interpreters hold on to the old one */
    return 0;
}

/*
 * The kernel forgets some sockets a little after they are closed: those of netlink, which every name lookup uses, after
 * an RCU grace period. Waiting up to 25 ms costs less than interpreters anew.
 */
static bool network_becomes_clean(const struct slot *s) {
    struct timespec pause = {.tv_nsec = 200 * 1000};
    bool clean = network_is_clean(s);
    for (int tries = 0; !clean && s->warm_count > 0 && tries < 7; tries++) {
        (void)nanosleep(&pause, NULL);
        pause.tv_nsec *= 2;
        clean = network_is_clean(s);
    }
    return clean;
}

static int network_clean(struct slot *s, struct fault *f) {
    if (network_becomes_clean(s)) {
        return 0;
    }
    if (unshare(CLONE_NEWNET) != 0) {
        return fail(f, SCE_STAGE_WIPE, "a fresh network namespace");
    }
    warm_forget(s);
    return network_up(s, f);
}

/* True when the walk has removed everything, by its own account and by that of the file system. */
static bool walk_all(struct slot *s, struct fault *f) {
    struct statfs st;
    for (int i = 0; i < DIR_COUNT; i++) {
        if (clean_directory(s->dir_fd[i], WALK_BUDGET) != 0 || reset_directory(s, i, f) != 0) {
            return false;
        }
    }
    return fstatfs(s->dir_fd[DIR_WORK], &st) == 0 && st.f_blocks - st.f_bfree == s->base_blocks &&
           st.f_files - st.f_ffree == s->base_inodes;
}

static int replace_writable(struct slot *s, struct fault *f) {
    static const char *const OUTER[DIR_COUNT] = {"/work", "/tmp", "/dev/shm"};
    for (int i = 0; i < DIR_COUNT; i++) {
        close_quietly(&s->dir_fd[i]);
        if (umount2(OUTER[i], DETACH) != 0) {
            return fail(f, SCE_STAGE_WIPE, "detach %s", OUTER[i]);
        }
    }
    return writable_mount(s, f) != 0 || writable_open(s, f) != 0 ? -1 : 0;
}

/* The next program's processes are numbered as the first one's were. Kernels without checkpoints count on. */
static void restart_pids(const struct slot *s) {
    char text[16];
    if (snprintf(text, sizeof text, "%d", (int)s->self) > 0) {
        (void)write_at(s->proc_fd, "sys/kernel/ns_last_pid", text);
    }
}

static int wipe_landlock(struct slot *s, struct fault *f) {
    if (clean_directory(s->dir_fd[DIR_WORK], -1) != 0) {
        return fail(f, SCE_STAGE_WIPE, "empty the work directory");
    }
    return reset_directory(s, DIR_WORK, f);
}

int wipe(struct slot *s, struct fault *f, uint8_t *way) {
    *way = SCE_WIPED_WALK;
    int result = 0;
    /* Every run has ended with a proof that nothing lives; asking again is one system call. */
    if (waitpid(-1, NULL, WNOHANG) >= 0 || errno != ECHILD) {
        result = fail_errno(f, SCE_STAGE_WIPE, EBUSY, "a process is alive");
    } else if (s->way == SCE_WAY_LANDLOCK) {
        result = wipe_landlock(s, f);
    } else {
        if (!walk_all(s, f)) {
            *way = SCE_WIPED_FRESH;
            memset(f, 0, sizeof *f);
            result = replace_writable(s, f);
        }
        if (result == 0) {
            result = ipc_clean(s, f);
        }
        if (result == 0) {
            result = network_clean(s, f);
        }
        restart_pids(s);
    }
    if (result != 0) {
        *way = SCE_WIPED_FAILED;
    }
    return result;
}
