import os
import sys
NAMES = """abc argparse array ast asyncio atexit base64 bisect builtins calendar cmath cmd code codecs
collections collections.abc concurrent.futures configparser contextlib contextvars copy copyreg csv
ctypes dataclasses datetime decimal difflib dis doctest email.message enum errno faulthandler filecmp
fileinput fnmatch fractions functools gc getopt getpass gettext glob graphlib gzip hashlib heapq hmac
html.parser http.client importlib.util inspect io ipaddress itertools json keyword linecache locale
logging logging.handlers lzma math mimetypes mmap multiprocessing numbers operator optparse os.path
pathlib pdb pickle pkgutil platform pprint profile queue random re reprlib resource runpy sched secrets
select selectors shelve shlex shutil signal site socket sqlite3 ssl stat statistics string stringprep
struct subprocess symtable sysconfig tempfile textwrap threading time timeit token tokenize trace
traceback tracemalloc types typing unicodedata unittest unittest.mock urllib.parse urllib.request uuid
warnings weakref xml.dom.minidom xml.etree.ElementTree zipfile zlib""".split()
for name in NAMES:
    sys.stdout.flush()
    if os.fork() == 0:
        before = set(sys.modules)
        try:
            __import__(name)
            print(name, sorted(set(sys.modules) - before))
        except BaseException as e:
            print(name, repr(e))
        sys.stdout.flush()
        os._exit(0)
    os.wait()
