/* One slot: everything the supervisor knows about the sandbox it keeps, and the functions of each part. */
#ifndef SCE_SLOT_H
#define SCE_SLOT_H

#include <linux/filter.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "channel.h"
#include "frame.h"
#include "util.h"

/*
 * Paths are kept only by the supervisor (it makes and removes the directories); init uses the descriptors, which lead
 * nowhere else. -1 or "": not there. Init and the interpreters live in the slot's group. The programs have a group of
 * their own below it, which has the memory limit: what a program does there can neither kill init nor be charged to it.
 */
struct cgroup {
    char dirs[4][512]; /* memory, pids, cpu (v1), or the v2 one in V2_DIR */
    char home[560]; /* v2: where init and the interpreters live; version 2 allows no processes beside groups */
    char run[560]; /* the programs' group */
    uint32_t features;
    int limit_fd; /* memory.limit_in_bytes or memory.max */
    int swap_fd; /* v1 memory.memsw.limit_in_bytes */
    int usage_fd; /* memory.usage_in_bytes or memory.current */
    int peak_fd; /* memory.max_usage_in_bytes or memory.peak */
    int stat_fd; /* memory.stat */
    int oom_fd; /* memory.oom_control or memory.events */
    int sockets_limit_fd; /* v1 memory.kmem.tcp: buffers of network sockets, which version 1 counts apart */
    int sockets_peak_fd;
    int enter_fd; /* "0" written by a process moves it into the programs' group */
    int pids_fd; /* pids.max; version 1: of the slot, version 2: of the programs, as the two below */
    int pids_events_fd;
    int cpu_fd; /* cpuacct.usage or cpu.stat */
    uint64_t limit; /* in force; UINT64_MAX: none */
    uint64_t pids_limit;
    bool peak_resets; /* v2: this kernel lets a descriptor forget the peak */
};

enum { CG_MEMORY, CG_PIDS, CG_CPU, CG_V2 };

/* Directories programs may write to, as descriptors held by init. */
enum { DIR_WORK, DIR_TMP, DIR_SHM, DIR_COUNT };

/* Shared between init and the child it has just forked: what the child was doing when it failed. */
struct child_report {
    volatile uint32_t stage;
    volatile int32_t err;
};

struct slot {
    struct hello hello;
    uint8_t way;
    uint32_t features;
    uint32_t landlock_abi;
    char notes[512];
    struct cgroup cg;
    pid_t self; /* pid of init as its programs see it */
    uid_t run_uid; /* identity of the programs */
    gid_t run_gid;
    bool switch_ids; /* the child has to change its ids (init has others) */
    bool clear_groups;
    bool born_expendable; /* init itself has the OOM score of the programs, so children need not set it */
    uint64_t foreign_tasks; /* tasks of run_uid outside this slot that RLIMIT_NPROC counts too */
    int proc_fd; /* a proc file system of this pid namespace, without hidepid */
    int sockstat_fd;
    int diag_fd; /* asks about local sockets; -1 where a memory group counts them, or there is no such thing */
    int dir_fd[DIR_COUNT];
    int snapshot_fd; /* what the working directory is restored from; -1: nothing */
    uint64_t base_blocks; /* of the empty writable file system */
    uint64_t base_inodes;
    uint64_t files_at_start; /* bytes in files and System V objects when the program was started */
    int signal_fd;
    int keeper_fd; /* init: asks the supervisor for interpreters and for a new group; the supervisor: hears init. -1:
                      they no longer understand each other */
    struct warm *warm; /* init's interpreters */
    uint32_t warm_count; /* interpreters alive: processes of the slot's group that are not the program's */
    uint64_t warm_cpu_ns; /* what all of them have used so far, the ended ones included */
    bool own_cgroup_view;
    int clear_refs_fd; /* forgets the largest size init has had; -1: not there */
    int ruleset_fd;
    struct sock_fprog filter;
    struct child_report *report;
    uint64_t cpus; /* that programs can use at once: bounds how fast CPU time can pass */
    int cpu; /* the one this slot keeps to; -1: all that the JVM may use */
};

/* namespaces.c: the supervisor, from cloning init to the end */
int slot_start(struct slot *s, pid_t *init, struct fault *f);
int slot_guard(struct slot *s, pid_t init);
/* init.c: the other process */
_Noreturn void init_main(struct slot *s, int sync);

