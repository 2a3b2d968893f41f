import sys
module = type(sys)
NAMES = """asyncio collections concurrent ctypes curses dbm email encodings html http importlib json
logging multiprocessing os pydoc_data sqlite3 unittest urllib wsgiref xml xmlrpc zoneinfo""".split()
import os
for name in NAMES:
    sys.stdout.flush()
    if os.fork() == 0:
        try:
            package = __import__(name)
            print(name, sorted(k for k, v in vars(package).items() if isinstance(v, module)))
        except ImportError as e:
            print(name, repr(e))
        sys.stdout.flush()
        os._exit(0)
    os.wait()
import xml
try:
    xml.etree
except AttributeError as e:
    print(e)
import importlib
print(hasattr(importlib, "util"), hasattr(importlib, "abc"))
import concurrent
print(concurrent.futures)
