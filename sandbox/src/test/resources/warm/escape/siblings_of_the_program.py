import ctypes, os, signal, time
libc = ctypes.CDLL(None, use_errno=True)
# CLONE_PARENT makes a sibling, whose end is told to our parent by a signal of our choice.
made = 0
for number in (0, signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGCHLD) * 4:
    pid = libc.syscall(56, 0x00008000 | number, None, None, None, None)
    if pid == 0:
        libc._exit(0)
    made += pid > 0
time.sleep(0.1)
print("tried", 20)
