import sys
print("warnings" in sys.modules)
def f():
    return None
open("main.py")
from collections import abc
import ast
print(ast.literal_eval("1"))
print("%s" % (sys.modules.get("warnings") is not None))
f.x = open("main.py"); del f.x
