# Leaves segments, queues and semaphores behind.
import ctypes
libc = ctypes.CDLL(None)
for key in range(1, 50):
    libc.shmget(key, 1 << 20, 0o1666)
    libc.msgget(key, 0o1666)
    libc.semget(key, 10, 0o1666)
def answer(x):
    return 7
