/* What a forked child does to itself before anything of Python: what child.c does between fork and exec, but for what
 * the interpreter has already: identity, capabilities and filter (keeper.c). */
#define _GNU_SOURCE
#include "sce_warm.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>

static void close_rest(void) {
    if (syscall(SYS_close_range, (unsigned)SCE_WARM_CHANNEL, ~0u, 0u) == 0) {
        return;
    }
    if (errno != ENOSYS && errno != EPERM) {
        fault(SCE_WARM_STEP_CLOSE);
    }
    /* Before Linux 5.9. The interpreter holds few descriptors, all of them low. */
    for (int fd = SCE_WARM_CHANNEL; fd < 1024; fd++) {
        (void)close(fd);
    }
}

/*
 * glibc reads once, when a process starts, what stacks its threads get: the limit of the stack. A fresh interpreter has
 * this program's.
 */
extern int pthread_setattr_default_np(const pthread_attr_t *) __attribute__((weak));

static void size_stacks(size_t size) {
#ifdef __GLIBC__
    pthread_attr_t a;
    if (&pthread_setattr_default_np != NULL && pthread_attr_init(&a) == 0) {
        if (pthread_attr_setstacksize(&a, size & ~(size_t)4095) == 0) {
            (void)pthread_setattr_default_np(&a);
        }
        (void)pthread_attr_destroy(&a);
    }
#else
    (void)size; /* musl has a size of its own */
#endif
}

void enter_sandbox(const struct request *r) {
    int group = r->fd[SCE_WARM_STREAMS];
    if (group >= 0 && write(group, "0", 1) != 1) {
        fault(SCE_WARM_STEP_GROUP);
    }
    if (setsid() < 0) {
        fault(SCE_WARM_STEP_SESSION);
    }
    for (int i = 0; i < SCE_WARM_STREAMS; i++) {
        if (dup2(r->fd[i], i) != i) {
            fault(SCE_WARM_STEP_STREAMS);
        }
    }
    if (chdir(r->directory) != 0) {
        fault(SCE_WARM_STEP_CHDIR);
    }
    for (uint32_t i = 0; i < r->limits; i++) {
        struct rlimit limit = {r->limit[i].value, r->limit[i].value};
        if (syscall(SYS_prlimit64, 0, r->limit[i].resource, &limit, NULL) != 0) {
            fault(SCE_WARM_STEP_RLIMIT);
        }
        if (r->limit[i].resource == RLIMIT_STACK) {
            size_stacks((size_t)r->limit[i].value);
        }
    }
    sigset_t none;
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) {
        fault(SCE_WARM_STEP_SIGNALS);
    }
    close_rest();
}

/* The kernel forgets a task's rseq registration in a vfork, and with it sched_getcpu's fast answer (a stale one would
 * be left). */
extern const ptrdiff_t __rseq_offset __attribute__((weak));
extern const unsigned __rseq_size __attribute__((weak));

void restore_rseq(void) {
#if defined(SYS_rseq) && (defined(__x86_64__) || defined(__aarch64__))
#ifdef __x86_64__
    const uint32_t signature = 0x53053053;
#else
    const uint32_t signature = 0xd428bc00;
#endif
    if (&__rseq_size != NULL && &__rseq_offset != NULL && __rseq_size != 0) {
        char *area = (char *)__builtin_thread_pointer() + __rseq_offset;
        memset(area, 0, 32);
        (void)syscall(SYS_rseq, area, 32u, 0, signature);
    }
#endif
}
