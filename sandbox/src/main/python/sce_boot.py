"""The Python half of the warm interpreter: what is done once in it, and in each forked child before its program.

sitecustomize.py executes this file, sce_record.py and sce_hide.py one after the other in a single namespace, which is
no module and holds warm (the C half), here and absent; what one file defines, the others use.

setup() runs once: it removes what a fresh interpreter has not, imports modules ahead and hides them, and dresses the
interpreter for the usual command. A forked child with another command dresses itself before the program. reveal() in
sce_hide.py brings a hidden module back when the program imports it.
"""
import posix
import sys
from posix import listdir as list_directory
from posix import stat as file_status

bootstrap = sys.modules["_frozen_importlib"]
external = sys.modules["_frozen_importlib_external"]
builtins = sys.modules["builtins"]
modules = sys.modules
version = sys.version_info[:2]
MISSING = object()
imported_here = set()

# What the bootstrap uses of modules that the program may change.
getcwd = posix.getcwd
SourceFileLoader = external.SourceFileLoader
first_path = 0 if not (getattr(sys.flags, "safe_path", False) or sys.flags.isolated) else None

# Effects on the environment of a run that are CPython's own: under the C locale it sets LC_CTYPE for itself and its
# children.
coerced = posix.environ.get(b"LC_CTYPE")
own_home = posix.environ.get(b"HOME")
user_folders = modules.get("site")

# Settings under which the interpreter has something to report or to undo at its very end.
slow_settings = (b"PYTHONMALLOCSTATS", b"PYTHONDUMPREFS", b"PYTHONTRACEMALLOC", b"PYTHONPROFILEIMPORTTIME",
                 b"PYTHONFAULTHANDLER")

hidden = {}  # name -> module, not (or not yet) in the program's sys.modules
originals = {}  # name -> module, all that have been imported ahead
orders = {}  # name -> names of its closure in the order in which importing it finishes them
tops = {}  # name -> top-level names which, found elsewhere, would have changed the import
parents = {}  # name -> (parent module, attribute): set when the name is revealed
effects = {}  # name -> functions to call when the name is revealed
edges = {}  # name -> names it imports, in order (a dict is an ordered set)
stubborn = {}  # names in packages with extension modules of third parties
failed = {}  # name -> names it tried to import in vain
dressed_for = None  # the name under which the script would be run now


def dress(argv, environment, directory, cwd=None):
    """Makes the interpreter look as if it had just been started with these; returns the name under which the script is
    run.
    """
    global dressed_for
    script = argv[1]
    name = script
    if version >= (3, 9) and not script.startswith("/"):
        name = (cwd or getcwd()) + "/" + script
    sys.argv = argv[1:]
    if version >= (3, 10):
        sys.orig_argv = argv
    variables = posix.environ
    variables.clear()
    for item in environment:
        key, equals, value = item.partition(b"=")
        if equals:
            variables.setdefault(key, value)
    if coerced is not None:  # the interpreter's own LC_* were the program's
        posix.putenv(b"LC_CTYPE", coerced)
        variables[b"LC_CTYPE"] = coerced
    move_home(variables.get(b"HOME"))
    sys.path_importer_cache.pop(dressed_for, None)
    sys.path_importer_cache[name] = None
    if first_path is not None:
        sys.path[: dressed_for is not None] = [directory]
    dressed_for = name
    fresh = type(sys)("__main__")  # not frozen, so that the collector sees what hangs on it
    main = fresh.__dict__
    main.clear()
    main.update(modules["__main__"].__dict__)
    modules["__main__"] = fresh
    main["__file__"] = name
    main["__cached__"] = None
    main["__loader__"] = SourceFileLoader("__main__", name)
    return name


def answer(module):
    """In a forked child whose program is what a judge asks it: the module is used as it is, and stays hidden."""
    originals[module].answer_judge()


def renew():
    """In every forked child: what no two programs may share."""
    for renew_one, module in renewals:
        renew_one(module)


