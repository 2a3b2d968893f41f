/*
 * Drives the supervisor on a machine whose control groups are version 2, as four kinds of callers, and says for each
 * check whether the promise was kept: "ok SCENARIO: NAME" or "not ok SCENARIO: NAME: why", and one line with the totals
 * at the end.
 *
 * Runs as root in a throw-away virtual machine (see run). Every scenario is a child that enters its control group and
 * gives up root where the scenario wants it; every check gets a slot of its own, after which no process and no group
 * may be left.
 */
#define _GNU_SOURCE
#include "vmtest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define GROUPS "/sys/fs/cgroup"

static const struct scenario SCENARIOS[] = {
    {"root", ROOT, GROUPS, GROUPS, 0}, /* first: it must find every controller switched off */
    {"service", SERVICE, GROUPS "/system/service", GROUPS "/system", 0},
    {"delegated", DELEGATED, GROUPS "/user/session", GROUPS "/user", 1000},
    {"plain", PLAIN, GROUPS "/plain/session", "", 1000},
};

static char reason[1024];

bool why(const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (reason[0] == 0 && vsnprintf(reason, sizeof reason, format, args) < 0) {
        reason[0] = 0;
    }
    va_end(args);
    return false;
}

bool exists(const char *path) {
    return access(path, F_OK) == 0;
}

/* Dead ones that nobody has waited for yet do not count: they hold nothing and their parent may be slow. */
static bool is_alive(const char *pid, const char *name) {
    char path[64];
    char text[512];
    if (snprintf(path, sizeof path, "/proc/%.20s/stat", pid) < 0) {
        return false;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
    if (fd >= 0) {
        (void)close(fd);
    }
    if (n <= 0) {
        return false; /* it has ended in the meantime */
    }
    text[n] = 0;
    char *open_paren = strchr(text, '(');
    char *close_paren = strrchr(text, ')');
    if (open_paren == NULL || close_paren == NULL || strlen(close_paren) < 3) {
        return false;
    }
    *close_paren = 0;
    return strcmp(open_paren + 1, name) == 0 && close_paren[2] != 'Z' && close_paren[2] != 'X';
}

int count_processes(const char *name) {
    int count = 0;
    DIR *dir = opendir("/proc");
    if (dir == NULL) {
        return -1;
    }
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        if (e->d_name[0] >= '1' && e->d_name[0] <= '9' && is_alive(e->d_name, name)) {
            count++;
        }
    }
    (void)closedir(dir);
    return count;
}

bool await_processes(const char *name, int count, int timeout_ms) {
    for (int waited = 0; count_processes(name) != count; waited += 10) {
        if (waited >= timeout_ms) {
            return false;
        }
        (void)usleep(10000);
    }
    return true;
}

static bool write_text(const char *dir, const char *name, const char *text) {
    char path[600];
    if (snprintf(path, sizeof path, "%s/%s", dir, name) < 0) {
        return why("format");
    }
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool ok = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    int err = errno;
    if (fd >= 0) {
        (void)close(fd);
    }
    return ok || why("write %s to %s: %s", text, path, strerror(err));
}

/* Hands a group over the way systemd does with Delegate=: the directory and these three files, but not the limits. */
static bool delegate(const char *dir, unsigned uid) {
    static const char *const FILES[] = {"", "cgroup.procs", "cgroup.subtree_control", "cgroup.threads"};
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        char path[600];
        if (snprintf(path, sizeof path, "%s/%s", dir, FILES[i]) < 0 || chown(path, uid, uid) != 0) {
            return why("chown %s/%s: %s", dir, FILES[i], strerror(errno));
        }
    }
    return true;
}

static bool become(unsigned uid) {
    if (uid == 0) {
        return true;
    }
    if (setgroups(0, NULL) != 0 || setresgid(uid, uid, uid) != 0 || setresuid(uid, uid, uid) != 0) {
        return why("become %u: %s", uid, strerror(errno));
    }
    return true;
}

static bool make_dir(const char *path) {
    return mkdir(path, 0755) == 0 || errno == EEXIST || why("mkdir %s: %s", path, strerror(errno));
}

static bool enter(const struct scenario *s) {
    char parent[256];
    if (strcmp(s->group, GROUPS) != 0) {
        if (snprintf(parent, sizeof parent, "%.*s", (int)(strrchr(s->group, '/') - s->group), s->group) < 0 ||
            !make_dir(parent) || !make_dir(s->group)) {
            return false;
        }
    }
    if (s->bit == DELEGATED) {
        if (!write_text(GROUPS, "cgroup.subtree_control", "+cpu +memory +pids") || !delegate(s->parent, s->uid) ||
            !delegate(s->group, s->uid)) {
            return false;
        }
    }
    return write_text(s->group, "cgroup.procs", "0") && become(s->uid);
}

/* What must hold after every check, whatever it did. */
static bool nothing_is_left(const char *dir) {
    EXPECT(await_processes("hog", 0, 1000), "%d processes of the program are left", count_processes("hog"));
    EXPECT(await_processes("sce-supervisor", 0, 1000), "%d supervisors are left", count_processes("sce-supervisor"));
    EXPECT(dir[0] == 0 || !exists(dir), "%s is left", dir);
    return true;
}

static bool run_check(const struct check *check, const struct scenario *s) {
    struct client c;
    char dir[sizeof c.ready.dir] = "";
    reason[0] = 0;
    bool ok = client_open(&c, check->mode);
    if (ok) {
        memcpy(dir, c.ready.dir, sizeof dir);
        ok = check->run(&c, s);
    }
    if (ok && c.pid > 0) {
        ok = client_bye(&c);
    }
    client_drop(&c);
    return nothing_is_left(dir) && ok;
}

struct totals {
    int passed;
    int failed;
};

static void report(struct totals *t, const struct scenario *s, const char *name, bool ok) {
    if (ok) {
        printf("ok %s: %s\n", s->name, name);
        t->passed++;
    } else {
        printf("not ok %s: %s: %s\n", s->name, name, reason);
        t->failed++;
    }
    (void)fflush(stdout); /* the machine may stop at any time; what is known must be on the console by then */
}

static void run_scenario(const struct scenario *s, struct totals *t) {
    if (!enter(s)) {
        report(t, s, "set-up", false);
        return;
    }
    for (int i = 0; i < CHECK_COUNT; i++) {
        if ((CHECKS[i].scenarios & s->bit) != 0) {
            report(t, s, CHECKS[i].name, run_check(&CHECKS[i], s));
        }
    }
}

int main(void) {
    struct totals *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (t == MAP_FAILED || signal(SIGPIPE, SIG_IGN) == SIG_ERR) {
        perror("vmtest");
        return 2;
    }
    for (size_t i = 0; i < sizeof SCENARIOS / sizeof *SCENARIOS; i++) {
        int status = 0;
        (void)fflush(stdout);
        pid_t pid = fork();
        if (pid == 0) {
            run_scenario(&SCENARIOS[i], t);
            _exit(0);
        }
        if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0) {
            (void)why("the scenario's process ended with wait status %#x", (unsigned)status);
            report(t, &SCENARIOS[i], "driver", false);
        }
    }
    printf("vm: %d passed, %d failed\n", t->passed, t->failed);
    return t->failed == 0 ? 0 : 1;
}
