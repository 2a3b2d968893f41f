/*
 * What a program has left when it ends. The interpreter's own objects are frozen, so the collector's list holds the
 * program's only; that list is searched for objects whose destruction can be seen from outside.
 */
#define _GNU_SOURCE
#include "warm.h"

static PyObject *gc_get_objects;
static PyTypeObject *plain_io[2]; /* BytesIO, StringIO: nothing comes of closing them */

/* Sorted addresses: the dictionaries of the interpreter's modules, and the modules themselves. */
struct addresses {
    const void **item;
    size_t count;
};
static struct addresses own_globals;
static struct addresses own_modules;

static int compare_pointers(const void *a, const void *b) {
    uintptr_t x = (uintptr_t) * (const void *const *)a;
    uintptr_t y = (uintptr_t) * (const void *const *)b;
    return (x > y) - (x < y);
}

static bool is_among(const struct addresses *a, const void *object) {
    return bsearch(&object, a->item, a->count, sizeof *a->item, compare_pointers) != NULL;
}

static bool note_addresses(struct addresses *a, PyObject *list) {
    a->count = (size_t)PyList_Size(list);
    a->item = calloc(a->count + 1, sizeof *a->item);
    for (size_t i = 0; a->item != NULL && i < a->count; i++) {
        a->item[i] = PyList_GetItem(list, (ssize_t)i);
    }
    if (a->item != NULL) {
        qsort(a->item, a->count, sizeof *a->item, compare_pointers);
    }
    return a->item != NULL;
}

bool is_own_module(const void *object) {
    return is_among(&own_modules, object);
}

/* Whether this is a function of one of the interpreter's modules. */
bool is_own_function(PyObject *o) {
    return ((struct object_head *)o)->type == &PyFunction_Type && is_among(&own_globals, PyFunction_GetGlobals(o));
}

/*
 * A weak reference's callback is harmless when it is C, or a function of one of the interpreter's modules (weakref's
 * own bookkeeping).
 */
static bool harmless_callback(PyObject *ref) {
    PyObject *callback = PyObject_GetAttrString(ref, "__callback__");
    if (callback == NULL) {
        PyErr_Clear();
        return false;
    }
    bool good =
        callback == Py_None || ((struct object_head *)callback)->type == &PyCFunction_Type || is_own_function(callback);
    Py_DecRef(callback);
    return good;
}

/*
 * Whether something that can be seen might happen when this object is destroyed. A class matters by itself only when
 * its instances are not tracked (no slots, no dictionary), so that they do not appear in the list.
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

/* Whatever runs Python, or asks, can tell that the interpreter is ending; open files, the most frequent, cannot. */
static bool needs_true_end(PyObject *o) {
    const PyTypeObject *type = ((struct object_head *)o)->type;
    return strncmp(((const struct type_head *)type)->name, "_io.", 4) != 0;
}

/* Whether anything the program has made may not simply vanish; and whether, for one of them, collecting is not enough.
 */
enum leftovers find_leftovers(void) {
    PyObject *list = PyObject_CallFunctionObjArgs(gc_get_objects, NULL);
    if (list == NULL) {
        PyErr_Clear();
        return LEFT_FINALIZERS;
    }
    enum leftovers left = LEFT_NOTHING;
    ssize_t n = PyList_Size(list);
    for (ssize_t i = 0; left != LEFT_TRUE_END && i < n; i++) {
        PyObject *o = PyList_GetItem(list, i);
        if (has_finalizer(o)) {
            left = needs_true_end(o) ? LEFT_TRUE_END : LEFT_FINALIZERS;
        }
    }
    Py_DecRef(list);
    return left;
}

/* plain: BytesIO and StringIO. globals, modules: lists of the interpreter's modules' dictionaries, and of the modules.
 */
bool learn_leftovers(PyObject *gc, PyObject *const plain[2], PyObject *globals, PyObject *modules) {
    gc_get_objects = builtin_of(gc, "get_objects");
    keep((PyObject **)&plain_io[0], plain[0]);
    keep((PyObject **)&plain_io[1], plain[1]);
    return gc_get_objects != NULL && note_addresses(&own_globals, globals) && note_addresses(&own_modules, modules);
}
