/* Small helpers: the {stage, errno} failure record, clocks, reading and writing tiny kernel files. */
#ifndef SCE_UTIL_H
#define SCE_UTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A failure: where it happened, why, and what it was about. stage 0 means "none". */
struct fault {
    uint32_t stage;
    int32_t err;
    char text[232];
};

/* Records a failure with the current errno and returns -1, so that a caller can write "return fail(...)". */
int fail(struct fault *f, uint32_t stage, const char *format, ...) __attribute__((format(printf, 3, 4)));
int fail_errno(struct fault *f, uint32_t stage, int err, const char *text);
const char *stage_name(uint32_t stage);

/* One line on standard error. */
void diagnose(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Appends to a text that is cut, never overrun; parts are separated by "; ". */
void note(char *notes, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

uint64_t now_ns(void); /* CLOCK_MONOTONIC */
uint64_t own_cpu_ns(void); /* CPU time of this process */

/* Tiny kernel files. All of them return -1 with errno set on failure. */
int write_at(int dir_fd, const char *path, const char *text);
int write_fd(int fd, const char *text);
int write_number(int fd, uint64_t value);
long read_at(int dir_fd, const char *path, char *buf, size_t size); /* whole file, NUL-terminated, returns the length */
long read_fd(int fd, char *buf, size_t size); /* from offset 0, NUL-terminated */
int read_number(int fd, uint64_t *value);
/* The number after "key " at the start of a line of a flat keyed text; false when the key is missing. */
bool keyed_number(const char *text, const char *key, uint64_t *value);

void close_quietly(int *fd);

#endif
