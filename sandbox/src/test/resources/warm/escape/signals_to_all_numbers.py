import ctypes, os, signal
tried = 0
me = os.getpid()
libc = ctypes.CDLL(None)
def attempt(what, call):
    global tried
    tried += 1
    try:
        if call() != -1:
            print("escaped:", what)
    except OSError:
        pass
for pid in list(range(1, 3000)) + [os.getppid(), 32768, 4194303]:
    if pid == me:
        continue
    for number in (signal.SIGSTOP, signal.SIGKILL):
        attempt(("kill", pid, number), lambda: os.kill(pid, number))
    attempt(("tgkill", pid), lambda: libc.syscall(234, pid, pid, 19))
    attempt(("tkill", pid), lambda: libc.syscall(200, pid, 19))
    attempt(("sigqueue", pid), lambda: libc.sigqueue(pid, 19, None))
    attempt(("killpg", pid), lambda: os.killpg(pid, 19))
    if hasattr(os, "pidfd_open"):
        attempt(("pidfd", pid), lambda: signal.pidfd_send_signal(os.pidfd_open(pid), 19) if pid != 1 else -1)
print("tried", tried)
