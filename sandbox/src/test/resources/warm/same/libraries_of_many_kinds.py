import array, base64, bisect, calendar, cmath, collections, configparser, contextlib, csv, datetime, decimal, difflib, enum, fractions
import functools, gzip, hashlib, heapq, hmac, html, io, ipaddress, itertools, json, math, operator, pathlib, platform, pprint, queue
import re, sched, shelve, shlex, sqlite3, statistics, string, struct, textwrap, timeit, tokenize, typing, urllib.parse, zlib
print(decimal.Decimal(1) / 3, fractions.Fraction(3, 6), statistics.median([3, 1, 2]), math.pi, cmath.sqrt(-1))
print(hashlib.sha256(b"x").hexdigest(), zlib.crc32(b"x"), gzip.decompress(gzip.compress(b"x")), base64.b64encode(b"x"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "a b"), re.compile("x", re.I), string.Template("$a").substitute(a=1), textwrap.fill("a b c", 3))
print(sqlite3.connect(":memory:").execute("select 1+1").fetchall(), json.dumps({"a": [1, None]}, indent=1), calendar.month(2024, 2))
print(pathlib.Path("main.py").exists(), pathlib.Path.cwd(), urllib.parse.urlparse("http://a/b?c"), datetime.date(2024, 2, 29) - datetime.date(2023, 1, 1))
print(list(itertools.permutations("ab")), functools.reduce(operator.add, [1, 2]), collections.Counter("aab"), heapq.nsmallest(1, [2, 1]))
pprint.pprint({"k": ["x" * 30] * 4}); print(list(csv.reader(["a,b"])), struct.pack("<I", 1), difflib.ndiff(["a"], ["b"]).__next__())
print(platform.python_version(), platform.python_implementation(), platform.system(), timeit.timeit("1", number=10) < 1)
with shelve.open("shelf") as s: s["a"] = 1
print(typing.get_type_hints(type("C", (), {"__annotations__": {"x": "int"}})), decimal.getcontext().prec)
