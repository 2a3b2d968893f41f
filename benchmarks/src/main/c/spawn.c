/*
 * The least that running a program can cost here: posix_spawn of /bin/true and waiting for it, in a loop, in one process or in two
 * at once. Prints microseconds per program: the median for one process, the mean of the whole for two.
 *
 * usage: spawn COUNT PROCESSES
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_us(void) {
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0) {
        perror("clock_gettime");
        exit(1);
    }
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void run_one(void) {
    char *argv[] = {"true", NULL};
    char *envp[] = {NULL};
    pid_t pid;
    int status;
    if (posix_spawn(&pid, "/bin/true", NULL, NULL, argv, envp) != 0 || waitpid(pid, &status, 0) != pid || status != 0) {
        fprintf(stderr, "spawn: /bin/true cannot be run\n");
        exit(1);
    }
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_of_one(int count) {
    double *times = calloc((size_t)count, sizeof *times);
    if (times == NULL) {
        perror("calloc");
        exit(1);
    }
    for (int i = 0; i < count; i++) {
        double begin = now_us();
        run_one();
        times[i] = now_us() - begin;
    }
    qsort(times, (size_t)count, sizeof *times, compare);
    double median = times[count / 2];
    free(times);
    return median;
}

static double mean_of_many(int count, int processes) {
    double begin = now_us();
    for (int p = 0; p < processes; p++) {
        pid_t pid = fork();
        if (pid < 0) {
            perror("fork");
            exit(1);
        }
        if (pid == 0) {
            for (int i = 0; i < count / processes; i++) {
                run_one();
            }
            _exit(0);
        }
    }
    for (int p = 0; p < processes; p++) {
        int status;
        if (wait(&status) < 0 || status != 0) {
            fprintf(stderr, "spawn: a process failed\n");
            exit(1);
        }
    }
    return (now_us() - begin) / count;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: spawn COUNT PROCESSES\n");
        return 2;
    }
    int count = atoi(argv[1]);
    int processes = atoi(argv[2]);
    if (count < 1 || processes < 1) {
        fprintf(stderr, "spawn: both numbers must be positive\n");
        return 2;
    }
    printf("%.1f\n", processes == 1 ? median_of_one(count) : mean_of_many(count, processes));
    return 0;
}
