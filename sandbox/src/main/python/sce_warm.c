/*
 * The warm interpreter: the C half of a started CPython ("Z") that forks for each program it is asked to run.
 *
 * Z is started as `python main.py`; sitecustomize.py loads this module and appends hook() to sys.path_hooks. CPython's main asks the path
 * hooks whether main.py is something importable, after it has initialised everything and while no Python frame exists: that call is
 * where Z stays. hook() lets the Python half (sce_boot.py) preload and hide modules, says READY on descriptor 3, and serves.
 *
 * One request: a vforked intermediate forks the program and exits, so that the program is adopted by the init of its pid namespace;
 * the program, a copy of Z, continues on the very stack below CPython's main, sets itself up, runs the script by the public C API as
 * CPython's own main would, and never returns from hook().
 *
 * The end: what Py_FinalizeEx does can be seen from outside only where finalizers run (__del__, open files, suspended generators,
 * weak references with callbacks, thread and exit handlers). Z's own objects are frozen (gc.freeze), so gc.get_objects() is just what the
 * program has made and left. If nothing in it has a finalizer, and nothing else is unusual, flushing the streams is all there is to do;
 * in every other case the real Py_FinalizeEx is called, which is slow in a forked process and right.
 *
 * No header of Python is used: one object serves every CPython 3.8 and later (the layouts below are those of a normal release build,
 * which the bootstrap checks). It is linked with no library, so that it takes the C library which the interpreter has.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "python_api.h"

#define CHANNEL 3
#define VERSION 1
#define MAX_PAYLOAD (128u << 10)
/* The shortest text in a message takes five bytes. */
#define MAX_TEXTS (MAX_PAYLOAD / 5 + 2)
#define MAX_LIMITS 32

enum message { MSG_READY = 1, MSG_RUN = 2, MSG_STARTED = 3, MSG_FAULT = 4 };
enum step { STEP_SESSION = 1, STEP_STREAMS = 2, STEP_CHDIR = 3, STEP_RLIMIT = 4, STEP_SIGNALS = 5, STEP_CLOSE = 6 };

#define RUN_EXPENDABLE 1u /* flag: the OOM killer should take the program first */
#define END_PROTOCOL 70

struct limit {
    uint32_t resource;
    uint64_t value;
};

/* A request, parsed: all pointers go into the message buffer. */
struct request {
    uint32_t flags;
    uint32_t limits;
    uint32_t argc;
    uint32_t envc;
    struct limit limit[MAX_LIMITS];
    const char *directory;
    int fd[3];
};

static uint8_t buffer[MAX_PAYLOAD + 1];
static size_t used;
static char *texts[MAX_TEXTS]; /* argv, NULL, environment, NULL */
static struct request request;
static volatile pid_t program_pid;
static struct sigaction fresh_action[NSIG];

/* What sce_boot.py hands over. */
static PyObject *boot_setup;
static PyObject *boot_prepare;
static PyObject *boot_reveal;
static PyObject *boot_leave;

/* Functions outside the stable ABI. */
static struct {
    PyObject *(*run_file)(FILE *, const char *, int, PyObject *, PyObject *, int, struct compiler_flags *);
    int (*run_simple_file)(FILE *, const char *, int, struct compiler_flags *);
    void (*before_fork)(void);
    void (*after_fork_child)(void);
    void (*after_fork_parent)(void);
    int (*audit)(const char *, const char *, ...);
    void *(*interpreter_head)(void);
    void *(*interpreter_next)(void *);
    void *(*thread_head)(void *);
    void *(*thread_next)(void *);
    int (*finalize)(void);
    void (*leave_recursion)(void); /* not in 3.8 */
} api;

/* ---- small things ---- */

static uint64_t cpu_ns(void) {
    struct timespec t;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) != 0) {
        return 0;
    }
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void send_packet(const void *bytes, size_t size) {
    ssize_t n;
    do {
        n = send(CHANNEL, bytes, size, MSG_NOSIGNAL);
    } while (n < 0 && errno == EINTR);
}

static void send_ready(const char *text) {
    static uint8_t packet[20 + 2048];
    uint32_t head[2] = {MSG_READY, VERSION};
    uint64_t cpu = cpu_ns();
    size_t len = strlen(text);
    uint32_t size = (uint32_t)(len > 2048 ? 2048 : len);
    memcpy(packet, head, sizeof head);
    memcpy(packet + 8, &cpu, sizeof cpu);
    memcpy(packet + 16, &size, sizeof size);
    memcpy(packet + 20, text, size);
    send_packet(packet, 20 + size);
}

static void send_started(pid_t pid) {
    struct __attribute__((packed)) {
        uint32_t type;
        int32_t pid;
        uint64_t cpu;
    } packet = {MSG_STARTED, pid, cpu_ns()};
    send_packet(&packet, sizeof packet);
}

static _Noreturn void fault(enum step step) {
    int32_t packet[3] = {MSG_FAULT, (int32_t)step, errno};
    send_packet(packet, sizeof packet);
    _exit(127);
}

/* ---- requests ---- */