def dress_for_usual(directory, variables):
    """Does for the command that comes most often, once, what each child would have to do. Nothing of a program is kept
    here.
    """
    if coerced is None:
        argv = [getattr(sys, "orig_argv", [sys.executable])[0], "main.py"]
        texts = [text.encode(sys.getfilesystemencoding(), "surrogateescape") for text in argv + variables]
        name = dress(argv, texts[2:], directory, directory)
        warm.usual(name, b"\0".join(texts) + b"\0", len(argv), len(variables), directory)


def move_home(home):
    """Lets the user's folders follow the program's HOME: the interpreter has another one, so that no program can plant
    anything it would read.
    """
    global own_home
    old = own_home.decode() if own_home else None
    for name in ("USER_BASE", "USER_SITE"):
        value = getattr(user_folders, name, None)
        if home and old and value and value.startswith(old + "/"):
            setattr(user_folders, name, home.decode() + value[len(old) :])
    own_home = home


def setup(path):
    """Called by the path hook. Returns the reason why the interpreter cannot serve, or nothing."""
    if absent:
        modules.pop("sitecustomize", None)
    sys.path_hooks[:] = [hook for hook in sys.path_hooks if hook is not warm.hook]
    sys.path_importer_cache.pop(path, None)
    environ = modules["os"].environ
    wanted = environ.get("SCE_PRELOAD", "").split(",")
    required = environ.get("SCE_PRELOAD_REQUIRED", "").split(",")
    usual = environ.get("SCE_USUAL", "").split("\n")
    for name in list(environ):
        if name.startswith("SCE_"):
            del environ[name]
    rest = environ.get("PYTHONPATH", "").partition(":")[2]
    if rest:
        environ["PYTHONPATH"] = rest
    else:
        environ.pop("PYTHONPATH", None)
    imported_here.update({"gc", "atexit"} - set(modules))
    problem = preload([name for name in wanted if name], [name for name in required if name])
    if not problem and len(usual) > 1:
        dress_for_usual(usual[0], usual[1:])
    return problem


def preload(wanted, required):
    """Imports ahead and hides. The order matters: after hide() nothing here may import."""
    gc = __import__("gc")
    atexit = __import__("atexit")
    cold = fresh_names()
    recorder = Recorder(cold, atexit)
    problem = recorder.run(wanted, required)
    if problem:
        return problem
    if len(threads()) > 1:
        return "a preloaded module has started a thread"
    hide(recorder)
    recorder.__dict__.clear()  # its copies of namespaces would keep the streams alive
    io = modules["io"]
    freeze = gc.freeze
    renewals.extend((SPECIAL[name], modules[name]) for name in SPECIAL if name in modules)
    random = originals.get("random") or modules.get("random")
    if random is not None:
        gone = getattr(random, "SystemRandom", ())
        random_instances.extend(o for o in gc.get_objects() if isinstance(o, random.Random) and not isinstance(o, gone))
    find = warm.hide(hidden, bootstrap._find_and_load, reveal, stubborn)
    bootstrap._find_and_load = find
    for module, name in ((sys, "addaudithook"), (gc, "freeze"), (getattr(sys, "monitoring", None), "use_tool_id")):
        if hasattr(module, name):
            setattr(module, name, warm.watch(getattr(module, name)))
    own = [m.__dict__ for m in list(originals.values()) + list(modules.values()) if isinstance(m, type(sys))]
    own_modules = [m for n, m in list(originals.items()) + list(modules.items()) if n != "__main__"]
    memory = [hidden, originals, effects, parents, orders, tops, edges, failed, random_instances, renewals]
    warm.prepare_end(gc, atexit, io.BytesIO, io.StringIO, own, memory, own_modules)
    if any(name in posix.environ for name in slow_settings):
        warm.slow()
    rehearse_modules(wanted)
    warm.rehearse()
    gc.collect()
    freeze()
    return ""


def rehearse_modules(names):
    """Modules made for warm interpreters may do once what every program would do for the first time."""
    for name in names:
        rehearse = getattr(originals.get(name), "rehearse_warm", None)
        if rehearse is not None:
            rehearse()


def threads():
    try:
        return list_directory("/proc/self/task")
    except OSError:
        return []


def fresh_names():
    """The names in sys.modules of a fresh interpreter: these here, less what the line before this call has imported."""
    return set(modules) - imported_here
