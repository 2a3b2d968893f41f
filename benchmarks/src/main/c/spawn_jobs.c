/*
 * The least that running given programs can cost here: posix_spawn and waiting, in a few processes that share the work. There is no
 * isolation, no limit and no timeout, and the files of the programs are there before it starts.
 *
 * usage: spawn_jobs PLAN WORKERS
 *
 * PLAN holds texts that each end in NUL: for each program its folder, its number of commands, and for each of these the number of
 * arguments and the arguments. Command K reads standard input from the file .in<K> of the folder and writes to .out<K> and .err<K>.
 * A program whose command fails is not gone on with; the exit status is then 1.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_ARGUMENTS = 64 };

static const char *position;
static const char *end_of_plan;
static char *environment[] = {NULL, "LANG=C.UTF-8", NULL};

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static char *next_text(void) {
    const char *text = position;
    const char *nul = memchr(text, '\0', (size_t)(end_of_plan - text));
    if (nul == NULL) {
        fprintf(stderr, "spawn_jobs: the plan is cut off\n");
        exit(1);
    }
    position = nul + 1;
    return (char *)text;
}

static void add_file(posix_spawn_file_actions_t *actions, int descriptor, const char *kind, int command, int flags) {
    char name[32];
    snprintf(name, sizeof name, ".%s%d", kind, command);
    if (posix_spawn_file_actions_addopen(actions, descriptor, name, flags, 0600) != 0) {
        fail("posix_spawn_file_actions_addopen");
    }
}

/* Returns whether the command ended with status 0. */
static int run_command(const char *folder, int command, char **argv) {
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0 || posix_spawn_file_actions_addchdir_np(&actions, folder) != 0) {
        fail("posix_spawn_file_actions");
    }
    add_file(&actions, 0, "in", command, O_RDONLY);
    add_file(&actions, 1, "out", command, O_WRONLY | O_CREAT | O_TRUNC);
    add_file(&actions, 2, "err", command, O_WRONLY | O_CREAT | O_TRUNC);
    pid_t pid;
    int status = -1;
    int error = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environment);
    if (error == 0 && waitpid(pid, &status, 0) != pid) {
        fail("waitpid");
    }
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 && status == 0;
}

/* Reads one program of the plan and, when it is wanted, runs its commands until one fails. */
static int next_program(int wanted) {
    const char *folder = next_text();
    int commands = atoi(next_text());
    int ok = 1;
    for (int command = 0; command < commands; command++) {
        char *argv[MAX_ARGUMENTS + 1] = {NULL};
        int count = atoi(next_text());
        if (count < 1 || count > MAX_ARGUMENTS) {
            fprintf(stderr, "spawn_jobs: a command has %d arguments\n", count);
            exit(1);
        }
        for (int i = 0; i < count; i++) {
            argv[i] = next_text();
        }
        ok = ok && (!wanted || run_command(folder, command, argv));
    }
    return ok;
}

static void work(int worker, int workers) {
    int ok = 1;
    for (int number = 0; position < end_of_plan; number++) {
        ok &= next_program(number % workers == worker);
    }
    _exit(ok ? 0 : 1);
}

static void read_plan(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0) {
        fail(path);
    }
    char *plan = malloc((size_t)about.st_size + 1);
    if (plan == NULL || read(file, plan, (size_t)about.st_size) != about.st_size) {
        fail(path);
    }
    close(file);
    position = plan;
    end_of_plan = plan + about.st_size;
}

int main(int argc, char **argv) {
    int workers = argc == 3 ? atoi(argv[2]) : 0;
    const char *path = getenv("PATH");
    if (workers < 1 || path == NULL) {
        fprintf(stderr, "usage: spawn_jobs PLAN WORKERS\n");
        return 2;
    }
    if (asprintf(&environment[0], "PATH=%s", path) < 0) {
        fail("asprintf");
    }
    read_plan(argv[1]);
    for (int worker = 0; worker < workers; worker++) {
        pid_t pid = fork();
        if (pid < 0) {
            fail("fork");
        }
        if (pid == 0) {
            work(worker, workers);
        }
    }
    int failed = 0;
    for (int worker = 0; worker < workers; worker++) {
        int status;
        if (wait(&status) < 0) {
            fail("wait");
        }
        failed |= status != 0;
    }
    return failed;
}
