/* The two pipes to the JVM, never blocking by surprise: bytes wait in buffers, and the owner says when it may wait. */
#ifndef SCE_CHANNEL_H
#define SCE_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

#include "frame.h"
#include "protocol.h"

#define CHANNEL_IN_SIZE (SCE_MAX_FRAME + SCE_FRAME_HEADER + 65536)
#define CHANNEL_OUT_SIZE (1u << 20)
/* Above this many unsent bytes a run stops reading the program's output: the program then waits for the JVM, not our
 * memory. */
#define CHANNEL_OUT_BUSY (384u << 10)

struct channel {
    int in_fd;
    int out_fd;
    uint8_t *in;
    size_t in_start;
    size_t in_end;
    struct writer out;
    size_t out_sent;
    size_t in_high; /* how far the buffers have been used since the last trim */
    size_t out_high;
};

/* Allocates the buffers and makes both descriptors non-blocking. */
int channel_open(struct channel *c, int in_fd, int out_fd);

enum channel_state { CHANNEL_OK, CHANNEL_AGAIN, CHANNEL_CLOSED, CHANNEL_BROKEN };

/* Reads what is there. OK: bytes came; AGAIN: nothing now; CLOSED: the JVM has gone. */
enum channel_state channel_fill(struct channel *c);
/* The next whole frame of what has been read. AGAIN: not complete; BROKEN: not a frame. The payload is valid until the
 * next fill. */
enum channel_state channel_next(struct channel *c, struct frame *f);
/* Waits for a whole frame. */
enum channel_state channel_wait(struct channel *c, struct frame *f);

bool channel_has_output(const struct channel *c);
/* Sends what the pipe takes now. */
enum channel_state channel_push(struct channel *c);
/* Sends everything, waiting as long as it takes. */
enum channel_state channel_flush(struct channel *c);
/* Makes room for a frame of this payload size, waiting when needed. */
enum channel_state channel_reserve(struct channel *c, size_t payload);
/* Gives pages of buffers that a large frame has touched back, so that forks stay cheap. */
void channel_trim(struct channel *c);

#endif
