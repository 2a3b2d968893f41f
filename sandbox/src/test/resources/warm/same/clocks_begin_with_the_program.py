import os, resource, threading, time
print(time.process_time() < 2, time.thread_time() < 2, 0 <= os.times().user < 2, os.times().children_user, os.times().children_system)
own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(own.ru_utime + own.ru_stime < 2, 0 < own.ru_maxrss < 200000, children.ru_utime, children.ru_maxrss, children.ru_minflt)
start = float(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")
print(0 <= float(open("/proc/uptime").read().split()[0]) - start < 5, "seconds since the process began")
t = time.process_time()
while time.process_time() - t < 0.02: pass
print(time.perf_counter() > 0, time.monotonic() > 0, abs(time.time() - os.stat("main.py").st_mtime) < 60)
