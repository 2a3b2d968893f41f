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
imported_here = set()

# What the bootstrap uses of modules that the program may change.
getcwd = posix.getcwd
SourceFileLoader = external.SourceFileLoader
first_path = 0 if not (getattr(sys.flags, "safe_path", False) or sys.flags.isolated) else None

# Effects on the environment of a run that are CPython's own: under the C locale it sets LC_CTYPE for itself and its children.
coerced = posix.environ.get(b"LC_CTYPE")
own_home = posix.environ.get(b"HOME")
user_folders = modules.get("site")
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
    move_home(variables.get(b"HOME"))
    sys.path_importer_cache[name] = None
    if first_path is not None:
        sys.path.insert(0, directory)
    if "numpy" in hidden:
        drop_numpy(environment)
    main = modules["__main__"].__dict__
    main["__file__"] = name
    main["__cached__"] = None
    main["__loader__"] = SourceFileLoader("__main__", name)
    for renew, module in renewals:
        renew(module)
    return name


def move_home(home):
    """Lets the user's folders follow the program's HOME: Z has another one, so that no program can plant anything Z would read."""
    old = own_home.decode() if own_home else None
    for name in ("USER_BASE", "USER_SITE"):
        value = getattr(user_folders, name, None)
        if home and old and value and value.startswith(old + "/"):
            setattr(user_folders, name, home.decode() + value[len(old) :])


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
    imported_here.update({"gc", "atexit"} - set(modules))
    return preload([name for name in wanted if name], [name for name in required if name])


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
    recorder.hide()
    recorder.__dict__.clear()  # its copies of namespaces would keep the streams alive
    io = modules["io"]
    freeze = gc.freeze
    renewals.extend((SPECIAL[name], modules[name]) for name in SPECIAL if name in modules)
    random = originals.get("random") or modules.get("random")
    if random is not None:
        gone = getattr(random, "SystemRandom", ())
        random_instances.extend(o for o in gc.get_objects() if isinstance(o, random.Random) and not isinstance(o, gone))
    find = warm.hide(hidden, bootstrap._find_and_load, reveal)
    bootstrap._find_and_load = find
    for module, name in ((sys, "addaudithook"), (gc, "freeze"), (getattr(sys, "monitoring", None), "use_tool_id")):
        if hasattr(module, name):
            setattr(module, name, warm.watch(getattr(module, name)))
    own = [m.__dict__ for m in list(originals.values()) + list(modules.values()) if isinstance(m, type(sys))]
    warm.finish(gc, atexit, io.BytesIO, io.StringIO, own)
    if any(name in posix.environ for name in (b"PYTHONMALLOCSTATS", b"PYTHONDUMPREFS", b"PYTHONTRACEMALLOC", b"PYTHONPROFILEIMPORTTIME", b"PYTHONFAULTHANDLER")):
        warm.slow()
    globals()["known_path"] = None
    gc.collect()
    freeze()
    return ""


def threads():
    try:
        return list_directory("/proc/self/task")
    except OSError:
        return []


def fresh_names():
    """The names in sys.modules of a fresh interpreter: these here, less what the line before this call has imported."""
    return set(modules) - imported_here


