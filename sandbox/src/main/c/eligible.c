/*
 * Which commands a warm interpreter may run: those for which it shows a program exactly what a fresh one would, and
 * whose start a program has no part in. The interpreter is started by somebody with more reach than a program, so
 * nothing that a program wrote may shape it: neither its path, nor its variables, nor files it looks for. In doubt the
 * command is exec'ed, which is always right.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "warm.h"

#define WORK "/work/"
#define ZIP_TAIL (65535 + 22)

static bool no(char *why, size_t size, const char *format, const char *detail) {
    if (snprintf(why, size, format, detail) < 0) {
        why[0] = 0;
    }
    return false;
}

static bool starts(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Variables that change how an interpreter starts and are harmless: it is started with them, one interpreter for each
 * setting. */
static bool shapes_start(const char *variable) {
    static const char *const NAMES[] = {
        "LANG=",       "PYTHONHASHSEED=", "PYTHONUNBUFFERED=",   "PYTHONDONTWRITEBYTECODE=", "PYTHONIOENCODING=",
        "PYTHONUTF8=", "PYTHONOPTIMIZE=", "PYTHONFAULTHANDLER=", "PYTHONCOERCECLOCALE=",     "PYTHONINTMAXSTRDIGITS=",
    };
    if (starts(variable, "LC_")) {
        return true;
    }
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (starts(variable, NAMES[i])) {
            return true;
        }
    }
    return false;
}

/* All others that an interpreter, or the C library below it, reads when it starts: these could name files of the
 * program. */
static bool forbidden(const char *variable) {
    static const char *const PREFIXES[] = {
        "PYTHON", "LD_", "GLIBC_TUNABLES=", "MALLOC_", "LOCPATH=", "NLSPATH=", "GCONV_PATH=", "TZ=", "TZDIR=", "SCE_",
        /* read once by numpy and the libraries below it, which may be in memory already */
        "OPENBLAS_", "OMP_", "MKL_", "GOTO_", "BLIS_", "NPY_", "NUMPY_"};
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        if (starts(variable, PREFIXES[i])) {
            return true;
        }
    }
    return starts(variable, "HOME=") && strcmp(variable, "HOME=/work") != 0;
}

