import sys
first = list(sys.path)
sys.path.insert(0, "lib")
import random
print(random.__file__)
sys.path.append("/work/more")
import extra
print(extra.__file__)
sys.path[:] = []
try:
    import heapq
    print("found", heapq.__file__)
except ImportError as e:
    print(repr(e))
sys.path[:] = first
import heapq
sys.path = ["/work/lib"]
try:
    import statistics
except ImportError as e:
    print(repr(e))
#: file lib/random.py
print("random of lib")
#: file more/extra.py
print("extra")