class Recorder:
    """Imports modules ahead, while noting all that reveal() has to know."""

    def __init__(self, cold, atexit):
        self.cold = cold
        self.atexit = atexit
        self.stack = [""]
        self.find = bootstrap._find_and_load
        self.do_import = builtins.__import__
        self.fresh = {name: dict(modules[name].__dict__) for name in cold if isinstance(modules[name], type(sys))}
        self.changes = {}  # module's name -> {attribute: value} as changed by preloads, for the fresh modules
        self.exit_names = []
        self.exit_original = atexit.register
        self.fork_original = posix.register_at_fork
        self.filters = sys.modules["_warnings"].filters
        self.fresh_filters = list(self.filters)
        self.fresh_cache = dict(sys.path_importer_cache)
        self.base_path = list(sys.path)
        edges[""] = {}

    # -- recording --

    def note(self, name):
        edges[self.stack[-1]][name] = None
        edges.setdefault(name, {})

    def import_(self, name, globals=None, locals=None, fromlist=(), level=0):
        if level > 0:
            full = bootstrap._resolve_name(name, bootstrap._calc___package__(globals), level)
        else:
            full = name
        self.note(full)
        module = self.do_import(name, globals, locals, fromlist, level)
        for item in fromlist or ():
            if item == "*":
                target = modules.get(full)
                for each in getattr(target, "__all__", ()):
                    if full + "." + each in modules:
                        self.note(full + "." + each)
            elif full + "." + item in modules:
                self.note(full + "." + item)
        return module

    def find_and_load(self, name, import_):
        self.note(name)
        if name in modules:
            return self.find(name, import_)
        before = set(modules)
        filters = list(self.filters)
        self.stack.append(name)
        try:
            return self.find(name, import_)
        except ModuleNotFoundError:
            failed.setdefault(self.stack[-2], set()).add(name.partition(".")[0])
            raise
        finally:
            # Names put into sys.modules by hand (typing.io, importlib._bootstrap) belong to the module that did it.
            for key in list(modules):
                if key not in before and key not in edges:
                    self.note(key)
            self.note_filters(name, filters)
            self.note_changes(name)
            self.stack.pop()

    def note_filters(self, name, before):
        added = [f for f in self.filters if f not in before]
        if added:
            def restore(filters=self.filters, added=added):
                fresh = [f for f in added if f not in filters]
                filters[:0] = fresh
                mutated = getattr(modules["_warnings"], "_filters_mutated", None) or getattr(modules["_warnings"], "_filters_mutated_lock_held", None)
                if mutated is not None:
                    mutated()
            effects.setdefault(name, []).append(restore)

    def note_changes(self, name):
        """What the import of name has changed in modules that a fresh interpreter has."""
        for fresh, attributes in self.fresh.items():
            now = modules.get(fresh)
            now = getattr(now, "__dict__", None)
            if now is None or same(now, attributes):
                continue
            changed = {k: v for k, v in now.items() if attributes.get(k, MISSING) is not v}
            attributes.update(changed)
            changed = {k: v for k, v in changed.items() if not (isinstance(v, type(sys)) and getattr(v, "__name__", "") == fresh + "." + k)}
            changed = {k: v for k, v in changed.items() if v is not self.register_at_fork and k not in ("__import__", "_find_and_load", "path_importer_cache")}
            if changed:
                def restore(target=now, changed=changed):
                    target.update(changed)
                effects.setdefault(name, []).append(restore)
                self.changes.setdefault(fresh, {}).update(changed)

    def register(self, function, *args, **keywords):
        """Stands in for atexit.register."""
        original = self.exit_original
        effects.setdefault(self.stack[-1], []).append(lambda: original(function, *args, **keywords))
        return function

    def register_at_fork(self, *, before=None, after_in_child=None, after_in_parent=None):
        """Stands in for os.register_at_fork: the fork that made the program is made up for when the module is revealed."""
        original = self.fork_original
        given = {k: v for k, v in (("before", before), ("after_in_child", after_in_child), ("after_in_parent", after_in_parent)) if v is not None}

        def restore():
            original(**given)
            if before is not None:
                before()
            if after_in_child is not None:
                after_in_child()
        effects.setdefault(self.stack[-1], []).append(restore)

    # -- importing --

    def run(self, wanted, required):
        os = modules["os"]
        fresh = {name: dict(modules[name].__dict__) for name in self.fresh}
        for name, value in no_threads.items():
            posix.environ[name] = value
            posix.putenv(name, value)
        builtins.__import__ = self.import_
        bootstrap._find_and_load = self.find_and_load
        # The namespace which C code finds when it imports while importlib runs it: maybe a copy of that of builtins.
        copies = [c for c in (bootstrap.__dict__.get("__builtins__"), external.__dict__.get("__builtins__")) if isinstance(c, dict) and c is not builtins.__dict__]
        for each in copies:
            each["__import__"] = self.import_
        self.atexit.register = self.register
        os.register_at_fork = posix.register_at_fork = self.register_at_fork
        problem = ""
        try:
            for name in wanted + required:
                try:
                    self.import_(name)
                except BaseException as e:
                    if name in required and not problem:
                        problem = "cannot import %s: %s" % (name, e)
        finally:
            builtins.__import__ = self.do_import
            for each in copies:
                each["__import__"] = self.do_import
            bootstrap._find_and_load = self.find
            self.atexit.register = self.exit_original
            os.register_at_fork = posix.register_at_fork = self.fork_original
        for name in no_threads:
            del posix.environ[name]
            posix.unsetenv(name)
        self.fresh = fresh
        return problem

    # -- hiding --

    def hide(self):
        for name in [n for n in modules if n not in self.cold]:
            originals[name] = hidden[name] = modules.pop(name)
        self.undo_changes()
        self.replace_leftovers()
        self.filters[:] = self.fresh_filters
        for key in list(sys.path_importer_cache):
            if key not in self.fresh_cache:
                del sys.path_importer_cache[key]
        for name in hidden:
            orders[name] = closure(name)
        for name in hidden:
            names = set()
            for each in orders[name] + [name]:
                spec = getattr(originals.get(each), "__spec__", None)
                if "." not in each and getattr(spec, "origin", None) not in ("built-in", "frozen"):
                    names.add(each)
                names |= failed.get(each, set())
            tops[name] = frozenset(names)
        for name in hidden:
            self.detach(name)
        globals()["finders"] = tuple(sys.meta_path), tuple(sys.path_hooks), builtins.__import__
        globals()["base_path"] = self.base_path
        globals()["foreign_base"] = leading_directories(self.base_path)
        for name in hidden:
            self.note_special(name)

    def undo_changes(self):
        for name, attributes in self.fresh.items():
            now = modules[name].__dict__
            if same(now, attributes):
                continue
            for key in [k for k in now if k not in attributes]:
                if not isinstance(now[key], type(sys)):
                    del now[key]
            for key, value in attributes.items():
                if now.get(key, MISSING) is not value:
                    now[key] = value

    def replace_leftovers(self):
        """Modules that have copied the stand-ins get the originals."""
        mine = {self.register: self.exit_original, self.register_at_fork: self.fork_original, self.import_: self.do_import}
        for module in hidden.values():
            names = getattr(module, "__dict__", None) or {}
            for key, value in list(names.items()):
                if type(value) is type(self.register) and value in mine:
                    names[key] = mine[value]

    def detach(self, name):
        """Takes a submodule's attribute off its package, unless the package is never without it."""
        package, _, child = name.rpartition(".")
        parent = modules.get(package) or hidden.get(package)
        if not package or parent is None or (package in hidden and name in orders[package]):
            return
        names = getattr(parent, "__dict__", {})
        if names.get(child) is hidden[name]:
            delattr(parent, child)
            parents[name] = parent, child

    def note_special(self, name):
        if name in SPECIAL:
            effects.setdefault(name, []).append(lambda: SPECIAL[name](originals[name]))
        module = originals[name]
        origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
        third_party = origin.endswith(".so") and "/lib-dynload/" not in origin and name.partition(".")[0] != "numpy"
        if third_party or name in SLOW or any(owns_finalizer(v) for v in list((getattr(module, "__dict__", None) or {}).values())):
            effects.setdefault(name, []).append(warm.slow)