struct cursor {
    uint8_t *at;
    uint8_t *end;
};

static bool take(struct cursor *c, void *out, size_t size) {
    if ((size_t)(c->end - c->at) < size) {
        return false;
    }
    memcpy(out, c->at, size);
    c->at += size;
    return true;
}

static bool take_u32(struct cursor *c, uint32_t *out) {
    return take(c, out, sizeof *out);
}

/* A text: its length, its bytes, a NUL, and no other NUL. */
static bool take_text(struct cursor *c, char **out) {
    uint32_t len;
    if (!take_u32(c, &len) || (size_t)(c->end - c->at) <= len || c->at[len] != 0 || memchr(c->at, 0, len) != NULL) {
        return false;
    }
    *out = (char *)c->at;
    c->at += len + 1;
    return true;
}

/*
 * Texts are moved together over the lengths between them: argv and environment then lie one after the other, as at the top of a fresh
 * process's stack, and the kernel can be told to show them from here.
 */
static bool take_texts(struct cursor *c, uint32_t n, char ***slot, char **place, const char **last) {
    for (uint32_t i = 0; i < n; i++) {
        char *text;
        if (!take_text(c, &text)) {
            return false;
        }
        size_t size = strlen(text) + 1;
        memmove(*place, text, size);
        *(*slot)++ = *place;
        *place += size;
    }
    *(*slot)++ = NULL;
    *last = *place;
    return true;
}

static const char *argv_end;
static const char *env_end;

static bool parse(struct request *r) {
    struct cursor c = {buffer, buffer + used};
    uint32_t type;
    char *directory;
    char **slot = texts;
    if (!take_u32(&c, &type) || type != MSG_RUN || !take_u32(&c, &r->flags) || !take_u32(&c, &r->limits) || r->limits > MAX_LIMITS) {
        return false;
    }
    for (uint32_t i = 0; i < r->limits; i++) {
        if (!take_u32(&c, &r->limit[i].resource) || !take(&c, &r->limit[i].value, sizeof r->limit[i].value)) {
            return false;
        }
    }
    char *place = (char *)c.at;
    if (!take_u32(&c, &r->argc) || r->argc < 2 || r->argc > MAX_PAYLOAD / 5 || !take_texts(&c, r->argc, &slot, &place, &argv_end)) {
        return false;
    }
    if (!take_u32(&c, &r->envc) || r->envc > MAX_PAYLOAD / 5 || !take_texts(&c, r->envc, &slot, &place, &env_end)) {
        return false;
    }
    bool good = take_text(&c, &directory) && c.at == c.end;
    r->directory = directory;
    return good;
}

/* Takes the descriptors of a message; false unless there are exactly three. */
static bool take_descriptors(struct msghdr *m, int fd[3]) {
    int n = 0;
    for (struct cmsghdr *h = CMSG_FIRSTHDR(m); h != NULL; h = CMSG_NXTHDR(m, h)) {
        if (h->cmsg_level == SOL_SOCKET && h->cmsg_type == SCM_RIGHTS && n == 0 && h->cmsg_len == CMSG_LEN(3 * sizeof(int))) {
            memcpy(fd, CMSG_DATA(h), 3 * sizeof(int));
            n = 3;
        }
    }
    return n == 3;
}

/* Waits for the next request. Ends the process when there will be none. */
static void receive(struct request *r) {
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(3 * sizeof(int))];
    } control;
    struct iovec part = {buffer, sizeof buffer};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t n;
    do {
        n = recvmsg(CHANNEL, &m, MSG_CMSG_CLOEXEC);
    } while (n < 0 && errno == EINTR);
    if (n == 0) {
        _exit(0);
    }
    if (n < 0 || n > (ssize_t)MAX_PAYLOAD || (m.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
        _exit(END_PROTOCOL);
    }
    used = (size_t)n;
    if (!take_descriptors(&m, r->fd) || !parse(r)) {
        _exit(END_PROTOCOL);
    }
}

/* ---- the child's set-up ---- */

static void be_expendable(void) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd >= 0) {
        ssize_t n = write(fd, "1000", 4);
        (void)n;
        (void)close(fd);
    }
}

static void close_rest(void) {
    if (syscall(SYS_close_range, (unsigned)CHANNEL, ~0u, 0u) == 0) {
        return;
    }
    if (errno != ENOSYS && errno != EPERM) {
        fault(STEP_CLOSE);
    }
    /* Before Linux 5.9. Z holds few descriptors, all of them low. */
    for (int fd = CHANNEL; fd < 1024; fd++) {
        (void)close(fd);
    }
}

static void set_up(const struct request *r) {
    if ((r->flags & RUN_EXPENDABLE) != 0) {
        be_expendable();
    }
    if (setsid() < 0) {
        fault(STEP_SESSION);
    }
    for (int i = 0; i < 3; i++) {
        if (dup2(r->fd[i], i) != i) {
            fault(STEP_STREAMS);
        }
    }
    if (chdir(r->directory) != 0) {
        fault(STEP_CHDIR);
    }
    for (uint32_t i = 0; i < r->limits; i++) {
        struct rlimit limit = {r->limit[i].value, r->limit[i].value};
        if (syscall(SYS_prlimit64, 0, r->limit[i].resource, &limit, NULL) != 0) {
            fault(STEP_RLIMIT);
        }
    }
    sigset_t none;
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) {
        fault(STEP_SIGNALS);
    }
    close_rest();
}

