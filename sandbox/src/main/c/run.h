/* The state of one run, shared by run.c (until it ends) and finish.c (from there to DONE). */
#ifndef SCE_RUN_H
#define SCE_RUN_H

#include <sys/resource.h>

#include "slot.h"

struct stream {
    int fd;
    size_t pending;
    uint64_t total;
    uint8_t buffer[SCE_OUT_CHUNK - 64];
};

struct run {
    struct slot *slot;
    struct channel *channel;
    const struct run_request *request;
    struct spool *spool;
    struct meter meter;
    struct sampler sampler;
    struct stream stream[2];
    struct warm_choice warm;
    bool idle; /* the JVM has been told that it uses no processor */
    bool judged; /* a judge says when the run is over; else the end of the first process does */
    pid_t first;
    int in_fd;
    uint64_t in_sent;
    uint64_t start_ns;
    uint64_t ended_ns;
    uint64_t wake_ns;
    uint64_t next_cpu_ns;
    uint64_t sampled_cpu;
    uint64_t cpus;
    uint64_t delay_ns; /* denied by the machine; known when the wall clock ended the run */
    uint64_t idle_ns; /* of the machine, when the run had lasted for a while; 0: not yet */
    uint64_t able_ns; /* for how long the program could run, had it a processor or not; by looking */
    uint64_t looked_ns;
    uint64_t next_look_ns;
    uint64_t quiet_ns; /* since when no look has found it able to run; 0: not looked yet */
    uint64_t quiet_cpu_ns; /* what it had used by then */
    uint64_t next_exact_ns;
    uint64_t granted_ns; /* of delay_ns, what the deadline has been put off by */
    uint32_t left_behind;
    int status;
    int sample_status; /* of the first process, where a judge decides */
    uint8_t how;
    uint8_t truncated;
    uint8_t launcher;
    bool sampling;
    bool has_memory_group;
    bool ended; /* the first process has been reaped, or the judge has decided */
    bool stopping; /* a limit, or the JVM, has decided; how says which */
    bool childless; /* the last wait said ECHILD: nothing is left to kill */
    bool protocol_error;
    bool abandoned; /* the supervisor is dead */
};

int read_stream(struct run *r, int which);
int run_emit(struct run *r, int which);
void run_first_ended(struct run *r, int status);
void run_reap(struct run *r);
int run_finish(struct run *r, struct fault *f);
void run_abort(struct run *r);
/* Processor time of the whole program so far, as far as anybody knows it. */
uint64_t run_used_cpu(const struct run *r);
/* idle.c: after each look at the program; tells the JVM when it begins or ceases to leave its processor to others. */
void run_watch_idle(struct run *r, bool able, uint64_t now);
/* For how long the program was denied a processor, through no doing of its own. */
uint64_t run_denied(const struct run *r);

/* judged.c: forks the sample and hands it to the judge; 0: without a sample, the command may still be run as it is. */
pid_t run_start_judged(struct run *r, struct prepared_child *launch, const int ends[3]);
/* Answers what the judge asks; its last word, or its end, ends the run. */
void run_hear_judge(struct run *r);

#endif
