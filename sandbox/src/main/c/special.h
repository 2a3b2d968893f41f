/* What rootfs.c lends to special.c. */
#ifndef SCE_SPECIAL_H
#define SCE_SPECIAL_H

#include <stdbool.h>
#include <stdint.h>

/* Binds and then makes the target read-only, nosuid and whatever extra (MOUNT_ATTR_*) says. */
int bind_sealed(const char *source, const char *target, bool recursive, uint64_t extra);

#endif
