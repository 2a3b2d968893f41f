#: any python3 main.py
from __future__ import annotations
def f(a: undefined_name = 1): pass
print(f.__annotations__)
eval(compile("def g(b: also_undefined): pass", "x", "exec"))
print(g.__annotations__)
