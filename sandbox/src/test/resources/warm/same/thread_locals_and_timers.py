import threading
local = threading.local()
local.x = 1
def f(): print(hasattr(local, "x"))
t = threading.Timer(0.05, f)
t.start()
lock = threading.Lock()
lock.acquire()
print(lock.locked(), threading.Barrier(1).wait(), "main ends")