/* rootfs.c, special.c, network.c */
int rootfs_build(struct slot *s, struct fault *f);
int special_dev(struct fault *f);
int special_proc(struct slot *s, struct fault *f);
int special_etc(const struct slot *s, struct fault *f);
int make_parents(const char *path, struct fault *f, uint32_t stage);
int make_target(const char *path, bool directory, struct fault *f, uint32_t stage);
int writable_mount(struct slot *s, struct fault *f);
int writable_open(struct slot *s, struct fault *f);
int network_up(struct slot *s, struct fault *f);
bool network_is_clean(const struct slot *s);

/* sockets.c: in the network namespace this process is in now */
void sockets_open(struct slot *s);
uint64_t sockets_own(const struct slot *s); /* how many of the namespace's sockets are ours */
uint64_t sockets_memory(const struct slot *s);

/* cpus.c */
uint64_t cpus_usable(void);
/* Picks the processor for a place among the slots, counting round when there are more places, and keeps this process to
 * it. */
int cpus_choose(struct slot *s, uint32_t place, struct fault *f);
/* Keeps to the processor chosen before, if one was. */
int cpus_keep(const struct slot *s, struct fault *f);

/* cgroup.c: the supervisor */
void cgroup_create(struct slot *s);
int cgroup_attach(struct cgroup *cg, pid_t pid, struct fault *f);
void cgroup_remove(struct cgroup *cg);
void cgroup_close(struct cgroup *cg);
void cgroup_kill(const struct cgroup *cg);
int open_in(const char *dir, const char *name, int flags);

/* group.c: the programs' group. The supervisor makes it, and makes it anew when init asks; children enter it
 * themselves. */
enum { GROUP_FDS = 12 };
int group_make(struct cgroup *cg);
void group_remove(struct cgroup *cg);
/* Removes any group's directory; a process that has just been reaped may hold it for a moment longer. */
int group_rmdir(const char *dir);
/* The supervisor: replaces the group; the descriptors in order, and which of them there are, bit by bit. */
int group_replace(struct cgroup *cg, int fds[GROUP_FDS], uint32_t *present);
/* Init: swaps the descriptors for those that have come. */
int group_adopt(struct cgroup *cg, const int *fds, size_t count, uint32_t present);
void group_close(struct cgroup *cg);
/* A child: moves itself. */
int group_enter(const struct cgroup *cg);

/* meter.c: init */
struct meter {
    uint64_t cpu_start; /* cgroup CPU minus our own, ns */
    uint64_t rusage_user;
    uint64_t rusage_sys;
    uint64_t oom_start;
    uint64_t pids_start;
    uint64_t peak_start; /* v2: the largest peak of earlier runs, where it cannot be reset */
    uint64_t max_rss; /* bytes, of any reaped process */
    uint64_t sampled_peak;
};
int meter_init(struct slot *s, struct fault *f);
int meter_begin(struct slot *s, const struct run_request *r, struct meter *m, struct fault *f);
uint64_t meter_cpu_ns(const struct slot *s, const struct meter *m); /* of the run so far, as far as known */
bool meter_needs_samples(const struct slot *s);
void meter_sample(const struct slot *s, struct meter *m);
bool meter_out_of_memory(const struct slot *s, const struct meter *m);
uint64_t meter_pids_hits(const struct slot *s, const struct meter *m);
uint64_t meter_peak(const struct slot *s, const struct meter *m, uint8_t *source);
void meter_rusage(const struct meter *m, uint64_t *user, uint64_t *sys);

