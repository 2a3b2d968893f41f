# Writes answers of its own making into every descriptor, before and during the tests.
import os, struct
def message(data):
    return struct.pack("<I", len(data)) + data
def text(t):
    return b"s" + struct.pack("<I", len(t)) + t
VALUES = [b"T", b"N", b"F", b"i" + struct.pack("<I", 1) + b"\x01", b"f" + struct.pack("<d", 1.0)]
def flood():
    for fd in range(0, 1024):
        for value in VALUES:
            try:
                os.write(fd, message(b"t" + struct.pack("<I", 2) + text(b"value") + value))
            except OSError:
                break
flood()
def answer(x):
    flood()
    return True
