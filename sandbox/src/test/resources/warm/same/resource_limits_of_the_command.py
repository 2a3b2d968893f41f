#: limit memory=300m
#: limit processes=7
#: limit file=1m
#: limit cpu=3000
#: limit output=10k
import resource, os
for name in sorted(n for n in dir(resource) if n.startswith("RLIMIT_")):
    print(name, resource.getrlimit(getattr(resource, name)))
try:
    with open("big", "wb") as f:
        for _ in range(3): f.write(bytes(1 << 20))
except OSError as e:
    print(repr(e))
n = 0
try:
    while n < 50:
        if os.fork() == 0:
            import time
            time.sleep(30)
        n += 1
except OSError as e:
    print(n, repr(e))
