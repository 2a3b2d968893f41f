# Writes what is no message: random bytes, enormous lengths, endless nesting.
import os
def answer(x):
    for fd in range(3, 64):
        for junk in (b"\xff" * 64, os.urandom(4096), b"\x00\x00\x10\x00" + b"l\x01\0\0\0" * 200000, b"\x05\0\0\0l\xff\xff\xff\xff"):
            try:
                os.write(fd, junk)
            except OSError:
                break
    return 0
