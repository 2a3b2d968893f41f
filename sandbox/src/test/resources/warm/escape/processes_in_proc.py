import os
tried = 0
me = str(os.getpid())
for pid in os.listdir("/proc"):
    if pid.isdigit() and pid != me:
        print("escaped: sees", pid)
for pid in [*map(str, range(1, 5000)), str(os.getppid())]:
    if pid == me:
        continue
    for name in ("mem", "maps", "environ", "cmdline", "exe", "cwd", "root", "fd", "fdinfo", "stack", "syscall", "stat", "comm", "oom_score_adj"):
        tried += 1
        path = "/proc/%s/%s" % (pid, name)
        for act in (lambda: open(path, "rb").read(1), lambda: os.listdir(path), lambda: os.readlink(path), lambda: os.open(path, os.O_WRONLY)):
            try:
                act()
                print("escaped:", path)
            except OSError:
                pass
        if name == "mem" and not os.path.exists(path):
            break
print("tried", tried)
