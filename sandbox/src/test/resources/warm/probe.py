"""Prints all of an interpreter that an earlier program of the same sandbox could have changed."""
import sys
print("modules", sorted(sys.modules))
import atexit, builtins, codecs, gc, json, os, random, signal, socket, threading
print("builtins", sorted((n, type(v).__name__, getattr(v, "__module__", None)) for n, v in vars(builtins).items()))
print("sys", sorted(vars(sys)), sys.path, [getattr(f, "__name__", "?") for f in sys.meta_path], len(sys.path_hooks), sys.argv)
print("hooks", sys.excepthook is sys.__excepthook__, sys.displayhook is sys.__displayhook__, sys.gettrace(), sys.getprofile())
print("streams", sys.stdin.name, sys.stdout.encoding, sys.stderr.errors, sys.stdout is sys.__stdout__, sys.stdin.read())
print("limits", sys.getrecursionlimit(), sys.getswitchinterval(), gc.isenabled(), gc.get_threshold(), gc.callbacks)
print("main", sorted(n for n in globals() if n[0] == "_"))
print("exit handlers", atexit._ncallbacks(), "threads", threading.active_count(), os.listdir("/proc/self/task") == [str(os.getpid())])
print("signals", [(int(s), getattr(signal.getsignal(s), "__name__", signal.getsignal(s))) for s in range(1, 65) if s not in (32, 33)])
print("mask", signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.sigpending(), [signal.getitimer(t) for t in (0, 1, 2)])
print("modules work", json.dumps({"a": [1, 2.5, None]}), len(os.listdir("/work")), codecs.lookup("utf-8").name, "ü".encode("utf-8"), 1 + 1, [True, None])
for name in ("sce-warm", "sce-escape", "rot-escape"):
    try:
        print("codec", codecs.lookup(name))
    except LookupError:
        pass
print("marks", [hasattr(m, "escape_mark") for m in (builtins, sys, os, json, random, codecs, threading, object, int)], "escape_mark" in sys.modules)
print("environment", sorted(os.environ.items()), os.getcwd(), oct(os.umask(0o22)))
print("descriptors", [fd for fd in range(1024) if os.path.exists("/proc/self/fd/%d" % fd)], socket.getdefaulttimeout())
print("processes", len([p for p in os.listdir("/proc") if p.isdigit()]), os.getppid(), open("/proc/net/unix").read().count("\n"))
print("files", sorted(os.listdir("/work")), os.listdir("/tmp"), os.listdir("/dev/shm"))
