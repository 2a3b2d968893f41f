/*
 * CPython's C interface as far as it is used here, declared by hand: the prototypes are the documented ones, the
 * structures those of a release build on a 64-bit machine (3.8 and later, with the GIL). check_layout in interpreter.c
 * looks whether they fit.
 */
#ifndef SCE_PYTHON_API_H
#define SCE_PYTHON_API_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

typedef struct object PyObject;
typedef struct type_object PyTypeObject;
typedef void (*py_function)(void);

/* What every object begins with. */
struct object_head {
    intptr_t refcount;
    PyTypeObject *type;
};

/* The fields of a type that matter here. */
struct type_head {
    struct object_head head;
    intptr_t size;
    const char *name;
    void *unused1[17];
    unsigned long flags;
    void *unused2[25];
    py_function del;
    unsigned version_tag;
    py_function finalize;
};

struct method_def {
    const char *name;
    py_function function;
    int flags;
    const char *doc;
};

struct module_slot {
    int slot;
    void *value;
};

struct module_def {
    struct object_head head;
    PyObject *(*init)(void);
    intptr_t index;
    PyObject *copy;
    const char *name;
    const char *doc;
    intptr_t size;
    const struct method_def *methods;
    struct module_slot *slots;
    py_function traverse;
    py_function clear;
    py_function free;
};

struct builtin_head {
    struct object_head head;
    const struct method_def *def;
    PyObject *self;
    PyObject *module;
};

/* Offsets in PyConfig of CPython 3.13: run_filename, sys_path_0. */
#define CONFIG_FILENAME 416
#define CONFIG_PATH_0 424

/* Py_tss_t; its second part is no larger than this. */
struct tss {
    int is_initialized;
    unsigned long key;
};

struct compiler_flags {
    int flags;
    int feature_version;
};

#define METH_VARARGS 0x0001
#define METH_KEYWORDS 0x0002
#define METH_NOARGS 0x0004
#define METH_O 0x0008
#define METH_FASTCALL 0x0080
#define TYPE_HAVE_GC (1ul << 14)
#define FILE_INPUT 257
#define PRINT_RAW 1

extern PyObject _Py_NoneStruct;
extern PyTypeObject PyType_Type, PyCFunction_Type, PyFunction_Type, PyGen_Type, PyDict_Type, PyLong_Type;
extern PyTypeObject _PyWeakref_RefType, _PyWeakref_ProxyType, _PyWeakref_CallableProxyType;
extern PyObject *PyExc_BaseException, *PyExc_SystemExit, *PyExc_KeyboardInterrupt, *PyExc_RuntimeError,
    *PyExc_TypeError;
extern PyObject _Py_TrueStruct, _Py_FalseStruct;
#define Py_None (&_Py_NoneStruct)
#define Py_True (&_Py_TrueStruct)
#define Py_False (&_Py_FalseStruct)

void Py_IncRef(PyObject *o);
void Py_DecRef(PyObject *o);
PyObject *PyModuleDef_Init(struct module_def *def);
PyObject *PyCFunction_NewEx(struct method_def *def, PyObject *self, PyObject *module);
PyObject *PyFunction_GetGlobals(PyObject *function);
int PyType_IsSubtype(PyTypeObject *a, PyTypeObject *b);

PyObject *PyObject_GetAttrString(PyObject *o, const char *name);
int PyObject_SetAttrString(PyObject *o, const char *name, PyObject *value);
PyObject *PyObject_Call(PyObject *callable, PyObject *args, PyObject *keywords);
PyObject *PyObject_CallObject(PyObject *callable, PyObject *args);
PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...);
PyObject *PyObject_CallMethod(PyObject *o, const char *name, const char *format, ...);
PyObject *PyObject_Str(PyObject *o);
int PyObject_IsTrue(PyObject *o);
int PyObject_Print(PyObject *o, FILE *file, int flags);
int PyFile_WriteObject(PyObject *o, PyObject *file, int flags);

PyObject *PyList_New(ssize_t n);
ssize_t PyList_Size(PyObject *list);
PyObject *PyList_GetItem(PyObject *list, ssize_t i);
int PyList_SetItem(PyObject *list, ssize_t i, PyObject *value);
PyObject *PyTuple_GetItem(PyObject *tuple, ssize_t i);
ssize_t PyTuple_Size(PyObject *tuple);
int PyDict_Next(PyObject *dict, ssize_t *at, PyObject **key, PyObject **value);
ssize_t PyDict_Size(PyObject *dict);
PyObject *PyDict_New(void);
PyObject *PyDict_GetItem(PyObject *dict, PyObject *key);
PyObject *PyDict_GetItemString(PyObject *dict, const char *key);
int PyDict_DelItemString(PyObject *dict, const char *key);
PyObject *PyUnicode_FromString(const char *text);
PyObject *PyUnicode_DecodeFSDefault(const char *text);
PyObject *PyUnicode_EncodeFSDefault(PyObject *text);
const char *PyUnicode_AsUTF8AndSize(PyObject *text, ssize_t *size);
PyObject *PyBytes_FromString(const char *text);
char *PyBytes_AsString(PyObject *bytes);
ssize_t PyBytes_Size(PyObject *bytes);
long PyLong_AsLong(PyObject *o);
int PyObject_IsInstance(PyObject *o, PyObject *type);

void PyErr_Clear(void);
PyObject *PyErr_Occurred(void);
int PyErr_ExceptionMatches(PyObject *type);
void PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback);
void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback);
void PyErr_SetString(PyObject *type, const char *text);
void PyErr_Print(void);
void PyErr_WriteUnraisable(PyObject *o);
PyObject *PyImport_AddModule(const char *name);
PyObject *PyModule_GetDict(PyObject *module);
PyObject *PySys_GetObject(const char *name);
void PySys_WriteStderr(const char *format, ...);
void PySys_FormatStderr(const char *format, ...);
int Py_MakePendingCalls(void);
void *PyMem_RawMalloc(size_t size);
void PyMem_Free(void *block);
wchar_t *PyUnicode_AsWideCharString(PyObject *text, ssize_t *size);
int PyThread_tss_create(struct tss *key);
void PyThread_tss_delete(struct tss *key);
void *PyThreadState_Get(void);
int PySys_SetObject(const char *name, PyObject *value);
PyObject *PyWeakref_NewRef(PyObject *o, PyObject *callback);
PyObject *PyDict_Keys(PyObject *dict);
int PyDict_SetItem(PyObject *dict, PyObject *key, PyObject *value);
int PyDict_SetItemString(PyObject *dict, const char *key, PyObject *value);
void PyDict_Clear(PyObject *dict);
int PyList_Append(PyObject *list, PyObject *item);
int PyList_SetSlice(PyObject *list, ssize_t from, ssize_t to, PyObject *items);

#endif
