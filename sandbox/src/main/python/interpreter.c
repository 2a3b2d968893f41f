/* Which CPython this is: whether its structures are as python_api.h says, and where the functions are that not every
 * version has. */
#define _GNU_SOURCE
#include "warm.h"

#include <dlfcn.h>
#include <wchar.h>

/* The text as wide characters, which is how CPython keeps it. */
#define WIDE_(text) L##text
#define WIDE(text) WIDE_(text)

struct functions api;
int minor_version;

/* The configuration's field for the script's name tells whether the one behind it is where 3.13 has it. */
static void find_config(void) {
    void *found = minor_version == 13 ? dlsym(RTLD_DEFAULT, "_Py_GetConfig") : NULL;
    memcpy(&api.config, &found, sizeof found);
    if (found != NULL) {
        char *config = api.config();
        const wchar_t *script = *(wchar_t **)(config + CONFIG_FILENAME);
        if (script == NULL || wcsstr(script, WIDE(SCE_WARM_SCRIPT)) == NULL ||
            *(wchar_t **)(config + CONFIG_PATH_0) != NULL) {
            api.config = NULL;
        }
    }
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
    find_config();
    return true;
}

/* A few things that would not all be true if the structures were others. */
static bool check_layout(void) {
    const struct type_head *generator = (const struct type_head *)&PyGen_Type;
    const struct type_head *dict = (const struct type_head *)&PyDict_Type;
    bool good = strcmp(generator->name, "generator") == 0 && generator->finalize != NULL &&
                (generator->flags & TYPE_HAVE_GC) != 0 && generator->del == NULL && strcmp(dict->name, "dict") == 0 &&
                dict->finalize == NULL && dict->del == NULL && generator->head.type == &PyType_Type;
    if (!good) {
        PyErr_SetString(PyExc_RuntimeError, "the layout of the interpreter's types is not the expected one");
    }
    return good;
}

bool learn_interpreter(int minor) {
    minor_version = minor;
    return check_layout() && find_functions();
}

PyObject *builtin_of(PyObject *module, const char *name) {
    PyObject *value = module == NULL ? NULL : PyObject_GetAttrString(module, name);
    PyErr_Clear();
    return value;
}

void keep(PyObject **slot, PyObject *value) {
    Py_IncRef(value);
    *slot = value == Py_None ? NULL : value;
}

PyObject *none(void) {
    Py_IncRef(Py_None);
    return Py_None;
}
