import ctypes
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
values = (ctypes.c_int * 4)(3, 1, 4, 2)
ctypes.CDLL(None).qsort(values, 4, 4, compare(lambda a, b: a[0] - b[0]))
print(list(values))
bad = ctypes.CFUNCTYPE(None)(lambda: 1 / 0)
bad()
print(ctypes.pythonapi.Py_IsInitialized(), ctypes.get_errno())
#: differs 0x[0-9a-f]+ because addresses are others in each process
