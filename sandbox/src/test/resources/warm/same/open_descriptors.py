import os
print(sorted(os.listdir("/proc/self/fd"), key=int))
print([os.readlink("/proc/self/fd/%s" % n).split(":")[0] for n in (0, 1, 2)])
for fd in range(3, 1024):
    try:
        print(fd, os.fstat(fd))
    except OSError:
        pass
print(open("/dev/null").fileno(), os.pipe(), os.dup(1))
for fd in (0, 1, 2):
    print([line.split() for line in open("/proc/self/fdinfo/%d" % fd) if line.split(":")[0] in ("pos", "flags")])