/* The kernel forgets a task's rseq registration in a vfork, and with it sched_getcpu's fast answer (a stale one would be left). */
extern const ptrdiff_t __rseq_offset __attribute__((weak));
extern const unsigned __rseq_size __attribute__((weak));

static void restore_rseq(void) {
#if defined(SYS_rseq) && (defined(__x86_64__) || defined(__aarch64__))
#ifdef __x86_64__
    const uint32_t signature = 0x53053053;
#else
    const uint32_t signature = 0xd428bc00;
#endif
    if (&__rseq_size != NULL && &__rseq_offset != NULL && __rseq_size != 0) {
        char *area = (char *)__builtin_thread_pointer() + __rseq_offset;
        memset(area, 0, 32);
        (void)syscall(SYS_rseq, area, 32u, 0, signature);
    }
#endif
}

/* ---- what the kernel shows as command line and environment ---- */

static struct prctl_mm_map layout;
static bool layout_known;

/* Fields 26 and following of /proc/self/stat; PR_SET_MM_MAP wants all of them again, and needs no privilege. */
static void learn_layout(void) {
    char text[2048];
    int fd = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return;
    }
    ssize_t n = read(fd, text, sizeof text - 1);
    (void)close(fd);
    text[n < 0 ? 0 : n] = 0;
    char *p = strrchr(text, ')');
    unsigned long long value[53] = {0};
    for (int field = 3; p != NULL && field <= 52; field++) {
        p = strchr(p, ' ');
        if (p == NULL) {
            return;
        }
        p++;
        value[field] = strtoull(p, NULL, 10);
    }
    layout = (struct prctl_mm_map){.start_code = value[26], .end_code = value[27], .start_stack = value[28], .start_data = value[45],
                                   .end_data = value[46], .start_brk = value[47], .arg_start = value[48], .arg_end = value[49],
                                   .env_start = value[50], .env_end = value[51], .exe_fd = ~0u};
    layout.brk = (uint64_t)(uintptr_t)sbrk(0);
    layout_known = p != NULL && value[26] != 0 && prctl(PR_SET_MM, PR_SET_MM_MAP, &layout, sizeof layout, 0) == 0;
}

static void show_arguments(void) {
    if (layout_known) {
        layout.brk = (uint64_t)(uintptr_t)sbrk(0);
        layout.arg_start = (uint64_t)(uintptr_t)texts[0];
        layout.arg_end = layout.env_start = (uint64_t)(uintptr_t)argv_end;
        layout.env_end = (uint64_t)(uintptr_t)env_end;
        (void)prctl(PR_SET_MM, PR_SET_MM_MAP, &layout, sizeof layout, 0);
    }
}

/* ---- the end of a program ---- */

static unsigned long long libraries; /* how many shared objects had been loaded when Z was ready */
static bool slow_end;                /* something has happened that only Py_FinalizeEx undoes properly */
static bool no_reveal;               /* hidden modules stay hidden from now on */
static PyObject *std_out;
static PyObject *std_err;
static PyObject *sys_modules;
static PyObject *threading_name;
static PyObject *atexit_name;
static PyObject *atexit_module;
static PyObject *atexit_count;
static PyObject *atexit_run;
static PyObject *gc_get_objects;
static PyObject *gc_get_debug;
static PyObject *gc_unfreeze;
static PyObject *gc_callbacks;
static PyObject *gc_garbage;
static PyObject *get_trace;
static PyObject *get_profile;
static PyTypeObject *plain_io[2]; /* BytesIO, StringIO: nothing comes of closing them */
static const void **own_globals; /* sorted: the dictionaries of Z's modules */
static size_t own_globals_count;

static int count_libraries(struct dl_phdr_info *info, size_t size, void *out) {
    if (size >= offsetof(struct dl_phdr_info, dlpi_adds) + sizeof info->dlpi_adds) {
        *(unsigned long long *)out = info->dlpi_adds;
    }
    return 1;
}

static unsigned long long loaded_libraries(void) {
    unsigned long long n = 0;
    (void)dl_iterate_phdr(count_libraries, &n);
    return n;
}

static int compare_pointers(const void *a, const void *b) {
    uintptr_t x = (uintptr_t) * (const void *const *)a;
    uintptr_t y = (uintptr_t) * (const void *const *)b;
    return (x > y) - (x < y);
}

static bool is_own_globals(const void *dict) {
    return bsearch(&dict, own_globals, own_globals_count, sizeof *own_globals, compare_pointers) != NULL;
}

