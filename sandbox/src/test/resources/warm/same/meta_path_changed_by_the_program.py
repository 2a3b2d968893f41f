import sys
print(sys.meta_path, sys.path_hooks)
saved = sys.meta_path[:]
sys.meta_path.clear()
try:
    import heapq
except ImportError as e:
    print(repr(e))
sys.meta_path[:] = saved[-1:]
import heapq
print(heapq.heappop([1]))
sys.path_hooks.clear()
sys.path_importer_cache.clear()
try:
    import bisect
except ImportError as e:
    print(repr(e))
#: differs 0x[0-9a-f]+ because addresses are others in each process