def same(a, b):
    """Whether two dictionaries hold the very same objects."""
    if len(a) != len(b):
        return False
    for key, value in a.items():
        if b.get(key, MISSING) is not value:
            return False
    return True


def owns_finalizer(value):
    return not isinstance(value, type) and hasattr(type(value), "__del__") and type(value).__module__ not in ("io", "_io")


# Modules whose objects end in a way that can be seen from outside.
SLOW = {"_sqlite3", "_dbm", "_gdbm", "_curses", "readline", "_tkinter", "_xxsubinterpreters", "_interpreters", "tracemalloc", "multiprocessing.resource_tracker",
        "multiprocessing.managers", "multiprocessing.pool", "concurrent.futures.process"}


def closure(name):
    """The hidden modules that an import of this one brings along, in the order in which their imports end; itself last."""
    done = []
    seen = {name}
    stack = [(name, iter(edges.get(name, ())))]
    while stack:
        top, rest = stack[-1]
        for each in rest:
            package = each.rpartition(".")[0]
            if package and package not in seen and package not in modules:
                seen.add(package)
                stack.append((each, iter(edges.get(each, ())))) if each not in seen else None
                seen.add(each)
                stack.append((package, iter(edges.get(package, ()))))
                break
            if each not in seen and each not in modules:
                seen.add(each)
                stack.append((each, iter(edges.get(each, ()))))
                break
        else:
            stack.pop()
            if top in hidden and top != name:
                done.append(top)
    done.append(name)
    return done


