# Ends by a signal that asks for a core file, in the middle of an answer.
import os
def answer(x):
    for fd in range(3, 64):
        try:
            os.write(fd, b"\xff\xff\0\0half")
        except OSError:
            pass
    os.abort()
