import importlib.abc, importlib.machinery, sys
class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        module.who = "mine: " + module.__name__
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name in ("random", "statistics", "heapq"):
            return importlib.machinery.ModuleSpec(name, Loader())
sys.meta_path.insert(0, Finder())
import random, heapq
print(random.who, heapq.who)
import queue, tempfile, statistics
print(statistics.who, tempfile._Random.who if hasattr(tempfile._Random, "who") else "class")
