import importlib, importlib.util, sys
import random as one
from random import Random
two = importlib.import_module("random")
print(one is two is sys.modules["random"], Random is one.Random, one.__spec__ is importlib.util.find_spec("random"))
for name in ("json", "json.decoder", "collections", "xml.etree", "statistics", "heapq", "nowhere", "sys", "zipfile"):
    spec = importlib.util.find_spec(name)
    print(name, spec and (spec.name, spec.origin, spec.submodule_search_locations, spec.cached, type(spec.loader)), name in sys.modules)
import json
again = importlib.reload(json)
print(again is json, json.dumps([1]))
del sys.modules["json"]
import json as fresh
print(fresh is json, fresh.dumps({"a": 1}))
import heapq
del sys.modules["heapq"]
import heapq as second
print(second is heapq)
sys.modules["bisect"] = None
try:
    import bisect
except ImportError as e:
    print(repr(e))
