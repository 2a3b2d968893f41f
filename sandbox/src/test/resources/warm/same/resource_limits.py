#: warm python3 main.py
#: warm python3 main.py
import resource
for name in sorted(n for n in dir(resource) if n.startswith("RLIMIT_")):
    print(name, resource.getrlimit(getattr(resource, name)))
print(open("/proc/self/limits").read())
resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
try:
    kept = [open("/dev/null") for _ in range(20)]
except OSError as e:
    print(repr(e))
