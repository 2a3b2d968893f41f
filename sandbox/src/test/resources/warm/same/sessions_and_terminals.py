import os
fields = open("/proc/self/stat").read().rsplit(")", 1)[1].split()
print(fields[0], fields[1], fields[2] == fields[3] == str(os.getpid()), fields[4:6], fields[15:18])  # the kernel's flags between them tell a fork from an exec
try:
    os.open("/dev/tty", os.O_RDWR)
except OSError as e:
    print(repr(e))
try:
    os.setsid()
except OSError as e:
    print(repr(e))
