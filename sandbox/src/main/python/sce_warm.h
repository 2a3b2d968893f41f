/* What the files of _sce_warm.so share. The theory is at the head of sce_warm.c. */
#ifndef SCE_WARM_H
#define SCE_WARM_H

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "../c/warm_protocol.h"
#include "python_api.h"

struct limit {
    uint32_t resource;
    uint64_t value;
};

/* A request, parsed: all pointers go into memory of messages.c, which the next request takes over. */
struct request {
    uint32_t limits;
    uint32_t argc;
    uint32_t envc;
    struct limit limit[SCE_WARM_MAX_LIMITS];
    char **argv; /* ends with NULL, as does the environment; the texts of both lie one after the other */
    char **environment;
    const char *argv_end;
    const char *environment_end;
    const char *directory;
    const char *judge; /* the module that asks the program; empty: the program is the script */
    int fd[SCE_WARM_DESCRIPTORS]; /* -1: not there */
};

/* messages.c: the channel to the init process. */
void report_ready(const char *text);
void report_started(pid_t pid);
_Noreturn void fault(int step);
void receive(struct request *r);
void release(struct request *r);

/* setup.c: what a forked child does to itself before Python. */
void enter_sandbox(const struct request *r);
void restore_rseq(void);

/* layout.c: what the kernel shows as command line and environment. */
void learn_layout(void);
void show_arguments(const struct request *r);

/* interpreter.c: which CPython this is. */
struct functions {
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
    char *(*config)(void); /* 3.13 only */
};
extern struct functions api; /* outside the stable ABI */
extern int minor_version;
bool learn_interpreter(int minor);
PyObject *builtin_of(PyObject *module, const char *name);
void keep(PyObject **slot, PyObject *value);
PyObject *none(void);

/* program.c: running a script as CPython's main does. */
extern PyObject *boot_dress;
extern PyObject *boot_renew;
extern PyObject *boot_renewals;
extern PyObject *boot_answer;
PyObject *prepare(const struct request *r);
_Noreturn void run_script(PyObject *name, const char *interpreter);
_Noreturn void answer_judge(const char *module);
PyObject *usual(PyObject *self, PyObject *const *args, ssize_t n);
PyObject *rehearse(PyObject *self, PyObject *nothing);

/* leftovers.c: what a program has left when it ends. */
enum leftovers { LEFT_NOTHING, LEFT_FINALIZERS, LEFT_TRUE_END };
bool learn_leftovers(PyObject *gc, PyObject *const plain[2], PyObject *globals, PyObject *modules);
bool is_own_module(const void *object);
bool is_own_function(PyObject *o);
enum leftovers find_leftovers(void);

/* ending.c: the end of a program. */
extern bool slow_end; /* something has happened that only Py_FinalizeEx undoes properly */
extern bool no_reveal; /* hidden modules stay hidden from now on */
extern bool frozen_by_program; /* by a gc.freeze() of its own */
bool learn_end(void);
bool is_traced(void);
_Noreturn void leave(int status, bool interrupted);
PyObject *prepare_end(PyObject *self, PyObject *const *args, ssize_t n);

/* hide.c: built-in functions that stand in for the interpreter's. */
PyObject *hide(PyObject *self, PyObject *const *args, ssize_t n);
PyObject *watch(PyObject *self, PyObject *original);

#endif
