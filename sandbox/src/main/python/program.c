/* Running a script by the public C API, step for step as CPython's own main does. */
#define _GNU_SOURCE
#include "sce_warm.h"

#include <limits.h>
#include <wchar.h>

PyObject *boot_dress;
PyObject *boot_renew;
PyObject *boot_renewals;
PyObject *boot_answer;

/* The command the interpreter is dressed for: its arguments and variables, each with its NUL. */
static struct {
    PyObject *name; /* of the script */
    const char *texts;
    size_t size;
    uint32_t argc;
    uint32_t envc;
} dressed;

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
    if (minor_version >= 12) {
        /* An error of the printing stays set there, and comes up in Py_FinalizeEx. */
        slow_end |= PyErr_Occurred() != NULL;
        Py_DecRef(type);
        Py_DecRef(value);
        Py_DecRef(traceback);
        return status;
    }
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

/*
 * CPython 3.13 keeps sys.path[0] once more, for its hints at files that shadow modules; its main sets it after the call
 * in which the interpreter stays. learn_interpreter() has checked that this is where it is.
 */
static void note_path_0(PyObject *directory) {
    char *config = api.config == NULL ? NULL : api.config();
    wchar_t *wide = config == NULL ? NULL : PyUnicode_AsWideCharString(directory, NULL);
    if (wide == NULL) {
        PyErr_Clear();
        return;
    }
    size_t size = (wcslen(wide) + 1) * sizeof *wide;
    wchar_t *raw = PyMem_RawMalloc(size); /* as it will be freed */
    if (raw != NULL) {
        memcpy(raw, wide, size);
        *(wchar_t **)(config + CONFIG_PATH_0) = raw;
    }
    PyMem_Free(wide);
}

static bool is_dressed_for(const struct request *r) {
    return dressed.name != NULL && r->argc == dressed.argc && r->envc == dressed.envc &&
           (size_t)(r->environment_end - r->argv[0]) == dressed.size &&
           memcmp(r->argv[0], dressed.texts, dressed.size) == 0;
}

/* Makes the interpreter look fresh; returns the script's name. */
static PyObject *dress(const struct request *r) {
    PyObject *argv = text_list(r->argv, r->argc, PyUnicode_DecodeFSDefault);
    PyObject *env = text_list(environ, r->envc, PyBytes_FromString);
    PyObject *directory = script_directory(r->argv[1]);
    if (argv == NULL || env == NULL || directory == NULL) {
        fail_prepare();
    }
    note_path_0(directory);
    PyObject *name = PyObject_CallFunctionObjArgs(boot_dress, argv, env, directory, NULL);
    if (name == NULL) {
        fail_prepare();
    }
    Py_DecRef(argv);
    Py_DecRef(env);
    Py_DecRef(directory);
    return name;
}

PyObject *prepare(const struct request *r) {
    environ = r->environment;
    PyObject *name = is_dressed_for(r) ? dressed.name : dress(r);
    if (PyList_Size(boot_renewals) > 0 && PyObject_CallFunctionObjArgs(boot_renew, NULL) == NULL) {
        fail_prepare();
    }
    return name;
}

/*
 * usual(name of the script, texts of the arguments and variables, how many of each, directory): the interpreter is
 * dressed for these.
 */
PyObject *usual(PyObject *self, PyObject *const *args, ssize_t n) {
    (void)self;
    if (n != 5) {
        PyErr_SetString(PyExc_TypeError, "usual expects five");
        return NULL;
    }
    keep(&dressed.name, args[0]);
    Py_IncRef(args[1]);
    dressed.texts = PyBytes_AsString(args[1]);
    dressed.size = (size_t)PyBytes_Size(args[1]);
    dressed.argc = (uint32_t)PyLong_AsLong(args[2]);
    dressed.envc = (uint32_t)PyLong_AsLong(args[3]);
    note_path_0(args[4]);
    return none();
}

/* rehearse(): what every program will have the interpreter's copy do for the first time is done here once. */
PyObject *rehearse(PyObject *self, PyObject *nothing) {
    static char text[] = "print(end='')\n";
    struct compiler_flags flags = {0, minor_version};
    (void)self;
    (void)nothing;
    PyObject *globals = PyDict_New();
    FILE *file = fmemopen(text, sizeof text - 1, "r");
    PyObject *value = file == NULL || globals == NULL
                          ? NULL
                          : api.run_file(file, "rehearsal", FILE_INPUT, globals, globals, 1, &flags);
    Py_DecRef(value);
    Py_DecRef(globals);
    flush_streams();
    (void)find_leftovers();
    /* Two functions of the C library that PyOS_AfterFork_Child would have to look up. */
    struct tss key = {0, 0};
    if (PyThread_tss_create(&key) == 0) {
        PyThread_tss_delete(&key);
    }
    return value == NULL ? NULL : none();
}

static bool is_bytecode(FILE *file, const char *name) {
    uint8_t magic[4] = {0};
    size_t len = strlen(name);
    return (len > 4 && strcmp(name + len - 4, ".pyc") == 0) ||
           (pread(fileno(file), magic, 4, 0) == 4 && magic[2] == '\r' && magic[3] == '\n' && magic[1] == 0x0d);
}

static _Noreturn void run_bytecode(FILE *file, const char *name, PyObject *globals) {
    struct compiler_flags flags = {0, 0};
    (void)PyDict_DelItemString(globals, "__file__");
    (void)PyDict_DelItemString(globals, "__cached__");
    PyErr_Clear();
    slow_end = true;
    leave(api.run_simple_file(file, name, 1, &flags) != 0, false);
}

_Noreturn void run_script(PyObject *name, const char *interpreter) {
    PyObject *encoded = PyUnicode_EncodeFSDefault(name);
    const char *path = encoded == NULL ? "<encoding error>" : PyBytes_AsString(encoded);
    PyObject *main = PyImport_AddModule("__main__");
    PyObject *globals = PyModule_GetDict(main);
    Py_IncRef(main); /* the program may throw its module away */
    if (api.audit("cpython.run_file", "O", name) < 0) {
        PyErr_Print();
        leave(1, false);
    }
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        int e = errno;
        PySys_FormatStderr(minor_version < 9 ? "%U: can't open file '%U': [Errno %d] %s\n"
                                             : "%U: can't open file %R: [Errno %d] %s\n",
                           PyUnicode_DecodeFSDefault(interpreter), name, e, strerror(e));
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
    Py_DecRef(main);
    leave(failed, interrupted);
}

/* A module that came with the interpreter has the judge's questions answered, as long as there are any. */
_Noreturn void answer_judge(const char *module) {
    PyObject *name = PyUnicode_DecodeFSDefault(module);
    if (name == NULL || PyObject_CallFunctionObjArgs(boot_answer, name, NULL) == NULL) {
        PyErr_Print();
        leave(1, false);
    }
    leave(0, false);
}
