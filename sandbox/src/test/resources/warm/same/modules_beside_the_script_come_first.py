import random, json, collections, typing, heapq, statistics
print(random.who, json.who, json.inner, heapq.who, statistics.__file__.startswith("/work"))
print(collections.__file__.startswith("/work"), typing.__file__.startswith("/work"))
import tempfile
print(tempfile.gettempdir())
#: file random.py
who = "my random"
class Random: pass
#: file json/__init__.py
who = "my json"
from . import inner
inner = inner.value
#: file json/inner.py
value = "my inner"
#: file heapq.py
who = "my heapq"
def nlargest(*a): return "mine"
