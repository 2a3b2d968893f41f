/* What the runner (vmtest.c) and the checks (checks.c) share. */
#ifndef VM_VMTEST_H
#define VM_VMTEST_H

#include <stdbool.h>

#include "client.h"

/* Who starts the supervisor, and from which control group; bits, because a check names all it is for. */
enum {
    ROOT = 1, /* root in the root group: the supervisor switches the controllers on itself */
    SERVICE = 2, /* root in a leaf, like a service: the group holds processes, so its parent is used */
    DELEGATED = 4, /* an ordinary user in a leaf below a group that is his, as systemd delegates it */
    PLAIN = 8, /* an ordinary user to whom nothing is delegated */
};

struct scenario {
    const char *name;
    int bit;
    const char *group; /* where the driver lives */
    const char *parent; /* where the slot's group must appear; "": nowhere */
    unsigned uid;
};

struct check {
    const char *name;
    int scenarios;
    uint8_t mode;
    /* Gets a fresh slot. It may end the slot itself (client_bye, client_drop); otherwise the runner does and looks for
     * leftovers. */
    bool (*run)(struct client *c, const struct scenario *s);
};

extern const struct check CHECKS[];
extern const int CHECK_COUNT;

/* Says why a check fails; always false. The first reason is the one that is printed. */
bool why(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define EXPECT(condition, ...)                                                                                         \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            return why(__VA_ARGS__);                                                                                   \
        }                                                                                                              \
    } while (0)

/* Living processes with that name on the whole machine. */
int count_processes(const char *name);
/* Waits until there are that many; false when that has not come true in time. */
bool await_processes(const char *name, int count, int timeout_ms);
bool exists(const char *path);

#endif
