import ctypes, os
# Finalised twice, freed by hand, its lock given away: only this process may feel it.
print("tried", 3, flush=True)
if os.fork() == 0:
    ctypes.pythonapi.Py_FinalizeEx()
    os._exit(0)
if os.fork() == 0:
    for i in range(0, 1 << 20, 8):
        ctypes.c_size_t.from_address(id(object) + i).value = 0
os.wait(), os.wait()
