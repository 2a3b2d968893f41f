import gc
# Touching each inherited object copies its page: all of the interpreter's memory becomes the program's.
import ctypes
for line in open("/proc/self/maps"):
    span, mode = line.split()[:2]
    begin, end = (int(x, 16) for x in span.split("-"))
    if mode == "rw-p":
        for page in range(begin, end, 4096):
            byte = ctypes.c_ubyte.from_address(page)
            byte.value = byte.value
kept = []
while True:
    kept.append(bytearray(1 << 20))
