import atexit, os, signal, threading
atexit.register(print, "atexit")
class C:
    def __del__(self): print("del")
c = C()
try:
    os.kill(os.getpid(), signal.SIGINT)
    threading.Event().wait()
finally:
    print("finally")