/* No slash, no quotes, no control characters: a value like a locale's or a number. */
static bool plain_value(const char *variable) {
    const char *value = strchr(variable, '=');
    return value != NULL && strspn(value + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.,:@-") ==
                                strlen(value + 1);
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool key_add(struct warm_key *key, const char *text) {
    size_t len = strlen(text) + 1;
    if (len > sizeof key->text - key->len) {
        return false;
    }
    memcpy(key->text + key->len, text, len);
    key->len += len;
    key->count++;
    return true;
}

static bool take_variables(const struct run_request *r, struct warm_key *key, char *why, size_t size) {
    char *relevant[32];
    size_t count = 0;
    bool home = false;
    for (uint32_t i = 0; i < r->envc; i++) {
        char *v = r->envp[i];
        home |= starts(v, "HOME=");
        if (shapes_start(v)) {
            if (count == sizeof relevant / sizeof *relevant || !plain_value(v)) {
                return no(why, size, "variable %.60s", v);
            }
            relevant[count++] = v;
        } else if (forbidden(v)) {
            return no(why, size, "variable %.60s", v);
        }
    }
    if (!home) {
        return no(why, size, "%s", "no variable HOME");
    }
    qsort(relevant, count, sizeof *relevant, by_text);
    for (size_t i = 0; i < count; i++) {
        if (!key_add(key, relevant[i])) {
            return no(why, size, "%s", "too many variables");
        }
    }
    return true;
}

static bool is_python(const char *path) {
    const char *name = strrchr(path, '/');
    if (name == NULL || !path_is_safe(path) || !starts(name, "/python")) {
        return false;
    }
    name += strlen("/python");
    return strspn(name, "0123456789.") == strlen(name);
}

static bool on_sealed_mount(const char *path) {
    struct statvfs v;
    return statvfs(path, &v) == 0 && (v.f_flag & ST_RDONLY) != 0;
}

/* The interpreter, and the folders in which it looks for its configuration, must be where no program can write. */
bool warm_trusted(const char *path, char *why, size_t size) {
    char folder[PATH_MAX];
    if (strlen(path) >= sizeof folder) {
        return no(why, size, "%s", "the interpreter's path is too long");
    }
    strcpy(folder, path);
    for (int level = 0; level < 3; level++) {
        if (!on_sealed_mount(folder[0] == 0 ? "/" : folder)) {
            return no(why, size, "%.120s is not on a read-only file system", folder);
        }
        char *slash = strrchr(folder, '/');
        if (slash == NULL) {
            break;
        }
        *slash = 0;
    }
    return true;
}

/* Python runs zip archives as well, whatever their name: they end with a directory that has this mark. */
static bool is_archive(int fd, off_t size) {
    static char tail[ZIP_TAIL];
    size_t want = size < ZIP_TAIL ? (size_t)size : ZIP_TAIL;
    ssize_t n = pread(fd, tail, want, size - (off_t)want);
    return n < 0 || memmem(tail, (size_t)n, "PK\5\6", 4) != NULL;
}

/* A regular file of the working directory, reached without symbolic links. No program is alive, so nothing changes
 * meanwhile. */
static bool script_is_plain(const struct slot *s, const char *script, char *why, size_t size) {
    const char *name = starts(script, WORK) ? script + strlen(WORK) : script;
    size_t len = strlen(name);
    char part[PATH_MAX];
    struct stat st;
    if (name[0] == '-' || !name_is_safe(name) || len >= sizeof part ||
        (len > 4 && strcmp(name + len - 4, ".pyc") == 0)) {
        return no(why, size, "%.80s is not a plain script", script);
    }
    for (const char *end = strchr(name, '/'); end != NULL; end = strchr(end + 1, '/')) {
        memcpy(part, name, (size_t)(end - name));
        part[end - name] = 0;
        if (fstatat(s->dir_fd[DIR_WORK], part, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(st.st_mode)) {
            return no(why, size, "%.80s is not a plain path", script);
        }
    }
    int fd = openat(s->dir_fd[DIR_WORK], name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool plain = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && !is_archive(fd, st.st_size);
    close_quietly(&fd);
    return plain || no(why, size, "%.80s is not a plain script", script);
}

static size_t text_size(const struct run_request *r) {
    size_t total = 0;
    for (uint32_t i = 0; i < r->argc; i++) {
        total += strlen(r->argv[i]) + 8;
    }
    for (uint32_t i = 0; i < r->envc; i++) {
        total += strlen(r->envp[i]) + 8;
    }
    return total;
}

bool warm_eligible(const struct slot *s, const struct run_request *r, struct warm_key *key, char *why, size_t size) {
    struct stat st;
    key->len = key->count = 0;
    if (!is_python(r->argv[0])) {
        return false; /* no reason: nobody expects it to be warm */
    }
    if (r->argc < 2) {
        return no(why, size, "%s", "an interpreter without a script");
    }
    /* While an interpreter forks there is one process more than the program has: a limit of one leaves no room for it.
     */
    if (r->stack_bytes > stack_most() || r->max_processes < 2 || text_size(r) > WARM_TEXT) {
        return no(why, size, "%s", "unusual limits or a very long command");
    }
    if (!key_add(key, r->argv[0]) || !take_variables(r, key, why, size) || !script_is_plain(s, r->argv[1], why, size)) {
        return false;
    }
    /* An earlier command may have shut the directory: what happens then is for a fresh start to say. */
    if (fstat(s->dir_fd[DIR_WORK], &st) != 0 || (st.st_mode & S_IRWXU) != S_IRWXU) {
        return no(why, size, "%s", "the working directory has an unusual mode");
    }
    /* Packages of the user "at home" would take part in the start. */
    if (fstatat(s->dir_fd[DIR_WORK], ".local", &st, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT) {
        return no(why, size, "%s", "the working directory has a folder .local");
    }
    return true;
}
