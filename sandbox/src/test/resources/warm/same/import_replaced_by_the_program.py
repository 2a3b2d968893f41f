import builtins
seen = []
original = builtins.__import__
def replacement(name, globals=None, locals=None, fromlist=(), level=0):
    seen.append((name, (globals or {}).get("__name__"), tuple(fromlist or ()), level))
    return original(name, globals, locals, fromlist, level)
builtins.__import__ = replacement
import heapq, json, random
from collections import abc
builtins.__import__ = original
print("\n".join(map(repr, seen)))
