/* What the system call filter refuses, and why. seccomp.c makes the filter of it. */
#ifndef SCE_SECCOMP_RULES_H
#define SCE_SECCOMP_RULES_H

#include <sys/syscall.h>

#include "syscalls.h"

/* What is done with a call. The ones from CLONE on look at arguments; OWN_PID: the first one has to be 0. */
enum verdict {
    ALLOW,
    PERM,
    NOSYS,
    CLONE,
    SOCKET,
    SOCKETPAIR,
    FCNTL,
    IOCTL,
    PERSONALITY,
    OWN_PID,
    TARGET_FIRST,
    SETRLIMIT,
    PRLIMIT,
    PRIORITY,
    IO_PRIORITY,
    SETSOCKOPT,
    MMAP,
    MEMFD,
    VERDICTS
};

struct rule {
    int number;
    enum verdict verdict;
};

/* In force everywhere. Numbers an architecture lacks are left out by the #ifdefs below. */
static const struct rule COMMON[] = {
    /* Reaching into other processes: init and the siblings of a program stay private even where ids are equal. */
    {SYS_ptrace, PERM},
    {SYS_process_vm_readv, PERM},
    {SYS_process_vm_writev, PERM},
    {SYS_kcmp, PERM},
    {NR_process_madvise, PERM},
    {NR_pidfd_getfd, PERM},
    {NR_process_mrelease, PERM},
    /* Kernel keyrings belong to a user id and outlive processes: state between runs. */
    {SYS_keyctl, PERM},
    {SYS_add_key, PERM},
    {SYS_request_key, PERM},
    /* Large kernel attack surface that programs under test do not need; io_uring also bypasses this filter. */
    {SYS_bpf, PERM},
    {SYS_perf_event_open, PERM},
    {SYS_io_uring_setup, PERM},
    {SYS_io_uring_enter, PERM},
    {SYS_io_uring_register, PERM},
    {SYS_userfaultfd, PERM},
    /* The slot's root is finished: no mounts, no other roots, no look at the mount table through new interfaces. */
    {SYS_mount, PERM},
    {SYS_umount2, PERM},
    {SYS_pivot_root, PERM},
    {SYS_move_mount, PERM},
    {SYS_open_tree, PERM},
    {SYS_fsopen, PERM},
    {SYS_fsconfig, PERM},
    {SYS_fsmount, PERM},
    {SYS_fspick, PERM},
    {NR_mount_setattr, PERM},
    {NR_statmount, PERM},
    {NR_listmount, PERM},
    {NR_open_tree_attr, PERM},
    {SYS_chroot, PERM},
    /* New namespaces would give capabilities over new kernel objects. clone3 hides its flags from filters; libc falls
       back to clone. */
    {SYS_unshare, PERM},
    {SYS_setns, PERM},
    {SYS_clone3, NOSYS},
    {SYS_clone, CLONE},
    /*
     * The machine itself: boot, modules, swap, names, clocks, logs, quotas. Refused by capabilities as well; this is
     * the second lock.
     */
    {SYS_kexec_load, PERM},
    {SYS_init_module, PERM},
    {SYS_finit_module, PERM},
    {SYS_delete_module, PERM},
    {SYS_reboot, PERM},
    {SYS_swapon, PERM},
    {SYS_swapoff, PERM},
    {SYS_sethostname, PERM},
    {SYS_setdomainname, PERM},
    {SYS_settimeofday, PERM},
    {SYS_clock_settime, PERM},
    {SYS_clock_adjtime, PERM},
    {SYS_adjtimex, PERM},
    {SYS_syslog, PERM},
    {SYS_quotactl, PERM},
    {NR_quotactl_fd, PERM},
    {SYS_acct, PERM},
    {SYS_vhangup, PERM},
#ifdef SYS_kexec_file_load
    {SYS_kexec_file_load, PERM},
#endif
#ifdef __x86_64__
    /* Hardware access and old calls that only old bugs care about. */
    {SYS_iopl, PERM},
    {SYS_ioperm, PERM},
    {SYS_modify_ldt, PERM},
    {SYS_uselib, NOSYS},
    {SYS__sysctl, NOSYS},
    {SYS_ustat, NOSYS},
    {SYS_sysfs, NOSYS},
#endif
    {SYS_nfsservctl, NOSYS},
    {SYS_lookup_dcookie, PERM},
    /* Files by handle escape any mount namespace; fanotify watches whole file systems. */
    {SYS_name_to_handle_at, PERM},
    {SYS_open_by_handle_at, PERM},
    {SYS_fanotify_init, PERM},
    {SYS_fanotify_mark, PERM},
    /* Memory placement of others and of the machine. Querying (get_mempolicy) stays: numpy, OpenMP and JVMs ask. */
    {SYS_migrate_pages, PERM},
    {SYS_move_pages, PERM},
    {SYS_mbind, PERM},
    {SYS_set_mempolicy, PERM},
    {NR_set_mempolicy_home_node, PERM},
    /* POSIX message queues outlive processes and cannot be listed without mounting their file system. */
    {SYS_mq_open, NOSYS},
    {SYS_mq_unlink, NOSYS},
    /* Secret memory is not counted as resident by anybody. */
    {NR_memfd_secret, NOSYS},
    {SYS_memfd_create, MEMFD},
    /* Huge pages come from a pool of the machine that no memory limit covers. */
    {SYS_mmap, MMAP},
    /*
     * Families other than local, IPv4 and IPv6 load kernel modules or leave the slot (AF_VSOCK talks to the
     * hypervisor). Netlink's answers wait in memory that no limit counts; name lookups do without it.
     */
    {SYS_socket, SOCKET},
    {SYS_socketpair, SOCKETPAIR},
    /* Asynchronous I/O and inotify draw on small pools that the whole machine, or all processes of a user, share. */
    {SYS_io_setup, NOSYS},
    {SYS_inotify_init1, NOSYS},
#ifdef __x86_64__
    {SYS_inotify_init, NOSYS},
#endif
    /* Flushes the file systems of the whole machine, and waits for that where no signal reaches. */
    {SYS_sync, PERM},
    {SYS_syncfs, PERM},
    /* Options whose effects outlive the socket, or that draw on a pool of the machine. */
    {SYS_setsockopt, SETSOCKOPT},
    /*
     * Leases and directory notifications stall or signal whoever opens a file next, even init. Terminal injection:
     * TIOCSTI, TIOCLINUX.
     */
    {SYS_fcntl, FCNTL},
    {SYS_ioctl, IOCTL},
    /* Execution domains switch off protections (READ_IMPLIES_EXEC); debuggers' ADDR_NO_RANDOMIZE is harmless. */
    {SYS_personality, PERSONALITY},
    /*
     * Init may have the same user id: it must not be slowed down, moved, or given limits by its programs. See FREE for
     * its processors.
     */
    {SYS_prlimit64, PRLIMIT},
    {SYS_sched_setscheduler, TARGET_FIRST},
    {SYS_sched_setparam, TARGET_FIRST},
    {SYS_sched_setattr, TARGET_FIRST},
    {SYS_setpriority, PRIORITY},
    {SYS_ioprio_set, IO_PRIORITY},
    /* RLIMIT_CORE stays 1 (see limits_plan): lowering it to 0 would make a crash start the machine's core dump handler.
     */
    {SYS_setrlimit, SETRLIMIT},
};

