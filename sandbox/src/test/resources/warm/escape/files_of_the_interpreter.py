import glob, os, sys
tried = 0
places = [os.__file__, sys.executable, os.path.dirname(os.__file__), os.path.dirname(os.__file__) + "/__pycache__", "/.sce", "/.sce/sitecustomize.py", sys.prefix, "/usr/lib", "/"]
places += glob.glob("/.sce/*") + glob.glob(os.path.dirname(os.__file__) + "/__pycache__/os.*")
places += [line.split(None, 5)[5].strip() for line in open("/proc/self/maps") if line.count("/")]
for path in sorted(set(places)):
    tried += 1
    for act in (
        lambda: os.open(path, os.O_WRONLY | os.O_APPEND),
        lambda: os.open(path + "/sce-escape.py", os.O_WRONLY | os.O_CREAT),
        lambda: os.chmod(path, 0o777),
        lambda: os.utime(path),
        lambda: os.rename(path, path + "x"),
        lambda: os.setxattr(path, "user.sce-escape", b"x"),
        lambda: os.link(path, "/work/sce-escape"),
    ):
        try:
            act()
            print("escaped:", path)
        except OSError:
            pass
print("tried", tried)
