import sys
class C:
    def __getattr__(self, n): return getattr(self, n + "x")
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
class Loop:
    def __init__(self): Loop()
for f in (lambda: C().a, lambda: repr(C()), lambda: C() == 1, Loop, lambda: isinstance(1, eval("x")) if 0 else [1].sort(key=lambda v: f2())):
    try:
        f()
    except RecursionError as e:
        print("RecursionError")
    except NameError as e:
        print(e)
def generator():
    yield from generator()
try:
    next(generator())
except RecursionError:
    print("generator")