/* sampling.c: init */
struct sample {
    uint64_t memory; /* an estimate, cheap to find */
    uint64_t most; /* if no page of one process is another's as well */
    uint64_t doubtful; /* what of it may be counted twice: pages both mapped and in files */
    uint64_t cpu_ns;
    uint32_t processes;
};
struct sampler {
    uint64_t next_ns;
    uint64_t interval_ns;
    uint64_t last_memory;
    uint64_t gone_cpu_ns; /* last seen CPU time of processes that have vanished */
    uint32_t seen_count;
    struct seen {
        pid_t pid;
        uint64_t cpu_ns;
        uint64_t round;
    } seen[256];
    uint64_t round;
};
void sampler_begin(struct slot *s, struct sampler *p);
void sampler_take(struct slot *s, struct sampler *p, struct sample *out);
/* True when the slot's processes really use more than the limit. */
bool sampler_confirm(struct slot *s, uint64_t limit);
uint64_t sampler_exact(struct slot *s);
/* The largest memory so far, given what a cheap look has seen. */
uint64_t sampler_peak(struct slot *s, const struct sample *cheap, uint64_t peak_so_far);
/* Whether a task of the program could run at this moment, whether it has a processor or waits for one. */
bool tree_is_able(const struct slot *s);
/* Processor time of one live process. */
uint64_t process_cpu_ns(pid_t pid);
/* Processor time of all live processes and of their children that they have waited for. */
uint64_t tree_cpu_ns(const struct slot *s);
/*
 * The longest time that a process of the program was able to run and did not, for want of a processor, through no doing
 * of the program: what the rest of it has used meanwhile does not count, nor do processes that have made themselves
 * less important.
 */
uint64_t denied_ns(const struct slot *s, uint64_t tree_cpu_ns);
/* For how long processors of the machine have had nothing to do, all added up: whoever could run then was not denied
 * one. */
uint64_t machine_idle_ns(const struct slot *s);
/* Sends SIGKILL to every descendant of this process found in /proc (mode LANDLOCK); returns how many it saw. */
int descendants_kill(int proc_fd);

/* limits.c, seccomp.c, landlock.c, child.c */
struct limit_set {
    int resource[12];
    uint64_t value[12];
    int count;
};
int limits_init(struct fault *f);
/* The largest stack that a program gets when it does not ask for one; never less than 64 MiB. */
uint64_t stack_most(void);
void limits_plan(const struct slot *s, const struct run_request *r, struct limit_set *out);
int limits_apply(const struct limit_set *l);
uint64_t count_tasks_of(int proc_fd, uid_t uid);
bool kernel_at_least(unsigned major, unsigned minor);
bool may_switch_ids(void);
int capabilities_trim(const struct slot *s, struct fault *f);
int capabilities_drop(void);
int identity_change(const struct slot *s);
int seccomp_build(struct slot *s, struct fault *f);
int landlock_init(struct slot *s, struct fault *f);
int landlock_enter(const struct slot *s);

struct prepared_child {
    const struct slot *slot;
    const struct run_request *request;
    struct limit_set limits;
    char **candidates; /* paths to try, NULL-terminated */
    char **shell_argv; /* {"/bin/sh", path, arguments...}: for files execve does not know */
    int in;
    int out;
    int err;
};
int child_prepare(const struct slot *s, const struct run_request *r, struct prepared_child *l);
void child_release(struct prepared_child *l);
pid_t child_fork(struct prepared_child *l);

/* warm.c, eligible.c: init's part of warm interpreters; keeper.c: the supervisor's */
enum { WARM_MAX = 6, WARM_TEXT = 96 << 10 };
struct interpreter;
struct warm_choice {
    struct interpreter *interpreter; /* NULL: the command is exec'ed, */
    struct interpreter *judge; /* NULL: nobody judges the program but itself */
    char why[200]; /* and this says why; empty when nobody asked for more */
};
/* Everything an interpreter's start depends on: its path, then the variables, each with its NUL. */
struct warm_key {
    char text[4096];
    size_t len;
    uint32_t count; /* texts */
};
bool warm_eligible(const struct slot *s, const struct run_request *r, struct warm_key *key, char *why, size_t size);
bool warm_trusted(const char *path, char *why, size_t size);
/* Has the supervisor replace the programs' group, which is empty. */
int warm_renew_group(struct slot *s, struct fault *f);
/* Finds or starts the interpreter for a command. Before the run's clock starts. */
void warm_prepare(struct slot *s, const struct run_request *r, struct warm_choice *out);
/* Returns the pid of the program, by then a child of ours; 0 when it has to be exec'ed after all. */
pid_t warm_fork(struct slot *s, struct warm_choice *w, const struct prepared_child *l);
/* True when a program ended because it could not be set up. */
bool warm_failed(struct warm_choice *w, int status, struct fault *f);

