/*
 * The end of a program: at once when nobody can tell, by collecting the program's objects when they have finalizers,
 * and by Py_FinalizeEx whenever anything is unusual.
 */
#define _GNU_SOURCE
#include "warm.h"

#include <link.h>

bool slow_end;
bool no_reveal;
bool frozen_by_program;

static unsigned long long libraries; /* how many shared objects had been loaded when the interpreter was ready */
static PyObject *boot_memory; /* what the bootstrap keeps: dictionaries and lists */
static PyObject *std_out;
static PyObject *std_err;
static PyObject *sys_modules;
static PyObject *threading_name;
static PyObject *atexit_name;
static PyObject *atexit_module;
static PyObject *atexit_count;
static PyObject *atexit_run;
static PyObject *gc_get_debug;
static PyObject *gc_unfreeze;
static PyObject *gc_callbacks;
static PyObject *gc_garbage;
static PyObject *gc_collect;
static PyObject *gc_is_enabled;
static PyObject *get_trace;
static PyObject *get_profile;

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

static bool is_none(PyObject *function) {
    PyObject *value = PyObject_CallFunctionObjArgs(function, NULL);
    Py_DecRef(value);
    PyErr_Clear();
    return value == Py_None;
}

/* Whether a trace or profile function would see what is done. */
bool is_traced(void) {
    return !is_none(get_trace) || !is_none(get_profile);
}