/* A weak reference's callback is harmless when it is C, or a function of one of Z's modules (weakref's own bookkeeping). */
static bool harmless_callback(PyObject *ref) {
    PyObject *callback = PyObject_GetAttrString(ref, "__callback__");
    if (callback == NULL) {
        PyErr_Clear();
        return false;
    }
    PyTypeObject *type = ((struct object_head *)callback)->type;
    bool good = callback == Py_None || type == &PyCFunction_Type || (type == &PyFunction_Type && is_own_globals(PyFunction_GetGlobals(callback)));
    Py_DecRef(callback);
    return good;
}

/*
 * Whether something that can be seen might happen when this object is destroyed. A class matters by itself only when its instances
 * are not tracked (no slots, no dictionary), so that they do not appear in the list.
 */
static bool has_finalizer(PyObject *o) {
    PyTypeObject *type = ((struct object_head *)o)->type;
    const struct type_head *t = (const struct type_head *)type;
    if (t->finalize != NULL || t->del != NULL) {
        return type != plain_io[0] && type != plain_io[1];
    }
    if (type == &PyType_Type || PyType_IsSubtype(type, &PyType_Type)) {
        t = (const struct type_head *)o;
        return (t->finalize != NULL || t->del != NULL) && (t->flags & TYPE_HAVE_GC) == 0;
    }
    if (type == &_PyWeakref_ProxyType || type == &_PyWeakref_CallableProxyType) {
        return true;
    }
    return (type == &_PyWeakref_RefType || PyType_IsSubtype(type, &_PyWeakref_RefType)) && !harmless_callback(o);
}

/* False when something the program has made may not simply vanish. */
static bool nothing_left(void) {
    PyObject *list = PyObject_CallFunctionObjArgs(gc_get_objects, NULL);
    if (list == NULL) {
        PyErr_Clear();
        return false;
    }
    bool clean = true;
    ssize_t n = PyList_Size(list);
    for (ssize_t i = 0; clean && i < n; i++) {
        clean = !has_finalizer(PyList_GetItem(list, i));
    }
    Py_DecRef(list);
    return clean;
}

static bool is_none(PyObject *function) {
    PyObject *value = PyObject_CallFunctionObjArgs(function, NULL);
    Py_DecRef(value);
    PyErr_Clear();
    return value == Py_None;
}

static bool is_usual(void) {
    void *interpreter = api.interpreter_head();
    if (slow_end || api.interpreter_next(interpreter) != NULL || api.thread_next(api.thread_head(interpreter)) != NULL) {
        return false;
    }
    if (PySys_GetObject("stdout") != std_out || PySys_GetObject("stderr") != std_err || loaded_libraries() != libraries) {
        return false;
    }
    PyObject *debug = PyObject_CallFunctionObjArgs(gc_get_debug, NULL);
    bool quiet = debug != NULL && PyLong_AsLong(debug) == 0;
    Py_DecRef(debug);
    PyErr_Clear();
    return quiet && PyList_Size(gc_callbacks) == 0 && PyList_Size(gc_garbage) == 0 && is_none(get_trace) && is_none(get_profile);
}

/* Flushes a standard stream; false when that cannot be done (Py_FinalizeEx will try again and say so). */
static bool flush(PyObject *file) {
    if (file == NULL || file == Py_None) {
        return true;
    }
    PyObject *closed = PyObject_GetAttrString(file, "closed");
    int is_closed = closed == NULL ? -1 : PyObject_IsTrue(closed);
    Py_DecRef(closed);
    if (is_closed == 1) {
        return true;
    }
    PyObject *done = is_closed < 0 ? NULL : PyObject_CallMethod(file, "flush", NULL);
    Py_DecRef(done);
    PyErr_Clear();
    return done != NULL;
}

/* The first two steps of Py_FinalizeEx, which it skips when they have been done: waiting for threads, and exit handlers. */
static bool run_exit_handlers(void) {
    PyObject *threading = PyDict_GetItem(sys_modules, threading_name);
    if (threading != NULL) {
        PyObject *done = PyObject_CallMethod(threading, "_shutdown", NULL);
        if (done == NULL) {
            PyErr_WriteUnraisable(threading);
        }
        Py_DecRef(done);
    }
    PyObject *module = PyDict_GetItem(sys_modules, atexit_name);
    if (module == NULL) {
        return true;
    }
    if (module != atexit_module) {
        return false;
    }
    PyObject *count = PyObject_CallFunctionObjArgs(atexit_count, NULL);
    bool any = count == NULL || PyLong_AsLong(count) != 0;
    Py_DecRef(count);
    if (any) {
        PyObject *done = PyObject_CallFunctionObjArgs(atexit_run, NULL);
        Py_DecRef(done);
        PyErr_Clear(); /* has been printed */
    }
    return true;
}

/* Whether it is enough that the process ends. */
static bool finish_fast(void) {
    if (boot_leave == NULL || slow_end || PySys_GetObject("stdout") != std_out || PySys_GetObject("stderr") != std_err) {
        return false;
    }
    return run_exit_handlers() && is_usual() && nothing_left() && flush(std_out) && flush(std_err);
}

/*
 * The long way. What is frozen is thawed first, or cycles through it (a function and the dictionary of __main__) would stay; and the
 * streams must not outlive the interpreter, since destroying them is what writes their buffers when nothing else has.
 */