def leading_directories(path):
    """Entries of Z's own sys.path that come before the standard library: files may appear there."""
    library = modules["os"].__file__.rpartition("/")[0]
    found = []
    for entry in path:
        if entry == library:
            break
        if not entry.endswith(".zip"):
            found.append(entry)
    return found


# ---- revealing ----

known_path = None  # the sys.path for which foreign_entries is right
foreign_entries = ()
listings = {}  # directory -> (its time of change, first parts of the names in it)


def compare_path():
    """The entries of sys.path that Z does not have; None when one that Z has is missing or elsewhere."""
    rest = iter(base_path)
    want = next(rest, None)
    extra = list(foreign_base)
    for entry in sys.path:
        if want is not None and entry == want:
            want = next(rest, None)
        elif type(entry) is str:
            extra.append(entry)
        else:
            return None
    return None if want is not None else extra


def may_shadow(names):
    """Whether a directory that only this program has in sys.path holds anything of these names."""
    global known_path, foreign_entries
    if known_path != sys.path:
        foreign_entries = compare_path()
        known_path = list(sys.path)
    if foreign_entries is None:
        return True
    for entry in foreign_entries:
        place = entry or "."
        try:
            status = file_status(place)
        except OSError:
            continue
        if status.st_mode & 0o170000 != 0o040000:
            return True
        known = listings.get(entry)
        if known is None or known[0] != status.st_mtime_ns or not entry.startswith("/"):
            try:
                known = listings[entry] = status.st_mtime_ns, {n.partition(".")[0] for n in list_directory(place)}
            except OSError:
                continue
        if not names.isdisjoint(known[1]):
            return True
    return False


def reveal(name):
    """Brings a hidden module and its closure back; returns it, or None for an import in the usual way."""
    if sys.modules is not modules or (tuple(sys.meta_path), tuple(sys.path_hooks), builtins.__import__) != finders or name in modules:
        return None
    order = orders[name]
    if may_shadow(tops[name]):
        return None
    fresh = []
    for each in order:
        present = modules.get(each, MISSING)
        if present is MISSING:
            if each not in hidden:
                return None
            fresh.append(each)
        elif present is not originals[each]:
            return None
    for each in fresh:
        module = hidden.pop(each, None)
        if module is not None:
            modules[each] = module
            place = parents.get(each)
            if place is not None:
                setattr(place[0], place[1], module)
            todo = effects.get(each)
            if todo is not None:
                for restore in todo:
                    restore()
    return modules[name]


def drop_numpy(environment):
    """Variables that configure numpy when it is imported: then it has to be imported anew."""
    for item in environment:
        if item.startswith((b"OPENBLAS_", b"OMP_", b"MKL_", b"GOTO_", b"BLIS_", b"NPY_", b"NUMPY_")):
            for name in [n for n in hidden if n.partition(".")[0] == "numpy"]:
                del hidden[name]
            return


# ---- what single modules keep from the time they were imported ----

def renew_random(module):
    for instance in random_instances:
        instance.seed()


def renew_numpy_random(module):
    module.seed()


def renew_logging(module):
    time = originals.get("time") or modules["time"]
    module._startTime = time.time_ns() if version >= (3, 13) else time.time()


def renew_threading(module):
    main = module.main_thread()
    if hasattr(main, "_set_native_id"):
        main._set_native_id()


def renew_process(module):
    module.ORIGINAL_DIR = modules["os"].path.abspath(getcwd())
    current = module.current_process()
    current._config["authkey"] = type(current._config["authkey"])(posix.urandom(32))


def renew_tempfile(module):
    module._name_sequence = None
    module.tempdir = None


def renew_uuid(module):
    module._last_timestamp = None
    module._node = None


SPECIAL = {"random": renew_random, "numpy.random": renew_numpy_random, "logging": renew_logging, "threading": renew_threading,
           "multiprocessing.process": renew_process, "tempfile": renew_tempfile, "uuid": renew_uuid}
random_instances = []
renewals = []  # of modules that a fresh interpreter has already
