import os, ctypes
pid = os.posix_spawn("/bin/echo", ["echo", "spawned"], os.environ)
print(os.waitpid(pid, 0)[1], flush=True)
pid, fd = os.forkpty() if os.path.exists("/dev/ptmx") else (1, None)
if pid == 0: os._exit(0)
print(fd is None)
