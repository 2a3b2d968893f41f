import sys, zipfile
with zipfile.ZipFile("lib.zip", "w") as z:
    z.writestr("heapq.py", "who = 'zipped'\n")
    z.writestr("pack/__init__.py", "from . import sub\n")
    z.writestr("pack/sub.py", "print(__name__, __file__)\n")
sys.path.insert(0, "lib.zip")
import pack, heapq
print(getattr(heapq, "who", "standard"), pack.__loader__.__class__)