static int finish_slowly(void) {
    no_reveal = true;
    if (gc_unfreeze != NULL) {
        PyObject *done = PyObject_CallFunctionObjArgs(gc_unfreeze, NULL);
        Py_DecRef(done);
        PyErr_Clear();
    }
    Py_DecRef(std_out);
    Py_DecRef(std_err);
    return api.finalize();
}

static _Noreturn void leave(int status, bool interrupted) {
    bool fast = finish_fast();
    if (!fast && finish_slowly() < 0) {
        status = 120;
    }
    if (fast) {
        (void)fflush(NULL);
    }
    if (interrupted) {
        (void)signal(SIGINT, SIG_DFL);
        (void)kill(getpid(), SIGINT);
        status = 128 + SIGINT;
    }
    if (fast) {
        _exit(status);
    }
    exit(status);
}

/* ---- running the script ---- */

static void flush_quietly(const char *name) {
    PyObject *file = PySys_GetObject(name);
    if (file != NULL) {
        PyObject *done = PyObject_CallMethod(file, "flush", NULL);
        Py_DecRef(done);
        PyErr_Clear();
    }
}

static void flush_streams(void) {
    PyObject *type;
    PyObject *value;
    PyObject *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    flush_quietly("stderr");
    flush_quietly("stdout");
    PyErr_Restore(type, value, traceback);
}

/* The status that a SystemExit asks for. A value which is no number is printed. */
static int exit_status(PyObject *value) {
    if (value == NULL || value == Py_None) {
        return 0;
    }
    if (PyType_IsSubtype(((struct object_head *)value)->type, &PyLong_Type)) {
        return (int)PyLong_AsLong(value);
    }
    PyObject *file = PySys_GetObject("stderr");
    PyErr_Clear();
    if (file != NULL && file != Py_None) {
        (void)PyFile_WriteObject(value, file, PRINT_RAW);
    } else {
        (void)PyObject_Print(value, stderr, PRINT_RAW);
        (void)fflush(stderr);
    }
    PySys_WriteStderr("\n");
    return 1;
}

/* With a SystemExit set: clears it. */
static int take_exit(void) {
    PyObject *type;
    PyObject *value;
    PyObject *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    (void)fflush(stdout);
    if (value != NULL && PyType_IsSubtype(((struct object_head *)value)->type, (PyTypeObject *)PyExc_BaseException)) {
        PyObject *code = PyObject_GetAttrString(value, "code");
        if (code != NULL) {
            Py_DecRef(value);
            value = code;
        }
    }
    int status = exit_status(value);
    PyErr_Restore(type, value, traceback);
    PyErr_Clear();
    return status;
}

static PyObject *text_list(char **text, uint32_t n, PyObject *(*make)(const char *)) {
    PyObject *list = PyList_New(n);
    for (uint32_t i = 0; list != NULL && i < n; i++) {
        PyObject *item = make(text[i]);
        if (item == NULL || PyList_SetItem(list, i, item) != 0) {
            return NULL;
        }
    }
    return list;
}

/* sys.path[0]: the directory in which the script really is. */
static PyObject *script_directory(const char *script) {
    static char path[PATH_MAX];
    if (realpath(script, path) == NULL) {
        path[0] = 0;
        strncat(path, script, sizeof path - 1);
    }
    char *slash = strrchr(path, '/');
    char *end = slash == NULL ? path : slash == path ? path + 1 : slash;
    *end = 0;
    return PyUnicode_DecodeFSDefault(path);
}

static _Noreturn void fail_prepare(void) {
    PyErr_Print();
    _exit(127);
}

/* Calls prepare(argv, environment, directory), which makes the interpreter look fresh and returns the script's name. */
static PyObject *prepare(const struct request *r) {
    environ = texts + r->argc + 1;
    PyObject *argv = text_list(texts, r->argc, PyUnicode_DecodeFSDefault);
    PyObject *env = text_list(environ, r->envc, PyBytes_FromString);
    PyObject *directory = script_directory(texts[1]);
    if (argv == NULL || env == NULL || directory == NULL) {
        fail_prepare();
    }
    PyObject *name = PyObject_CallFunctionObjArgs(boot_prepare, argv, env, directory, NULL);
    if (name == NULL) {
        fail_prepare();
    }
    Py_DecRef(argv);
    Py_DecRef(env);
    Py_DecRef(directory);
    return name;
}

static bool is_bytecode(FILE *file, const char *name) {
    uint8_t magic[4] = {0};
    size_t len = strlen(name);
    return (len > 4 && strcmp(name + len - 4, ".pyc") == 0) || (pread(fileno(file), magic, 4, 0) == 4 && magic[2] == '\r' && magic[3] == '\n' && magic[1] == 0x0d);
}

static _Noreturn void run_bytecode(FILE *file, const char *name, PyObject *globals) {
    struct compiler_flags flags = {0, 0};
    (void)PyDict_DelItemString(globals, "__file__");
    (void)PyDict_DelItemString(globals, "__cached__");
    PyErr_Clear();
    slow_end = true;
    leave(api.run_simple_file(file, name, 1, &flags) != 0, false);
}

