/*
 * Init's part of judges that live on. A judge is an interpreter that forks nothing: it runs a module that judges one
 * program after the other. It is born as interpreters are (keeper.c), outside of our pid namespace, so that no program
 * can name it, and it ends with its slot.
 *
 * For each program it gets the ends of four pipes. Two lead to the program, whose standard input and output they are:
 * questions and answers. The other two are what the JVM sees as the streams of the program: the request, which no
 * program can read, and the report, which none can write. The run is over when the judge says so. A judge that is in
 * the middle of something when a run ends otherwise is ended with it.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "warm.h"

/* A name of Python's: it becomes a part of a program text. */
static bool is_module_name(const char *name) {
    size_t len = strlen(name);
    return len > 0 && len <= 64 && (name[0] < '0' || name[0] > '9') &&
           strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

bool judge_prepare(struct slot *s, const struct run_request *r, struct warm_choice *out) {
    static struct warm_key key;
    char variable[96];
    out->judge = NULL;
    if (r->launcher != SCE_LAUNCH_JUDGED || out->interpreter == NULL || !is_module_name(r->judge) ||
        snprintf(variable, sizeof variable, "%s=%s", SCE_WARM_JUDGE_MODULE, r->judge) < 0) {
        return false;
    }
    key = out->interpreter->key;
    out->judge = key_add(&key, variable) ? interpreter_obtain(s, &key, out->why, sizeof out->why) : NULL;
    return out->judge != NULL;
}

static bool send_numbers(const struct interpreter *judge, uint32_t kind, uint64_t value, const int *fds, size_t count) {
    uint8_t bytes[12];
    struct writer w = {bytes, 0, sizeof bytes, false};
    put_u32(&w, kind);
    put_u64(&w, value);
    return send_fds(judge->control, bytes, w.len, fds, count) == 0;
}

bool judge_begin(struct slot *s, struct warm_choice *w, const struct judge_ends *ends, uint64_t memory_bytes) {
    const int fds[SCE_WARM_JUDGE_DESCRIPTORS] = {ends->request, ends->report, ends->questions, ends->answers};
    if (send_numbers(w->judge, SCE_WARM_JUDGE, memory_bytes, fds, SCE_WARM_JUDGE_DESCRIPTORS)) {
        return true;
    }
    interpreter_failed(s, w->judge, "the judge does not listen");
    (void)snprintf(w->why, sizeof w->why, "%s", w->judge->why);
    w->judge = NULL;
    return false;
}

struct judge_word judge_hear(struct slot *s, struct warm_choice *w) {
    uint8_t bytes[64];
    struct judge_word word = {0, 0};
    ssize_t n = recv(w->judge->control, bytes, sizeof bytes, MSG_DONTWAIT);
    struct cursor c = {bytes, n > 0 ? (size_t)n : 0, false};
    uint32_t kind = take_u32(&c);
    uint32_t what = take_u32(&c);
    uint64_t cpu = take_u64(&c);
    if (!c.bad && (kind == SCE_WARM_JUDGED || kind == SCE_WARM_ASK)) {
        word = (struct judge_word){kind, what};
    }
    if (word.kind == SCE_WARM_JUDGED) {
        interpreter_used(s, w->judge, cpu);
        w->judge->failures = 0;
    }
    return word;
}

void judge_tell(struct warm_choice *w, uint64_t value) {
    (void)send_numbers(w->judge, SCE_WARM_TOLD, value, NULL, 0); /* a judge that is gone will be noticed */
}

int judge_socket(const struct warm_choice *w) {
    return w->judge == NULL ? -1 : w->judge->control;
}

void judge_end(struct slot *s, struct warm_choice *w) {
    if (w->judge != NULL) {
        interpreter_retire(s, w->judge);
        w->judge = NULL;
    }
}
