/*
 * The warm interpreter: the C half of a started CPython that forks for each program it is asked to run.
 *
 * The interpreter is started as `python main.py`; sitecustomize.py loads this module and appends hook() to
 * sys.path_hooks. CPython's main asks the path hooks whether main.py is something importable, after it has initialised
 * everything and while no Python frame exists: that call is where the interpreter stays. hook() lets the Python half
 * (sce_boot.py) preload and hide modules, says READY on descriptor 3, and serves.
 *
 * One request: a vforked intermediate forks the program and exits, so that the program is adopted by the init of its
 * pid namespace; the program, a copy of the interpreter, continues on the very stack below CPython's main, sets itself
 * up, runs the script by the public C API as CPython's own main would, and never returns from hook().
 *
 * The end: what Py_FinalizeEx does can be seen from outside only where finalizers run (__del__, open files, suspended
 * generators, weak references with callbacks, thread and exit handlers). The interpreter's own objects are frozen
 * (gc.freeze), so gc.get_objects() is just what the program has made and left. If nothing in it has a finalizer, and
 * nothing else is unusual, flushing the streams is all there is to do. If only finalizers are in the way, the program's
 * objects are collected first, as Py_FinalizeEx would; in every other case the real Py_FinalizeEx is called, which is
 * slow in a forked process and right.
 *
 * No header of Python is used: one object serves every CPython 3.8 and later (the layouts in python_api.h are those of
 * a normal release build, which the bootstrap checks). It is linked with no library, so that it takes the C library
 * which the interpreter has.
 *
 * Files: messages.c (the channel), setup.c (a child's set-up), layout.c (its command line), program.c (running the
 * script), ending.c and leftovers.c (its end), hide.c (imports), interpreter.c (which CPython this is). This one
 * serves, and is the module.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sched.h>
#include <sys/wait.h>

#include "sce_warm.h"

static struct request request;
static volatile pid_t intermediate_pid;
static volatile pid_t program_pid;
static struct sigaction fresh_action[NSIG];
static PyObject *boot_setup;

/*
 * Forks. Returns 0 in the program; in the interpreter its pid or -errno. The program goes on in this very frame of its
 * copy of the stack: the intermediate borrowed the interpreter's memory and has left its own frames, below, untouched.
 */
static pid_t fork_program(void) {
    int status;
    program_pid = -EAGAIN;
    pid_t intermediate = vfork();
    if (intermediate == 0) {
        intermediate_pid = getpid();
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
    while (waitpid(intermediate, &status, __WALL) < 0 && errno == EINTR) {}
    return program_pid;
}

/* Until the intermediate has been reaped, the program would see it: as its parent, among the processes, in their limit.
 */
static void await_adoption(void) {
    while (kill(intermediate_pid, 0) == 0 || errno != ESRCH) {
        (void)sched_yield();
    }
}

/*
 * The call of hook() counts as a level of recursion, which the program gets back. In 3.8 the depth is the thread
 * state's fifth field.
 */
static void restore_depth(void) {
    if (api.leave_recursion != NULL) {
        api.leave_recursion();
    } else if (minor_version == 8) {
        int *depth = (int *)((char *)PyThreadState_Get() + 4 * sizeof(void *));
        *depth -= *depth == 1;
    }
}

static void become_program(void) {
    restore_rseq();
    enter_sandbox(&request);
    show_arguments(&request);
    api.after_fork_child();
    restore_depth();
    PyObject *name = prepare(&request);
    await_adoption(); /* late: as a rule it is long over by now */
    if (request.judge[0] != 0) {
        answer_judge(request.judge);
    }
    run_script(name, request.argv[0]);
}

static _Noreturn void serve_requests(void) {
    for (;;) {
        receive(&request);
        api.before_fork();
        pid_t pid = fork_program();
        if (pid == 0) {
            become_program();
        }
        api.after_fork_parent();
        report_started(pid);
        release(&request);
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

static _Noreturn void refuse(const char *text) {
    report_ready(text);
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

/*
 * Before the first fork: what is free goes back to the kernel where it can, and a large request makes the C library
 * sort the rest. Each child would have to do the latter, touching a page for every piece.
 */
static void settle_heap(void) {
    int (*trim)(size_t);
    void *found = dlsym(RTLD_DEFAULT, "malloc_trim"); /* not in every C library */
    memcpy(&trim, &found, sizeof trim);
    if (trim != NULL) {
        (void)trim(0);
    }
    void *volatile large = malloc(100000);
    free(large);
}

/* The path hook. */
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
    settle_heap();
    report_ready("");
    serve_requests();
}

/* functions(setup, dress, renew, renewals, answer): what C calls; the third if the fourth, a list, holds anything. */
static PyObject *functions(PyObject *self, PyObject *const *args, ssize_t n) {
    (void)self;
    if (n != 5) {
        PyErr_SetString(PyExc_TypeError, "functions expects five");
        return NULL;
    }
    keep(&boot_setup, args[0]);
    keep(&boot_dress, args[1]);
    keep(&boot_renew, args[2]);
    keep(&boot_renewals, args[3]);
    keep(&boot_answer, args[4]);
    return none();
}

/* slow(): this program has to end the long way. */
static PyObject *slow(PyObject *self, PyObject *nothing) {
    (void)self;
    (void)nothing;
    slow_end = true;
    return none();
}

/* learn(minor version): called once, after the bootstrap has checked what interpreter this is. */
static PyObject *learn(PyObject *self, PyObject *version) {
    (void)self;
    return learn_interpreter((int)PyLong_AsLong(version)) ? none() : NULL;
}

static const struct method_def methods[] = {{"hook", (py_function)hook, METH_FASTCALL, NULL},
                                            {"learn", (py_function)learn, METH_O, NULL},
                                            {"functions", (py_function)functions, METH_FASTCALL, NULL},
                                            {"usual", (py_function)usual, METH_FASTCALL, NULL},
                                            {"rehearse", (py_function)rehearse, METH_NOARGS, NULL},
                                            {"hide", (py_function)hide, METH_FASTCALL, NULL},
                                            {"prepare_end", (py_function)prepare_end, METH_FASTCALL, NULL},
                                            {"slow", (py_function)slow, METH_NOARGS, NULL},
                                            {"watch", (py_function)watch, METH_O, NULL},
                                            {NULL, NULL, 0, NULL}};
static struct module_slot slots[] = {{0, NULL}};
static struct module_def definition = {
    .head = {1, NULL}, .name = "_sce_warm", .size = 0, .methods = methods, .slots = slots};

PyObject *PyInit__sce_warm(void);

__attribute__((visibility("default"))) PyObject *PyInit__sce_warm(void) {
    return PyModuleDef_Init(&definition);
}
