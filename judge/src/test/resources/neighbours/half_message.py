# Says how long an answer is, sends half of it, and stops.
import os, signal, struct
def answer(x):
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack("<I", 1 << 20) + b"x" * 1000)
        except OSError:
            pass
    os.kill(os.getpid(), signal.SIGSTOP)
