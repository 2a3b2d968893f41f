import subprocess, os
print(open("/proc/%d/cmdline" % os.getpid()).read())
print(sorted(p for p in os.listdir("/proc") if p.isdigit()) == [str(os.getpid())])
print(os.readlink("/proc/self/exe"), os.readlink("/proc/self/cwd"), os.readlink("/proc/self/root"))
