"""Hiding what has been imported ahead, and bringing it back. Executed as sce_boot.py is, in the same namespace.

sys.modules and the packages' attributes hold exactly what they hold in a fresh interpreter. When the program imports X,
X and everything that importing X imports come back in the order in which the imports would have finished, with their
recorded effects (sce_record.py). That is only done where an import would certainly have found the same files: not when
a directory that is in sys.path now holds something of the same name, nor when anything about importing has been
changed.
"""

# Modules whose objects end in a way that can be seen from outside.
SLOW = {"_sqlite3", "_dbm", "_gdbm", "_curses", "readline", "_tkinter", "_xxsubinterpreters", "_interpreters",
        "tracemalloc", "multiprocessing.resource_tracker", "multiprocessing.managers", "multiprocessing.pool",
        "concurrent.futures.process"}

# What importing was like when everything had been hidden; hide() sets them.
finders = None
base_path = None
foreign_base = None


def hide(recorder):
    """Takes what has been imported ahead out of sight."""
    global finders, base_path, foreign_base
    for key in recorder.taught:
        recorder.type_table().pop(key, None)
    for name in [n for n in modules if n not in recorder.cold]:
        originals[name] = hidden[name] = modules.pop(name)
    undo_changes(recorder)
    replace_leftovers(recorder)
    recorder.filters[:] = recorder.fresh_filters
    for key in list(sys.path_importer_cache):
        if key not in recorder.fresh_cache:
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
        detach(name)
    packages = {n.partition(".")[0] for n in hidden if is_foreign_extension(n)}
    stubborn.update((n, True) for n in hidden if n.partition(".")[0] in packages)
    finders = tuple(sys.meta_path), tuple(sys.path_hooks), builtins.__import__
    base_path = recorder.base_path
    foreign_base = leading_directories(recorder.base_path)
    for name in hidden:
        note_special(name)


def undo_changes(recorder):
    for name, attributes in recorder.fresh.items():
        now = modules[name].__dict__
        if same(now, attributes):
            continue
        for key in [k for k in now if k not in attributes]:
            if not isinstance(now[key], type(sys)):
                del now[key]
        for key, value in attributes.items():
            if now.get(key, MISSING) is not value:
                now[key] = value


def replace_leftovers(recorder):
    """Modules that have copied the stand-ins get the originals."""
    mine = {recorder.register: recorder.exit_original, recorder.register_at_fork: recorder.fork_original,
            recorder.import_: recorder.do_import}
    for module in hidden.values():
        names = getattr(module, "__dict__", None) or {}
        for key, value in list(names.items()):
            if type(value) is type(recorder.register) and value in mine:
                names[key] = mine[value]


def detach(name):
    """Takes a submodule's attribute off its package, unless the package is never without it."""
    package, _, child = name.rpartition(".")
    parent = modules.get(package) or hidden.get(package)
    if not package or parent is None or (package in hidden and name in orders[package]):
        return
    names = getattr(parent, "__dict__", {})
    if names.get(child) is hidden[name]:
        delattr(parent, child)
        parents[name] = parent, child


def note_special(name):
    if name in SPECIAL:
        effects.setdefault(name, []).append(lambda: SPECIAL[name](originals[name]))
    module = originals[name]
    values = list((getattr(module, "__dict__", None) or {}).values())
    third_party = is_foreign_extension(name) and name.partition(".")[0] != "numpy"
    if third_party or name in SLOW or any(owns_finalizer(v) for v in values):
        effects.setdefault(name, []).append(warm.slow)


def is_foreign_extension(name):
    origin = getattr(getattr(originals[name], "__spec__", None), "origin", None)
    return isinstance(origin, str) and origin.endswith(".so") and "/lib-dynload/" not in origin


def owns_finalizer(value):
    kind = type(value)
    return not isinstance(value, type) and hasattr(kind, "__del__") and kind.__module__ not in ("io", "_io")


def closure(name):
    """The hidden modules that an import of this one brings along, in the order in which their imports end; itself last.
    """
    done = []
    seen = {name}
    package = name.rpartition(".")[0]
    stack = [(name, iter(([package] if package and package not in modules else []) + list(edges.get(name, ()))))]
    while stack:
        top, rest = stack[-1]
        for each in rest:
            package = each.rpartition(".")[0]
            if package and package not in seen and package not in modules:
                seen.add(package)
                if each not in seen:
                    stack.append((each, iter(edges.get(each, ()))))
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
    """Entries of the interpreter's own sys.path that come before the standard library: files may appear there."""
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
    """The entries of sys.path that the interpreter does not have; None when one of its own is missing or elsewhere."""
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


def reveal(name, blocked):
    """Brings a hidden module and its closure back; returns it, or None for an import in the usual way."""
    if name in stubborn:
        return reveal_stubborn(name)
    if blocked or sys.modules is not modules:
        return None
    if (tuple(sys.meta_path), tuple(sys.path_hooks), builtins.__import__) != finders or name in modules:
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
    bring_back(fresh)
    return modules[name]


def reveal_stubborn(name):
    """For packages with extension modules that cannot be loaded twice: only other packages can still be imported in the
    usual way.
    """
    if name in modules or may_shadow({name.partition(".")[0]}) or sys.modules is not modules:
        return None
    if any(modules.get(each, originals[each]) is not originals[each] for each in orders[name] if each in stubborn):
        return None
    missing = [each for each in orders[name] if each not in modules]
    bring_back([each for each in missing if each in stubborn or not may_shadow({each.partition(".")[0]})])
    return modules[name]


def bring_back(names):
    for each in names:
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


SPECIAL = {"random": renew_random, "numpy.random": renew_numpy_random, "logging": renew_logging,
           "threading": renew_threading,
           "multiprocessing.process": renew_process, "tempfile": renew_tempfile, "uuid": renew_uuid}
random_instances = []
renewals = []  # of modules that a fresh interpreter has already
