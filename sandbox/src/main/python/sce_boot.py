"""The Python half of the warm interpreter. Executed by sitecustomize.py in a namespace that holds warm (the C half), here and absent.

setup() runs once in Z: it removes what Z has that a fresh interpreter has not, imports modules ahead and hides them. prepare() runs in
every forked child before the program. reveal() brings a hidden module back when the program imports it.

Hiding: sys.modules and the packages' attributes hold exactly what they hold in a fresh interpreter. While modules are imported ahead, it
is recorded which module imports which (in order), and what each does to the rest of the interpreter: exit handlers, fork handlers, warning
filters, changed attributes of other modules. When the program imports X, X and everything that importing X imports come back in the
order in which the imports would have finished, with these effects. That is only done where an import would certainly have found the same
files: not when a directory that is in sys.path now holds something of the same name, nor when anything about importing has been changed.
"""
import posix
import sys
from posix import listdir as list_directory, stat as file_status

bootstrap = sys.modules["_frozen_importlib"]
external = sys.modules["_frozen_importlib_external"]
builtins = sys.modules["builtins"]
modules = sys.modules
version = sys.version_info[:2]
MISSING = object()

# What the bootstrap uses of modules that the program may change.
getcwd = posix.getcwd
SourceFileLoader = external.SourceFileLoader
first_path = 0 if not (getattr(sys.flags, "safe_path", False) or sys.flags.isolated) else None

# Effects on the environment of a run that are CPython's own: under the C locale it sets LC_CTYPE for itself and its children.
coerced = posix.environ.get(b"LC_CTYPE")
no_threads = {name: b"1" for name in (b"OPENBLAS_NUM_THREADS", b"OMP_NUM_THREADS", b"MKL_NUM_THREADS", b"GOTO_NUM_THREADS", b"BLIS_NUM_THREADS", b"NUMEXPR_NUM_THREADS", b"VECLIB_MAXIMUM_THREADS")}

hidden = {}  # name -> module, not (or not yet) in the program's sys.modules
originals = {}  # name -> module, all that have been imported ahead
orders = {}  # name -> names of its closure in the order in which importing it finishes them
tops = {}  # name -> top-level names which, found elsewhere, would have changed the import
parents = {}  # name -> (parent module, attribute): set when the name is revealed
effects = {}  # name -> functions to call when the name is revealed
edges = {}  # name -> names it imports, in order (a dict is an ordered set)
failed = {}  # name -> names it tried to import in vain


def prepare(argv, environment, directory):
    """Makes the interpreter look as if it had just been started with these; returns the name under which the script is run."""
    script = argv[1]
    name = script
    if version >= (3, 9) and not script.startswith("/"):
        name = getcwd() + "/" + script
    sys.argv = argv[1:]
    if version >= (3, 10):
        sys.orig_argv = argv
    variables = posix.environ
    variables.clear()
    for item in environment:
        key, equals, value = item.partition(b"=")
        if equals:
            variables.setdefault(key, value)
    if coerced is not None and b"LC_CTYPE" not in variables and b"LC_ALL" not in variables:
        posix.putenv(b"LC_CTYPE", coerced)
        variables[b"LC_CTYPE"] = coerced
    sys.path_importer_cache[name] = None
    if first_path is not None:
        sys.path.insert(0, directory)
    main = modules["__main__"].__dict__
    main["__file__"] = name
    main["__cached__"] = None
    main["__loader__"] = SourceFileLoader("__main__", name)
    return name


def setup(path):
    """Called by the path hook. Returns the reason why Z cannot serve, or nothing."""
    if absent:
        modules.pop("sitecustomize", None)
    sys.path_hooks[:] = [hook for hook in sys.path_hooks if hook is not warm.hook]
    sys.path_importer_cache.pop(path, None)
    environ = modules["os"].environ
    wanted = environ.get("SCE_PRELOAD", "").split(",")
    required = environ.get("SCE_PRELOAD_REQUIRED", "").split(",")
    for name in list(environ):
        if name.startswith("SCE_"):
            del environ[name]
    rest = environ.get("PYTHONPATH", "").partition(":")[2]
    if rest:
        environ["PYTHONPATH"] = rest
    else:
        environ.pop("PYTHONPATH", None)
    return preload([name for name in wanted if name], [name for name in required if name])


def preload(wanted, required):
    gc = __import__("gc")
    for name in wanted + required:
        __import__(name)
    gc.collect()
    gc.freeze()
    return ""
