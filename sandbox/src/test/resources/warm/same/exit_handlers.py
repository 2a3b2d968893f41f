#: warm python3 main.py
#: warm python3 main.py raise
#: warm python3 main.py exit
#: warm python3 main.py exception
#: warm python3 main.py nested
#: warm python3 main.py interrupt
import atexit, sys
how = sys.argv[1:] or [""]
def say(*a, **k): print("handler", a, k)
def bad(): raise ValueError("in a handler")
def leave(): sys.exit(77)
def interrupt(): raise KeyboardInterrupt
def more(): atexit.register(say, "late")
atexit.register(say, 1, b=2)
atexit.register(bad)
if how == ["exit"]: atexit.register(leave)
if how == ["interrupt"]: atexit.register(interrupt)
if how == ["nested"]: atexit.register(more)
@atexit.register
def last(): print("registered last, runs first")
gone = atexit.register(lambda: print("never"))
atexit.unregister(gone)
print(atexit._ncallbacks())
if how == ["raise"]: raise RuntimeError("main fails")
if how == ["exception"]: sys.exit("with text")
#: differs 0x[0-9a-f]+ because addresses are others in each process
