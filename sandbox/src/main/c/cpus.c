/*
 * Processors: how many the programs of a slot can use at once, and the one that a pinned slot keeps to.
 *
 * The JVM numbers its slots by place; the place picks one of the processors that we may use, so a mask set from outside
 * (taskset, a cpuset) holds. Everything started later inherits the choice. Only entering a control group can undo it:
 * on kernels before 6.2 a group with a cpuset gives whoever enters it the whole set. Those who have entered one
 * therefore ask for their processor again.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "slot.h"

/* The processors this process may use, or NULL. The kernel refuses a set smaller than its own without saying how large
 * that is. */
static cpu_set_t *allowed(int *count) {
    for (*count = CPU_SETSIZE; *count <= CPU_SETSIZE << 10; *count *= 2) {
        cpu_set_t *set = CPU_ALLOC((size_t)*count);
        if (set == NULL) {
            return NULL;
        }
        if (sched_getaffinity(0, CPU_ALLOC_SIZE((size_t)*count), set) == 0) {
            return set;
        }
        int err = errno;
        CPU_FREE(set);
        errno = err;
        if (err != EINVAL) {
            return NULL;
        }
    }
    return NULL;
}

uint64_t cpus_usable(void) {
    int count = 0;
    cpu_set_t *set = allowed(&count);
    if (set == NULL) {
        return 64;
    }
    int usable = CPU_COUNT_S(CPU_ALLOC_SIZE((size_t)count), set);
    CPU_FREE(set);
    return usable > 0 ? (uint64_t)usable : 1;
}

int cpus_choose(struct slot *s, uint32_t place, struct fault *f) {
    int count = 0;
    cpu_set_t *set = allowed(&count);
    if (set == NULL) {
        return fail(f, SCE_STAGE_INIT, "sched_getaffinity");
    }
    size_t size = CPU_ALLOC_SIZE((size_t)count);
    int usable = CPU_COUNT_S(size, set);
    uint32_t before = usable > 0 ? place % (uint32_t)usable : 0; /* how many of ours come before the one */
    for (int cpu = 0; cpu < count && s->cpu < 0; cpu++) {
        if (CPU_ISSET_S((size_t)cpu, size, set) && before-- == 0) {
            s->cpu = cpu;
        }
    }
    CPU_FREE(set);
    if (s->cpu < 0) {
        return fail_errno(f, SCE_STAGE_INIT, ENODEV, "no processor may be used");
    }
    return cpus_keep(s, f);
}

int cpus_keep(const struct slot *s, struct fault *f) {
    if (s->cpu < 0) {
        return 0;
    }
    size_t size = CPU_ALLOC_SIZE((size_t)s->cpu + 1);
    cpu_set_t *set = CPU_ALLOC((size_t)s->cpu + 1);
    if (set == NULL) {
        return fail(f, SCE_STAGE_INIT, "no memory");
    }
    CPU_ZERO_S(size, set);
    CPU_SET_S((size_t)s->cpu, size, set);
    int result = sched_setaffinity(0, size, set) == 0 ? 0 : fail(f, SCE_STAGE_INIT, "keep to processor %d", s->cpu);
    CPU_FREE(set);
    return result;
}
