#: warm python3 main.py
import sys
def f():
    try:
        sys.exit(4)
    finally:
        print("finally")
class Manager:
    def __enter__(self): return self
    def __exit__(self, *a): print("left with", a[0])
with Manager():
    f()
