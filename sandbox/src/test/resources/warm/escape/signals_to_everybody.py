import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
for number in (signal.SIGTERM, signal.SIGCONT, signal.SIGUSR1, signal.SIGSTOP, signal.SIGKILL):
    try:
        os.kill(-1, number)
        print("escaped: somebody got", number)
    except (ProcessLookupError, PermissionError):
        pass
print("tried", 5)
