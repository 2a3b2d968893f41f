/* Processes and threads without end, in the ways named by the first argument. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *wait_forever(void *unused) {
    (void)unused;
    for (;;) {
        pause();
    }
}

static void *spin(void *unused) {
    (void)unused;
    for (;;) {}
}

static void comet(void) {
    if (fork() > 0) {
        puts("first is gone");
        fflush(stdout);
        usleep(100000);
        _exit(0);
    }
    while (fork() <= 0) { /* the child goes on, its parent dies */
    }
    for (;;) {
        pid_t pid = fork();
        if (pid > 0) {
            _exit(0);
        }
    }
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    pthread_t thread;
    if (strcmp(what, "fork") == 0) {
        for (;;) {
            fork();
        }
    }
    if (strcmp(what, "comet") == 0) {
        comet();
    }
    if (strcmp(what, "vfork") == 0) {
        for (;;) {
            if (vfork() == 0) {
                _exit(0);
            }
        }
    }
    if (strcmp(what, "vfork-hang") == 0) {
        if (vfork() == 0) {
            wait_forever(NULL);
        }
    }
    if (strcmp(what, "threads") == 0) {
        int count = 1;
        pthread_attr_t small;
        pthread_attr_init(&small);
        pthread_attr_setstacksize(&small, 65536);
        while (count < 1000 && pthread_create(&thread, &small, wait_forever, NULL) == 0) {
            count++;
        }
        printf("%d\n", count);
        fflush(stdout);
        _exit(0);
    }
    if (strcmp(what, "thread-spins") == 0) {
        pthread_create(&thread, NULL, spin, NULL);
        pthread_exit(NULL);
    }
    return 0;
}
