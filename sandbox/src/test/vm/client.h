/* A small client of the supervisor: what the JVM does, for a machine that has no JVM. One client is one slot. */
#ifndef VM_CLIENT_H
#define VM_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "protocol.h"

#define MB ((uint64_t)1 << 20)
#define SECOND ((uint64_t)1000000000)

struct ready {
    uint8_t way;
    uint32_t features;
    char dir[512];
    char notes[512];
};

struct client {
    pid_t pid; /* of the supervisor, the process that stays outside the slot; -1: none */
    int to;
    int from;
    uint8_t *buf; /* bytes that have come and are not yet consumed */
    size_t have;
    size_t eaten; /* of the frame handed out last */
    struct ready ready;
};

/* A zero means the default of client_run(): 20 s of wall time, 64 processes, no other limit. */
struct job {
    const char *argv[8];
    uint64_t wall_ns;
    uint64_t cpu_ns;
    uint64_t memory;
    uint32_t processes;
};

struct done {
    uint8_t how;
    int status;
    uint64_t wall_ns;
    uint64_t user_ns;
    uint64_t sys_ns;
    uint64_t peak;
    uint8_t source;
    uint32_t left;
    uint32_t pids_hits;
    uint32_t stage;
    uint32_t err;
    char out[1024]; /* the beginning of standard output */
};

/* All of these return false after they have said why (see why() in vmtest.h). */
bool client_open(struct client *c, uint8_t mode);
bool client_start(struct client *c, const struct job *job);
bool client_finish(struct client *c, struct done *d);
bool client_run(struct client *c, const struct job *job, struct done *d);
bool client_wipe(struct client *c);
/* An orderly end: BYE, and the supervisor's exit status must be 0. */
bool client_bye(struct client *c);
/* Waits for the supervisor, whatever ended it, and frees what the client holds. Does nothing the second time. */
void client_drop(struct client *c);

const char *how_name(uint8_t how);

#endif
