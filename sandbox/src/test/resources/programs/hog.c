/* Takes memory in the way named by the first argument, as many MiB as the second says, touches all of it, and holds it
 * for a moment. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define MIB (1u << 20)

static char bss[300 * MIB];

static void touch(volatile char *p, size_t size) {
    for (size_t i = 0; i < size; i += 4096) {
        p[i] = 1;
    }
}

static void hold(void) {
    usleep(700000);
}

static int fill(int fd, size_t mib) {
    static char block[MIB];
    memset(block, 1, sizeof block);
    for (size_t i = 0; i < mib; i++) {
        if (write(fd, block, sizeof block) != (ssize_t)sizeof block) {
            perror("write");
            return 4;
        }
    }
    return 0;
}

static int children(size_t count, size_t mib) {
    for (size_t i = 0; i < count; i++) {
        if (fork() == 0) {
            char *p = malloc(mib * MIB);
            touch(p, mib * MIB);
            hold();
            hold();
            _exit(0);
        }
    }
    while (wait(NULL) > 0) {}
    return 0;
}

static int system_five(size_t mib) {
    for (size_t i = 0; i < mib; i += 10) {
        char *p = shmat(shmget(IPC_PRIVATE, 10 * MIB, IPC_CREAT | 0600), NULL, 0);
        if (p == (char *)-1) {
            return 3;
        }
        touch(p, 10 * MIB);
        shmdt(p);
    }
    return 0;
}

static int recurse(int depth) {
    volatile char room[4096];
    room[0] = (char)depth;
    return recurse(depth + 1) + room[0];
}

int main(int argc, char **argv) {
    const char *how = argc > 1 ? argv[1] : "";
    size_t mib = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    int result = 0;
    if (strcmp(how, "malloc") == 0) {
        char *p = malloc(mib * MIB);
        touch(p, mib * MIB);
    } else if (strcmp(how, "bss") == 0) {
        touch(bss, mib * MIB);
    } else if (strcmp(how, "reserve") == 0) {
        result =
            mmap(NULL, mib * MIB, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED ? 3 : 0;
    } else if (strcmp(how, "shared") == 0) {
        touch(mmap(NULL, mib * MIB, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), mib * MIB);
    } else if (strcmp(how, "file") == 0) {
        result = fill(open("/dev/shm/hog", O_CREAT | O_WRONLY, 0600), mib);
    } else if (strcmp(how, "memfd") == 0) {
        int fd = memfd_create("hog", 0);
        result = fd < 0 ? (errno == ENOSYS ? 38 : 3) : fill(fd, mib);
    } else if (strcmp(how, "sysv") == 0) {
        result = system_five(mib);
    } else if (strcmp(how, "children") == 0) {
        return children(20, mib);
    } else if (strcmp(how, "stack") == 0) {
        return recurse(0);
    }
    if (result == 0) {
        hold();
    }
    return result;
}
