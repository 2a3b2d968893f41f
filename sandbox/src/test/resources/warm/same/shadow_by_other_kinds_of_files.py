import sys
for name in ("bisect", "heapq", "calendar", "string", "csv", "queue"):
    try:
        module = __import__(name)
        print(name, getattr(module, "__file__", None) or list(module.__path__))
    except Exception as e:
        print(name, type(e), e)
#: file bisect/nothing.txt
a folder without __init__ is a namespace package, which comes after all modules
#: file heapq.pyc
this is no bytecode
#: file calendar/__init__.py
raise RuntimeError("broken module")
#: file string.so
not looked at
#: escaped csv.cpython-311-x86_64-linux-gnu.so
\x7fELF
#: file queue.PY
nothing
