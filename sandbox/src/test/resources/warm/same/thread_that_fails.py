import threading, sys
def bad(): raise ValueError("in a thread")
def leave(): sys.exit(5)
def leave_with_text(): raise SystemExit("text")
for f in (bad, leave, leave_with_text):
    t = threading.Thread(target=f, name=f.__name__)
    t.start()
    t.join()
threading.excepthook = lambda a: print("hook", a.exc_type.__name__, a.thread.name)
t = threading.Thread(target=bad)
t.start()
t.join()