static bool is_usual(void) {
    void *interpreter = api.interpreter_head();
    if (slow_end || api.interpreter_next(interpreter) != NULL ||
        api.thread_next(api.thread_head(interpreter)) != NULL) {
        return false;
    }
    if (PySys_GetObject("stdout") != std_out || PySys_GetObject("stderr") != std_err ||
        loaded_libraries() != libraries) {
        return false;
    }
    PyObject *debug = PyObject_CallFunctionObjArgs(gc_get_debug, NULL);
    bool quiet = debug != NULL && PyLong_AsLong(debug) == 0;
    Py_DecRef(debug);
    PyErr_Clear();
    return quiet && PyList_Size(gc_callbacks) == 0 && PyList_Size(gc_garbage) == 0 && !is_traced();
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

/* Done twice, a function of the program's would be seen twice. */
static bool has_own_shutdown(PyObject *threading) {
    PyObject *function = PyObject_GetAttrString(threading, "_shutdown");
    bool own = function != NULL && is_own_function(function);
    Py_DecRef(function);
    PyErr_Clear();
    return own;
}

/* The first two steps of Py_FinalizeEx, which it skips when they have been done: waiting for threads, and exit
 * handlers. */
static bool run_exit_handlers(void) {
    PyObject *threading = PyDict_GetItem(sys_modules, threading_name);
    if (threading != NULL) {
        if (!has_own_shutdown(threading)) {
            return false;
        }
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
    if (any && minor_version >= 12) {
        return false; /* they run when the interpreter is already said to end: no new threads, no forks */
    }
    if (any) {
        PyObject *done = PyObject_CallFunctionObjArgs(atexit_run, NULL);
        Py_DecRef(done);
        PyErr_Clear(); /* has been printed */
    }
    return true;
}

static bool collect(void) {
    PyObject *done = PyObject_CallFunctionObjArgs(gc_collect, NULL);
    Py_DecRef(done);
    PyErr_Clear();
    return done != NULL;
}

/* What Py_FinalizeEx does to sys and builtins before it lets go of the modules. */
static void clear_names(void) {
    static const char *const names[] = {"path",       "argv",
                                        "ps1",        "ps2",
                                        "last_exc",   "last_type",
                                        "last_value", "last_traceback",
                                        "path_hooks", "path_importer_cache",
                                        "meta_path",  "__interactivehook__"};
    static const char *const streams[][2] = {
        {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    (void)PyDict_SetItemString(PyModule_GetDict(PyImport_AddModule("builtins")), "_", Py_None);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)PySys_SetObject(names[i], Py_None);
    }
    for (size_t i = 0; i < 3; i++) {
        PyObject *value = PySys_GetObject(streams[i][1]);
        (void)PySys_SetObject(streams[i][0], value == NULL ? Py_None : value);
    }
    PyErr_Clear();
}

/*
 * Empties sys.modules in its order, as Py_FinalizeEx does: what runs meanwhile finds nothing to import. The
 * interpreter's own modules are kept alive by the list that is returned: name, module or weak reference (to one of the
 * program's), and so on.
 */
static PyObject *drop_modules(void) {
    PyObject *keys = PyDict_Keys(sys_modules);
    PyObject *dropped = PyList_New(0);
    for (ssize_t i = 0; dropped != NULL && keys != NULL && i < PyList_Size(keys); i++) {
        PyObject *key = PyList_GetItem(keys, i);
        PyObject *module = PyDict_GetItem(sys_modules, key);
        PyObject *held = NULL;
        if (module != NULL && is_own_module(module)) {
            Py_IncRef(module);
            held = module;
        } else if (module != NULL && module != Py_None) {
            held = PyWeakref_NewRef(module, NULL);
        }
        if (held != NULL) {
            (void)PyList_Append(dropped, key);
            (void)PyList_Append(dropped, held);
        }
        Py_DecRef(held);
        PyErr_Clear();
        (void)PyDict_SetItem(sys_modules, key, Py_None);
    }
    Py_DecRef(keys);
    PyDict_Clear(sys_modules);
    PyErr_Clear();
    return dropped;
}

/* For Py_FinalizeEx, which clears the modules that are still there. */
static void bring_back(PyObject *dropped) {
    for (ssize_t i = 0; dropped != NULL && i + 1 < PyList_Size(dropped); i += 2) {
        PyObject *held = PyList_GetItem(dropped, i + 1);
        bool own = is_own_module(held);
        PyObject *module = own ? held : PyObject_CallFunctionObjArgs(held, NULL);
        if (module != NULL && module != Py_None) {
            (void)PyDict_SetItem(sys_modules, PyList_GetItem(dropped, i), module);
        }
        if (!own) {
            Py_DecRef(module);
        }
    }
    PyErr_Clear();
}

/*
 * The middle way, for programs that leave objects with finalizers: the steps of Py_FinalizeEx that destroy the
 * program's objects, while those of the interpreter stay. It is enough when nothing with a finalizer survives
 * (something in one of its modules may hold it).
 */
static bool finish_by_collecting(void) {
    if (!flush(std_out) || !flush(std_err)) {
        return false;
    }
    PyObject *enabled = PyObject_CallFunctionObjArgs(gc_is_enabled, NULL);
    Py_DecRef(enabled);
    if (enabled != Py_True || !collect()) {
        return false;
    }
    no_reveal = true;
    clear_names();
    PyObject *dropped = drop_modules();
    bool clean = dropped != NULL && collect() && find_leftovers() == LEFT_NOTHING && is_usual() && flush(std_out) &&
                 flush(std_err);
    if (!clean) {
        bring_back(dropped);
        Py_DecRef(dropped);
    }
    return clean;
}

/* Whether it is enough that the process ends. */
static bool finish_fast(void) {
    /* Asked before and after: nothing is begun that would have to be done again, and handlers may do anything. */
    if (boot_memory == NULL || !is_usual() || !run_exit_handlers() || !is_usual()) {
        return false;
    }
    switch (find_leftovers()) {
    case LEFT_NOTHING:
        return flush(std_out) && flush(std_err);
    case LEFT_FINALIZERS:
        return finish_by_collecting();
    default:
        return false;
    }
}

/* What is kept by the bootstrap must not outlive the program's modules. Not in Python: a trace function would see it.
 */
static void forget(void) {
    for (ssize_t i = 0; boot_memory != NULL && i < PyList_Size(boot_memory); i++) {
        PyObject *each = PyList_GetItem(boot_memory, i);
        if (((struct object_head *)each)->type == &PyDict_Type) {
            PyDict_Clear(each);
        } else {
            (void)PyList_SetSlice(each, 0, PyList_Size(each), NULL);
        }
    }
    PyErr_Clear();
}

/*
 * The long way. What is frozen is thawed first, or cycles through it (a function and the dictionary of __main__) would
 * stay; and the streams must not outlive the interpreter, since destroying them is what writes their buffers when
 * nothing else has.
 */
static int finish_slowly(void) {
    PyObject *type;
    PyObject *value;
    PyObject *traceback;
    no_reveal = true;
    PyErr_Fetch(&type, &value, &traceback);
    forget();
    if (gc_unfreeze != NULL && !frozen_by_program) {
        PyObject *done = PyObject_CallFunctionObjArgs(gc_unfreeze, NULL);
        Py_DecRef(done);
        PyErr_Clear();
    }
    Py_DecRef(std_out);
    Py_DecRef(std_err);
    PyErr_Restore(type, value, traceback);
    return api.finalize();
}

_Noreturn void leave(int status, bool interrupted) {
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

/* Notes what the end of a program needs, so that nothing has to be looked up then. */
bool learn_end(void) {
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

/* finish(gc, atexit, BytesIO, StringIO, [dictionaries of modules], [what the bootstrap keeps], [modules]): allows the
 * fast end. */
PyObject *finish(PyObject *self, PyObject *const *args, ssize_t n) {
    (void)self;
    if (n != 7) {
        PyErr_SetString(PyExc_TypeError, "finish expects seven");
        return NULL;
    }
    gc_get_debug = builtin_of(args[0], "get_debug");
    gc_unfreeze = builtin_of(args[0], "unfreeze");
    gc_callbacks = builtin_of(args[0], "callbacks");
    gc_garbage = builtin_of(args[0], "garbage");
    gc_collect = builtin_of(args[0], "collect");
    gc_is_enabled = builtin_of(args[0], "isenabled");
    atexit_count = builtin_of(args[1], "_ncallbacks");
    atexit_run = builtin_of(args[1], "_run_exitfuncs");
    keep(&atexit_module, args[1]);
    bool complete = gc_get_debug != NULL && gc_callbacks != NULL && gc_garbage != NULL && gc_collect != NULL &&
                    gc_is_enabled != NULL && atexit_count != NULL && atexit_run != NULL;
    if (!complete || !learn_leftovers(args[0], args + 2, args[4], args[6])) {
        PyErr_SetString(PyExc_RuntimeError, "the collector is not as expected");
        return NULL;
    }
    keep(&boot_memory, args[5]);
    return none();
}
