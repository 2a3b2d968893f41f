import __main__
import importlib
import sys
value = 5
print(__main__.value, __main__ is sys.modules["__main__"], repr(__main__))
print(importlib.import_module("__main__").__name__)
import main  # the same file a second time, under its own name
print(main.__name__, main.__file__, main is __main__, main.__spec__.origin)
