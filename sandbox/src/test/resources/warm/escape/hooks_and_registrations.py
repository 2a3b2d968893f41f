import atexit, codecs, copyreg, gc, os, signal, sys, threading, warnings
sys.settrace(lambda *a: None)
sys.setprofile(lambda *a: None)
sys.addaudithook(lambda *a: None)
gc.callbacks.append(lambda *a: None)
gc.set_threshold(1)
gc.freeze()
codecs.register(lambda name: codecs.lookup("utf-8") if name in ("sce_warm", "sce-warm", "rot-escape") else None)
codecs.register_error("strict", lambda e: ("", e.end))
os.register_at_fork(before=lambda: None, after_in_child=lambda: os.write(1, b"left by an earlier program"))
atexit.register(print, "at exit of an earlier program") and atexit.unregister(print)
threading.settrace(lambda *a: None)
warnings.simplefilter("error")
sys.setrecursionlimit(300)
sys.setswitchinterval(5)
sys.set_asyncgen_hooks(lambda g: None)
for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
signal.setitimer(signal.ITIMER_REAL, 1000)
os.umask(0o777)
os.chdir("/tmp")
os.environ.clear()
sys.exit = None
print("tried", 20)
