"""The documentation."""
#: warm python3 main.py one 'two words' '' ü
import sys
for name in sorted(globals()):
    if name != "sys":
        print(name, repr(globals()[name]))
print(sorted(vars(sys.modules["__main__"])))
print(type(sys.modules["__main__"]), sys.modules["__main__"].__dict__ is globals())
print(sys.argv, getattr(sys, "orig_argv", None))
print("__annotations__" in globals())
x: int = 1
print(__annotations__ if sys.version_info < (3, 14) else None)
#: differs 0x[0-9a-f]+ because the loader's address is another in each process