static int minor_version;

static _Noreturn void run_script(PyObject *name) {
    PyObject *encoded = PyUnicode_EncodeFSDefault(name);
    const char *path = encoded == NULL ? "<encoding error>" : PyBytes_AsString(encoded);
    PyObject *globals = PyModule_GetDict(PyImport_AddModule("__main__"));
    if (api.audit("cpython.run_file", "O", name) < 0) {
        PyErr_Print();
        leave(1, false);
    }
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        int e = errno;
        PySys_FormatStderr(minor_version < 9 ? "%U: can't open file '%U': [Errno %d] %s\n" : "%U: can't open file %R: [Errno %d] %s\n",
                           PyUnicode_DecodeFSDefault(texts[0]), name, e, strerror(e));
        leave(2, false);
    }
    if (is_bytecode(file, path)) {
        run_bytecode(file, path, globals);
    }
    if (Py_MakePendingCalls() < 0) {
        PyErr_Print();
        leave(1, false);
    }
    struct compiler_flags flags = {0, minor_version};
    PyObject *value = api.run_file(file, path, FILE_INPUT, globals, globals, 1, &flags);
    Py_DecRef(encoded);
    Py_DecRef(name);
    flush_streams();
    if (value == NULL && PyErr_ExceptionMatches(PyExc_SystemExit)) {
        leave(take_exit(), false);
    }
    bool failed = value == NULL;
    bool interrupted = failed && PyErr_Occurred() == PyExc_KeyboardInterrupt;
    if (failed) {
        PyErr_Print();
    }
    Py_DecRef(value);
    if (PyDict_DelItemString(globals, "__file__") != 0 || PyDict_DelItemString(globals, "__cached__") != 0) {
        PyErr_Clear();
    }
    leave(failed, interrupted);
}

/* ---- serving ---- */

/*
 * Forks. Returns 0 in the program; in Z its pid or -errno. The program goes on in this very frame of its copy of the stack: the
 * intermediate borrowed Z's memory and has left its own frames, below, untouched.
 */
static pid_t fork_program(void) {
    int status;
    program_pid = -EAGAIN;
    pid_t intermediate = vfork();
    if (intermediate == 0) {
        pid_t pid = fork();
        if (pid == 0) {
            return 0;
        }
        program_pid = pid < 0 ? -errno : pid;
        _exit(0);
    }
    if (intermediate < 0) {
        return -errno;
    }
    while (waitpid(intermediate, &status, __WALL) < 0 && errno == EINTR) {
    }
    return program_pid;
}

static void become_program(void) {
    restore_rseq();
    set_up(&request);
    show_arguments();
    api.after_fork_child();
    if (api.leave_recursion != NULL) {
        api.leave_recursion(); /* the call of hook() counts as a level */
    }
    run_script(prepare(&request));
}

static _Noreturn void serve(void) {
    for (;;) {
        receive(&request);
        api.before_fork();
        pid_t pid = fork_program();
        if (pid == 0) {
            become_program();
        }
        api.after_fork_parent();
        send_started(pid);
        for (int i = 0; i < 3; i++) {
            (void)close(request.fd[i]);
        }
        memset(buffer, 0, used);
    }
}

/* Preloading must not change how signals are treated. */
static void note_signals(void) {
    for (int i = 1; i < NSIG; i++) {
        (void)sigaction(i, NULL, &fresh_action[i]);
    }
}

static void restore_signals(void) {
    for (int i = 1; i < NSIG; i++) {
        if (i != SIGKILL && i != SIGSTOP) {
            (void)sigaction(i, &fresh_action[i], NULL);
        }
    }
}

static PyObject *builtin_of(PyObject *module, const char *name) {
    PyObject *value = module == NULL ? NULL : PyObject_GetAttrString(module, name);
    PyErr_Clear();
    return value;
}

/* Notes what the end of a program needs, so that nothing has to be looked up then. */
static bool learn_end(void) {
    PyObject *sys = PyImport_AddModule("sys");
    PyObject *get = builtin_of(sys, "modules");
    std_out = PySys_GetObject("stdout");
    std_err = PySys_GetObject("stderr");
    Py_IncRef(std_out);
    Py_IncRef(std_err);
    sys_modules = get;
    get_trace = builtin_of(sys, "gettrace");
    get_profile = builtin_of(sys, "getprofile");
    threading_name = PyUnicode_FromString("threading");
    atexit_name = PyUnicode_FromString("atexit");
    libraries = loaded_libraries();
    return get != NULL && get_trace != NULL && get_profile != NULL && threading_name != NULL && atexit_name != NULL;
}

static _Noreturn void refuse(const char *text) {
    send_ready(text);
    _exit(0);
}

static _Noreturn void refuse_with_error(void) {
    PyObject *type;
    PyObject *value;
    PyObject *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *text = value == NULL ? NULL : PyObject_Str(value);
    const char *utf8 = text == NULL ? NULL : PyUnicode_AsUTF8AndSize(text, NULL);
    refuse(utf8 == NULL || utf8[0] == 0 ? "the bootstrap failed" : utf8);
}

