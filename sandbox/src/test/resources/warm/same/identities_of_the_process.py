import os, sys
print(os.getpid() == int(os.readlink("/proc/self")), os.getppid(), os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid())
print(os.getresuid() == (os.getuid(),) * 3, os.getresgid() == (os.getgid(),) * 3, len(os.getgroups()))
print(os.getcwd(), oct(os.umask(0o22)), os.nice(0), os.sched_getaffinity(0), os.sched_getscheduler(0), os.sched_getparam(0), os.cpu_count())
try:
    os.wait()
except ChildProcessError as e:
    print(repr(e))
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for option in (2, 3, 7, 14, 19, 21, 23, 27, 30, 37, 39, 42):
    value = ctypes.c_ulong(0)
    print(option, libc.prctl(option, ctypes.byref(value), 0, 0, 0), ctypes.get_errno(), value.value)
print(libc.personality(0xffffffff), libc.syscall(252, 1, 0), os.ctermid())
for name in ("oom_score_adj", "timerslack_ns", "coredump_filter", "limits", "loginuid", "personality", "setgroups", "cgroup"):
    try:
        print(name, open("/proc/self/" + name).read())
    except OSError as e:
        print(name, repr(e))
