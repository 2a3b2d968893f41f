/* A run that a judge decides: how it begins, what the judge asks meanwhile, and its word for the end. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "run.h"
#include "warm_protocol.h"

enum { GONE_STATUS = 1 << 8 }; /* of a run whose judge is gone: a program that exits with 1 */

static void end_with(struct run *r, int status) {
    r->ended_ns = now_ns();
    r->status = status;
    r->ended = true;
}

/* The first process may have ended, and its number have been given to another one of the program's. */
static uint64_t answer_judge(const struct run *r, uint32_t what) {
    switch (what) {
    case SCE_WARM_ASK_CPU:
        return process_cpu_ns(r->first);
    case SCE_WARM_ASK_DENIED:
        return run_denied(r);
    case SCE_WARM_ASK_INTERRUPT:
        (void)kill(r->first, SIGALRM);
        return 0;
    case SCE_WARM_ASK_KILL:
        (void)kill(r->first, SIGKILL);
        return 0;
    default:
        return 0;
    }
}

/* A judge that is gone has not said how the sample fared: the run ends as a program that failed. */
void run_hear_judge(struct run *r) {
    struct judge_word word = judge_hear(r->slot, &r->warm);
    if (word.kind == SCE_WARM_ASK) {
        judge_tell(&r->warm, answer_judge(r, word.what));
        return;
    }
    end_with(r, word.kind == SCE_WARM_JUDGED ? 0 : GONE_STATUS);
    if (word.kind != SCE_WARM_JUDGED || word.what != SCE_WARM_JUDGED_READY) {
        judge_end(r->slot, &r->warm);
    }
}

/* The pipes between a judge and its sample, whose own streams the program's become. */
static bool open_conversation(struct judge_ends *judge, struct prepared_child *sample, const int ends[3]) {
    int questions[2] = {-1, -1};
    int answers[2] = {-1, -1};
    bool open = pipe2(questions, O_CLOEXEC) == 0 && pipe2(answers, O_CLOEXEC) == 0;
    *judge = (struct judge_ends){ends[0], ends[1], questions[1], answers[0]};
    sample->in = questions[0];
    sample->out = answers[1];
    return open;
}

static void close_conversation(struct judge_ends *judge, struct prepared_child *sample) {
    close_quietly(&judge->questions);
    close_quietly(&judge->answers);
    close_quietly(&sample->in);
    close_quietly(&sample->out);
}

/* Forks the sample and hands it to the judge. 0: without a sample, so that the command may still be run as it is. */
pid_t run_start_judged(struct run *r, struct prepared_child *launch, const int ends[3]) {
    struct judge_ends judge;
    pid_t pid = 0;
    if (open_conversation(&judge, launch, ends)) {
        pid = warm_fork(r->slot, &r->warm, launch);
    }
    r->judged = pid > 0;
    if (pid <= 0) {
        r->warm.judge = NULL; /* else the program would be asked, by nobody */
    }
    if (pid > 0 && !judge_begin(r->slot, &r->warm, &judge, r->request->memory_bytes)) {
        end_with(r, GONE_STATUS);
    }
    close_conversation(&judge, launch);
    launch->in = ends[0];
    launch->out = ends[1];
    return pid;
}
