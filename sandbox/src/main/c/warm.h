/* What warm.c and judge.c share: the processes outside the pid namespace that serve a slot. */
#ifndef SCE_WARM_PROCESSES_H
#define SCE_WARM_PROCESSES_H

#include "slot.h"
#include "warm_protocol.h"

#define ANSWER_PATIENCE_MS 10000

struct interpreter {
    struct warm_key key;
    int control; /* -1: not running */
    uint32_t id;
    uint32_t failures;
    uint64_t last_use;
    uint64_t cpu_ns;
    char why[160]; /* of the last failure */
};

/* The one with this key, started if need be; NULL: it cannot be had, why[] says why. */
struct interpreter *interpreter_obtain(struct slot *s, const struct warm_key *key, char *why, size_t size);
/* Ends one that has failed, and remembers what it did. */
void interpreter_failed(struct slot *s, struct interpreter *i, const char *what);
/* Ends one that has done nothing wrong. */
void interpreter_retire(struct slot *s, struct interpreter *i);
/* Takes over what it says it has used so far. */
void interpreter_used(struct slot *s, struct interpreter *i, uint64_t cpu_ns);
bool wait_readable(int fd, int other, int timeout_ms);
bool key_add(struct warm_key *key, const char *text);

#endif
