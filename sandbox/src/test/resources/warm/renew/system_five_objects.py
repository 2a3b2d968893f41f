import ctypes
libc = ctypes.CDLL(None, use_errno=True)
KEY = 0x5cbe5cb1
made = [libc.shmget(KEY, 1 << 16, 0o1666), libc.semget(KEY, 1, 0o1666), libc.msgget(KEY, 0o1666)]
print("tried", len(made))