/* judge.c: init's part of judges that live on. */
enum { JUDGE_PIPES = 2 };
struct judge_ends {
    int request;
    int report;
    int questions;
    int answers;
};
/* Whether a judge may serve the command whose program the interpreter is to fork. Before the run's clock starts. */
bool judge_prepare(struct slot *s, const struct run_request *r, struct warm_choice *out);
/* Hands a sample over. false: the judge is gone. */
bool judge_begin(struct slot *s, struct warm_choice *w, const struct judge_ends *ends, uint64_t memory_bytes);
struct judge_word {
    uint32_t kind; /* SCE_WARM_JUDGED or SCE_WARM_ASK; 0: the judge is gone or talks nonsense */
    uint32_t what;
};
/* What a judge says. Its processor time is told with SCE_WARM_JUDGED and becomes the slot's. */
struct judge_word judge_hear(struct slot *s, struct warm_choice *w);
void judge_tell(struct warm_choice *w, uint64_t value);
int judge_socket(const struct warm_choice *w);
/* Ends a judge: what it still does is of no use, or it has said that it must go. */
void judge_end(struct slot *s, struct warm_choice *w);

/* Ends all interpreters: after their namespaces have been replaced. */
void warm_forget(struct slot *s);

struct keeper_order {
    /* KEEPER_START comes with descriptors and is answered by one byte and the control socket; KEEPER_STOP by one byte
     * when the interpreter has ended; KEEPER_GROUP as group_replace() says. */
    uint32_t op;
    uint32_t id;
    uint32_t texts;
    uint8_t has_cgroup;
    uint8_t has_user;
    uint8_t is_judge;
    char text[4096 + 512];
};
enum { KEEPER_START = 1, KEEPER_STOP = 2, KEEPER_GROUP = 3 };
enum {
    KEEPER_IN,
    KEEPER_OUT,
    KEEPER_PID,
    KEEPER_MNT,
    KEEPER_NET,
    KEEPER_IPC,
    KEEPER_UTS,
    KEEPER_CGROUP,
    KEEPER_USER,
    KEEPER_FDS
};
struct keeper {
    pid_t pids[WARM_MAX];
};
/*
 * descriptors.c: sendmsg and recvmsg with at most MAX_FDS descriptors; count is the room for them, then how many came.
 * Received ones are close-on-exec.
 */
enum { MAX_FDS = 12 };
int send_fds(int socket, const void *bytes, size_t len, const int *fds, size_t count);
ssize_t receive_fds(int socket, void *bytes, size_t len, int flags, int *fds, size_t *count);

/* Answers one order of init. -1: init has gone. */
int keeper_serve(struct slot *s, struct keeper *k);
void keeper_stop_all(struct keeper *k);

/* spool.c */
struct spool {
    uint64_t size;
    uint64_t stored;
    uint8_t small[4096];
    int fd; /* memory file for more than fits into small */
};
int spool_begin(struct spool *sp, uint64_t size);
int spool_add(struct spool *sp, const uint8_t *bytes, size_t len);
void spool_end(struct spool *sp);

/* run.c, finish.c: runs one command and appends DONE. Returns 0, or -1 when the slot cannot go on (the JVM has gone, or
 * processes will not die). */
int run_command(struct slot *s, struct channel *c, struct run_request *r, struct spool *sp,
                const struct fault *pending);

/* files.c */
struct incoming {
    int fd;
    uint64_t left;
};
int file_begin(struct slot *s, const struct file_head *head, struct incoming *in, struct fault *f);
int file_add(struct incoming *in, const uint8_t *bytes, size_t len, struct fault *f);
int file_send(struct slot *s, struct channel *c, const struct read_request *r);
/*
 * Makes a program of the working directory executable that is about to be started. Linkers do so with chmod, which
 * programs under the caller's own id are refused: Landlock has no rule for it, and the caller's files would be within
 * reach.
 */
void file_make_executable(const struct slot *s, const char *path);

/* snapshot.c */
int snapshot_take(struct slot *s, struct fault *f);
/* Into the working directory, which is empty. */
int snapshot_restore(struct slot *s, struct fault *f);
void snapshot_drop(struct slot *s);

/* wipe.c, clean.c */
int wipe(struct slot *s, struct fault *f, uint8_t *way);
int clean_directory(int fd, long budget);
int reset_directory(const struct slot *s, int which, struct fault *f);

/* serve.c */
int serve(struct slot *s, struct channel *c);

#endif