/* The path hook. Calling it counts as a level of recursion (not in 3.8), which the program gets back. */
static PyObject *hook(PyObject *self, PyObject *const *args, ssize_t n) {
    (void)self;
    if (n != 1 || boot_setup == NULL) {
        PyErr_SetString(PyExc_TypeError, "hook expects a path");
        return NULL;
    }
    note_signals();
    PyObject *text = PyObject_CallFunctionObjArgs(boot_setup, args[0], NULL);
    const char *reason = text == NULL ? NULL : PyUnicode_AsUTF8AndSize(text, NULL);
    if (reason == NULL || !learn_end()) {
        refuse_with_error();
    }
    if (reason[0] != 0) {
        refuse(reason);
    }
    Py_DecRef(text);
    restore_signals();
    learn_layout();
    send_ready("");
    serve();
}

/* ---- services for the bootstrap ---- */

static PyObject *find_original;
static PyObject *hidden;

/* Stands in for importlib's _find_and_load: what has been imported ahead, and hidden, comes back; the rest is imported as ever. */
static PyObject *find_and_load(PyObject *self, PyObject *const *args, ssize_t n) {
    (void)self;
    if (n == 2 && !no_reveal && PyDict_GetItem(hidden, args[0]) != NULL && is_none(get_trace) && is_none(get_profile)) {
        PyObject *module = PyObject_CallFunctionObjArgs(boot_reveal, args[0], NULL);
        if (module != Py_None) {
            return module;
        }
        Py_DecRef(module);
    }
    if (n != 2) {
        PyErr_SetString(PyExc_TypeError, "_find_and_load() takes 2 positional arguments");
        return NULL;
    }
    return PyObject_CallFunctionObjArgs(find_original, args[0], args[1], NULL);
}

/* Built-in functions after which the short cuts are off. They look like the originals, whose descriptions they copy. */
#define WATCHED 4
static PyObject *watched_original[WATCHED];
static struct method_def watched_def[WATCHED];
static unsigned watched_count;

static PyObject *call_watched(unsigned i, PyObject *args, PyObject *keywords) {
    slow_end = true;
    no_reveal = true;
    return PyObject_Call(watched_original[i], args, keywords);
}

#define WATCHED_FUNCTION(i)                                                                   \
    static PyObject *call_watched_##i(PyObject *self, PyObject *args, PyObject *keywords) { \
        (void)self;                                                                           \
        return call_watched(i, args, keywords);                                               \
    }
WATCHED_FUNCTION(0)
WATCHED_FUNCTION(1)
WATCHED_FUNCTION(2)
WATCHED_FUNCTION(3)

static PyObject *watch(PyObject *self, PyObject *original) {
    typedef PyObject *(*full_function)(PyObject *, PyObject *, PyObject *);
    static const full_function functions[WATCHED] = {call_watched_0, call_watched_1, call_watched_2, call_watched_3};
    (void)self;
    if (watched_count == WATCHED || ((struct object_head *)original)->type != &PyCFunction_Type) {
        PyErr_SetString(PyExc_TypeError, "watch expects a built-in function");
        return NULL;
    }
    const struct builtin_head *head = (const struct builtin_head *)original;
    unsigned i = watched_count++;
    Py_IncRef(original);
    watched_original[i] = original;
    watched_def[i] = (struct method_def){head->def->name, (py_function)functions[i], METH_VARARGS | METH_KEYWORDS, head->def->doc};
    return PyCFunction_NewEx(&watched_def[i], head->self, head->module);
}

static void keep(PyObject **slot, PyObject *value) {
    Py_IncRef(value);
    *slot = value == Py_None ? NULL : value;
}

/* functions(setup, prepare): what C calls. */
static PyObject *functions(PyObject *self, PyObject *const *args, ssize_t n) {
    (void)self;
    if (n != 2) {
        PyErr_SetString(PyExc_TypeError, "functions expects two");
        return NULL;
    }
    keep(&boot_setup, args[0]);
    keep(&boot_prepare, args[1]);
    Py_IncRef(Py_None);
    return Py_None;
}

/* hide(hidden, original, reveal): what find_and_load needs; returns it. */
static PyObject *hide(PyObject *self, PyObject *const *args, ssize_t n) {
    static struct method_def def = {"_find_and_load", (py_function)find_and_load, METH_FASTCALL, NULL};
    (void)self;
    if (n != 3) {
        PyErr_SetString(PyExc_TypeError, "hide expects three");
        return NULL;
    }
    keep(&hidden, args[0]);
    keep(&find_original, args[1]);
    keep(&boot_reveal, args[2]);
    return PyCFunction_NewEx(&def, NULL, NULL);
}

