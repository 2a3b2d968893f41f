import os, sys
print("print without flush")
os.write(1, b"write past the buffer\n")
sys.stdout.buffer.write(b"bytes \xff\n")
print("err", file=sys.stderr, end=" ")
sys.stderr.write("no newline")
sys.stdout.flush()
os.write(1, b"after flush\n")
print("x" * 9000)
os.write(1, b"after a large print\n")
import ctypes
libc = ctypes.CDLL(None)
libc.printf(b"from the C library\n")
print("last")
