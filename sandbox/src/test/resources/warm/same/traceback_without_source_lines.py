#: any python3 main.py
import os
os.remove("main.py")
def f():
    raise LookupError("the source is gone")
f()