/* finish(gc, atexit, BytesIO, StringIO, [dictionaries of modules]): allows the fast end. */
static PyObject *finish(PyObject *self, PyObject *const *args, ssize_t n) {
    (void)self;
    if (n != 5) {
        PyErr_SetString(PyExc_TypeError, "finish expects five");
        return NULL;
    }
    gc_get_objects = builtin_of(args[0], "get_objects");
    gc_get_debug = builtin_of(args[0], "get_debug");
    gc_unfreeze = builtin_of(args[0], "unfreeze");
    gc_callbacks = builtin_of(args[0], "callbacks");
    gc_garbage = builtin_of(args[0], "garbage");
    atexit_count = builtin_of(args[1], "_ncallbacks");
    atexit_run = builtin_of(args[1], "_run_exitfuncs");
    keep(&atexit_module, args[1]);
    keep((PyObject **)&plain_io[0], args[2]);
    keep((PyObject **)&plain_io[1], args[3]);
    own_globals_count = (size_t)PyList_Size(args[4]);
    own_globals = calloc(own_globals_count + 1, sizeof *own_globals);
    if (own_globals == NULL || gc_get_objects == NULL || gc_get_debug == NULL || gc_callbacks == NULL || gc_garbage == NULL || atexit_count == NULL || atexit_run == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "the collector is not as expected");
        return NULL;
    }
    for (size_t i = 0; i < own_globals_count; i++) {
        own_globals[i] = PyList_GetItem(args[4], (ssize_t)i);
    }
    qsort(own_globals, own_globals_count, sizeof *own_globals, compare_pointers);
    keep(&boot_leave, args[0]);
    Py_IncRef(Py_None);
    return Py_None;
}

/* slow(): this program has to end the long way. */
static PyObject *slow(PyObject *self, PyObject *nothing) {
    (void)self;
    (void)nothing;
    slow_end = true;
    Py_IncRef(Py_None);
    return Py_None;
}

static bool find_functions(void) {
    static const struct {
        void *place;
        const char *name;
    } wanted[] = {{&api.run_file, "PyRun_FileExFlags"},
                  {&api.run_simple_file, "PyRun_SimpleFileExFlags"},
                  {&api.before_fork, "PyOS_BeforeFork"},
                  {&api.after_fork_child, "PyOS_AfterFork_Child"},
                  {&api.after_fork_parent, "PyOS_AfterFork_Parent"},
                  {&api.audit, "PySys_Audit"},
                  {&api.interpreter_head, "PyInterpreterState_Head"},
                  {&api.interpreter_next, "PyInterpreterState_Next"},
                  {&api.thread_head, "PyInterpreterState_ThreadHead"},
                  {&api.thread_next, "PyThreadState_Next"},
                  {&api.finalize, "Py_FinalizeEx"}};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        void *found = dlsym(RTLD_DEFAULT, wanted[i].name);
        if (found == NULL) {
            char text[128];
            (void)snprintf(text, sizeof text, "the interpreter does not export %s", wanted[i].name);
            PyErr_SetString(PyExc_RuntimeError, text);
            return false;
        }
        memcpy(wanted[i].place, &found, sizeof found);
    }
    void *leave_call = dlsym(RTLD_DEFAULT, "Py_LeaveRecursiveCall");
    memcpy(&api.leave_recursion, &leave_call, sizeof leave_call);
    return true;
}

/* A few things that would not all be true if the structures were others. */
static bool check_layout(void) {
    const struct type_head *generator = (const struct type_head *)&PyGen_Type;
    const struct type_head *dict = (const struct type_head *)&PyDict_Type;
    bool good = strcmp(generator->name, "generator") == 0 && generator->finalize != NULL && (generator->flags & TYPE_HAVE_GC) != 0 && generator->del == NULL &&
                strcmp(dict->name, "dict") == 0 && dict->finalize == NULL && dict->del == NULL && generator->head.type == &PyType_Type;
    if (!good) {
        PyErr_SetString(PyExc_RuntimeError, "the layout of the interpreter's types is not the expected one");
    }
    return good;
}

/* start(minor version): called once, after the bootstrap has checked what interpreter this is. */
static PyObject *start(PyObject *self, PyObject *version) {
    (void)self;
    minor_version = (int)PyLong_AsLong(version);
    if (!check_layout() || !find_functions()) {
        return NULL;
    }
    Py_IncRef(Py_None);
    return Py_None;
}

static const struct method_def methods[] = {{"hook", (py_function)hook, METH_FASTCALL, NULL},
                                            {"start", (py_function)start, METH_O, NULL},
                                            {"functions", (py_function)functions, METH_FASTCALL, NULL},
                                            {"hide", (py_function)hide, METH_FASTCALL, NULL},
                                            {"finish", (py_function)finish, METH_FASTCALL, NULL},
                                            {"slow", (py_function)slow, METH_NOARGS, NULL},
                                            {"watch", (py_function)watch, METH_O, NULL},
                                            {NULL, NULL, 0, NULL}};
static struct module_slot slots[] = {{0, NULL}};
static struct module_def definition = {.head = {1, NULL}, .name = "_sce_warm", .size = 0, .methods = methods, .slots = slots};

PyObject *PyInit__sce_warm(void);

__attribute__((visibility("default"))) PyObject *PyInit__sce_warm(void) {
    return PyModuleDef_Init(&definition);
}
