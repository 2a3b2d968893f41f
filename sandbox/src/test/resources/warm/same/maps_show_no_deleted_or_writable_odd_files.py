import os
files = {line.split(None, 5)[5].strip() for line in open("/proc/self/maps") if len(line.split(None, 5)) == 6}
print(sorted(f for f in files if f.startswith("/") and ("/work" in f or "deleted" in f or f.startswith(("/tmp", "/dev")))))
