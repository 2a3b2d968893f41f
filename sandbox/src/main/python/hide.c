/* Built-in functions that stand in for some of the interpreter's: an import that brings hidden modules back, and
 * watched functions. */
#define _GNU_SOURCE
#include "warm.h"

static PyObject *boot_reveal;
static PyObject *find_original;
static PyObject *hidden;
static PyObject *stubborn;

/* Stands in for importlib's _find_and_load: what has been imported ahead, and hidden, comes back; the rest is imported
 * as ever. */
static PyObject *find_and_load(PyObject *self, PyObject *const *args, ssize_t n) {
    (void)self;
    if (n == 2 && PyDict_GetItem(hidden, args[0]) != NULL) {
        bool blocked = no_reveal || is_traced();
        if (!blocked || PyDict_GetItem(stubborn, args[0]) != NULL) {
            PyObject *module = PyObject_CallFunctionObjArgs(boot_reveal, args[0], blocked ? Py_True : Py_False, NULL);
            if (module != Py_None) {
                return module;
            }
            Py_DecRef(module);
        }
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
    frozen_by_program |= strcmp(watched_def[i].name, "freeze") == 0;
    return PyObject_Call(watched_original[i], args, keywords);
}

#define WATCHED_FUNCTION(i)                                                                                            \
    static PyObject *call_watched_##i(PyObject *self, PyObject *args, PyObject *keywords) {                            \
        (void)self;                                                                                                    \
        return call_watched(i, args, keywords);                                                                        \
    }
WATCHED_FUNCTION(0)
WATCHED_FUNCTION(1)
WATCHED_FUNCTION(2)
WATCHED_FUNCTION(3)

PyObject *watch(PyObject *self, PyObject *original) {
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
    watched_def[i] =
        (struct method_def){head->def->name, (py_function)functions[i], METH_VARARGS | METH_KEYWORDS, head->def->doc};
    return PyCFunction_NewEx(&watched_def[i], head->self, head->module);
}

/* hide(hidden, original, reveal, stubborn): what find_and_load needs; returns it. */
PyObject *hide(PyObject *self, PyObject *const *args, ssize_t n) {
    static struct method_def def = {"_find_and_load", (py_function)find_and_load, METH_FASTCALL, NULL};
    (void)self;
    if (n != 4) {
        PyErr_SetString(PyExc_TypeError, "hide expects four");
        return NULL;
    }
    keep(&hidden, args[0]);
    keep(&find_original, args[1]);
    keep(&boot_reveal, args[2]);
    keep(&stubborn, args[3]);
    return PyCFunction_NewEx(&def, NULL, NULL);
}
