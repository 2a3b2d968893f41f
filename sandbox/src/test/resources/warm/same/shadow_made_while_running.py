import importlib, os, sys
os.makedirs("late")
open("bisect.py", "w").write("who = 'late'\n")
importlib.invalidate_caches()
import bisect
print(getattr(bisect, "who", "standard"))
sys.path.insert(0, "/work/late")
open("late/heapq.py", "w").write("who = 'later'\n")
importlib.invalidate_caches()
import heapq
print(getattr(heapq, "who", "standard"))
