import ctypes, mmap, os, sys
tried = 0
# The numbers, texts and types that all programs of one interpreter have inherited from it.
for value in (7, 200):
    ctypes.memset(id(value) + 24, 99, 1)
    tried += 1
ctypes.c_ssize_t.from_address(id(None)).value = 10
word = sys.intern("modules")
ctypes.memset(id(word) + sys.getsizeof("") - 1, 88, 3)
libc = ctypes.CDLL(None)
with open("/proc/self/maps") as maps:
    lines = maps.readlines()
try:
    memory = os.open("/proc/self/mem", os.O_RDWR)
    print("escaped: the file of its memory can be written")
except OSError:
    memory = os.open("/proc/self/mem", os.O_RDONLY)
for line in lines:
    span, mode = line.split()[:2]
    begin, end = (int(x, 16) for x in span.split("-"))
    if "python" in line or "libc" in line or "sce" in line:
        libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        libc.mprotect(begin, min(end - begin, 4096), 7)
        tried += 1
        # Shared with nobody: a write makes a page of our own, whatever way it comes.
        try:
            os.pwrite(memory, os.pread(memory, 16, end - 4096) , end - 4096)
        except OSError:
            pass
    if mode[3] == "s":
        print("escaped: shared memory", line.strip())
os.write(1, b"tried %d\n" % tried)
os._exit(0)
