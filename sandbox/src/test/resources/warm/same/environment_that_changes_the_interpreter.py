#: exec PYTHONPATH=/work/lib python3 main.py
#: any PYTHONHASHSEED=0 python3 main.py
#: any PYTHONHASHSEED=random python3 main.py
#: any PYTHONUNBUFFERED=1 python3 main.py
#: any PYTHONDONTWRITEBYTECODE=1 python3 main.py
#: any PYTHONOPTIMIZE=1 python3 main.py
#: any PYTHONWARNINGS=error python3 main.py
#: any PYTHONIOENCODING=latin-1 python3 main.py
#: any PYTHONUTF8=0 LC_ALL=C python3 main.py
#: any PYTHONDEVMODE=1 python3 main.py
#: any PYTHONFAULTHANDLER=1 python3 main.py
#: any PYTHONNOUSERSITE=1 python3 main.py
#: any PYTHONINSPECT=1 python3 main.py
#: any PYTHONSTARTUP=/work/start.py python3 main.py
#: any PYTHONBREAKPOINT=0 python3 main.py
#: any PYTHONMALLOC=debug python3 main.py
#: any PYTHONTRACEMALLOC=3 python3 main.py
#: any PYTHONPYCACHEPREFIX=/tmp/cache python3 main.py
#: any PYTHONHOME=/nowhere python3 main.py
#: any PYTHONSAFEPATH=1 python3 main.py
#: any PYTHONINTMAXSTRDIGITS=640 python3 main.py
#: any PYTHONNOTHING=1 python3 main.py
import sys, os, warnings, faulthandler, tracemalloc
print(sys.flags, sys.path, sys.warnoptions, sys.stdout.encoding, sys.stdout.line_buffering, sys.stdout.write_through)
print(warnings.filters, faulthandler.is_enabled(), tracemalloc.is_tracing(), sys.pycache_prefix, sorted(sys.modules))
if os.environ.get("PYTHONHASHSEED") == "0":
    print(hash("text"), list({"a", "b", "c", "d"}))
breakpoint() if os.environ.get("PYTHONBREAKPOINT") == "0" else None
assert not sys.argv[1:], "arguments"
#: file lib/json.py
print("json of lib")
#: file start.py
print("never")
#: differs (?s)Fatal Python error.* because the text names an address of a thread
