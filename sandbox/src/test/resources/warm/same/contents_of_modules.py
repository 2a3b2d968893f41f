import importlib
import sys
NAMES = """abc argparse bisect collections contextlib copy copyreg dataclasses datetime decimal enum fractions
functools heapq io itertools json json.decoder keyword linecache locale logging math operator os pickle
random re reprlib statistics string struct tempfile threading time traceback types typing
unittest warnings weakref""".split()
def stable(name, value):
    if isinstance(value, (int, str, float, bool, type(None), type)):
        return repr(value)[:200]
    return type(value).__name__
for name in NAMES:
    module = importlib.import_module(name)
    spec = module.__spec__
    print("==", name, spec.name, spec.origin, spec.cached, spec.parent, spec.has_location, type(spec.loader), module.__loader__ is spec.loader)
    print(module.__file__ if hasattr(module, "__file__") else None, getattr(module, "__cached__", None))
    print([(k, stable(k, v)) for k, v in sorted(vars(module).items()) if not k.startswith("__") and k not in ("_startTime", "_start_time")])
print(sorted(sys.modules))
#: differs 0x[0-9a-f]+ because addresses are others in each process
