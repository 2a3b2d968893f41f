/* Standard input of the next run, complete before it starts: small ones in init's memory, larger ones in a memory file.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "slot.h"

int spool_begin(struct spool *sp, uint64_t size) {
    sp->size = size;
    sp->stored = 0;
    sp->fd = -1;
    if (size > INT64_MAX) {
        errno = EFBIG;
        return -1;
    }
    if (size > sizeof sp->small) {
        sp->fd = memfd_create("stdin", MFD_CLOEXEC);
        return sp->fd < 0 ? -1 : 0;
    }
    return 0;
}

int spool_add(struct spool *sp, const uint8_t *bytes, size_t len) {
    if (len > sp->size - sp->stored) {
        errno = EPROTO;
        return -1;
    }
    if (sp->fd < 0 && sp->size <= sizeof sp->small) {
        memcpy(sp->small + sp->stored, bytes, len);
        sp->stored += len;
        return 0;
    }
    while (len > 0 && sp->fd >= 0) {
        ssize_t n = write(sp->fd, bytes, len);
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            return -1;
        }
        bytes += n;
        len -= (size_t)n;
        sp->stored += (uint64_t)n;
    }
    return 0;
}

void spool_end(struct spool *sp) {
    close_quietly(&sp->fd);
    sp->size = sp->stored = 0;
}