/* A program may choose among the processors, but in a slot that keeps to one it has no choice: the others belong to
 * other slots. */
static const struct rule FREE[] = {{SYS_sched_setaffinity, TARGET_FIRST}};
static const struct rule PINNED[] = {{SYS_sched_setaffinity, PERM}};

/* Mode LANDLOCK has no namespaces, so what they would have hidden must be refused. */
static const struct rule LANDLOCK_ONLY[] = {
    /* System V objects would outlive the run and be visible to the whole machine. */
    {SYS_shmget, NOSYS},
    {SYS_shmat, NOSYS},
    {SYS_shmctl, NOSYS},
    {SYS_semget, NOSYS},
    {SYS_semop, NOSYS},
    {SYS_semtimedop, NOSYS},
    {SYS_semctl, NOSYS},
    {SYS_msgget, NOSYS},
    {SYS_msgsnd, NOSYS},
    {SYS_msgrcv, NOSYS},
    {SYS_msgctl, NOSYS},
    /*
     * Landlock does not cover connecting to a socket file (a D-Bus or a container engine's socket), so there is no
     * connecting at all.
     */
    {SYS_connect, PERM},
    {SYS_bind, PERM},
    {SYS_listen, PERM},
};

/* Mode LANDLOCK without an id of its own: files of the caller could be changed by path, which Landlock does not cover.
 */
static const struct rule SAME_USER[] = {
    {SYS_fchmod, PERM},       {SYS_fchmodat, PERM},  {NR_fchmodat2, PERM},     {SYS_fchown, PERM},
    {SYS_fchownat, PERM},     {SYS_utimensat, PERM}, {NR_file_setattr, PERM},  {SYS_setxattr, PERM},
    {SYS_lsetxattr, PERM},    {SYS_fsetxattr, PERM}, {SYS_removexattr, PERM},  {SYS_lremovexattr, PERM},
    {SYS_fremovexattr, PERM}, {NR_setxattrat, PERM}, {NR_removexattrat, PERM},
#ifdef __x86_64__
    {SYS_chmod, PERM},        {SYS_chown, PERM},     {SYS_lchown, PERM},       {SYS_utime, PERM},
    {SYS_utimes, PERM},       {SYS_futimesat, PERM},
#endif
};

/* As before, on kernels whose Landlock cannot confine signals (before ABI 6): the JVM has the same id. */
static const struct rule NO_SCOPES[] = {
    {SYS_kill, OWN_PID},
    {SYS_tkill, PERM},
    {SYS_tgkill, PERM},
    {SYS_rt_sigqueueinfo, PERM},
    {SYS_rt_tgsigqueueinfo, PERM},
    {SYS_pidfd_send_signal, PERM},
};

#endif
