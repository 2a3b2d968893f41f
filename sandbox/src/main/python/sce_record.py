"""Importing ahead, while noting what reveal() in sce_hide.py has to know. Executed as sce_boot.py is, in the same
namespace.

Which module imports which, in order, and what each does to the rest of the interpreter: exit handlers, fork handlers,
warning filters, changed attributes of other modules.
"""

# Numeric libraries start threads when they are loaded, and the interpreter must have none.
no_threads = {name: b"1" for name in (b"OPENBLAS_NUM_THREADS", b"OMP_NUM_THREADS", b"MKL_NUM_THREADS",
                                      b"GOTO_NUM_THREADS", b"BLIS_NUM_THREADS", b"NUMEXPR_NUM_THREADS",
                                      b"VECLIB_MAXIMUM_THREADS")}


class Recorder:
    """One for all imports ahead. The methods of Recorder stand in for functions of the interpreter meanwhile."""

    def __init__(self, cold, atexit):
        self.cold = cold
        self.atexit = atexit
        self.stack = [""]
        self.taught = {}  # types of hidden modules in copyreg's table
        self.find = bootstrap._find_and_load
        self.do_import = builtins.__import__
        self.fresh = {name: dict(modules[name].__dict__) for name in cold if isinstance(modules[name], type(sys))}
        self.exit_original = atexit.register
        self.fork_original = posix.register_at_fork
        self.filters = sys.modules["_warnings"].filters
        self.fresh_filters = list(self.filters)
        self.types = dict(self.type_table())
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
            keys = list(modules)
            for i, key in enumerate(keys):
                if key not in before and key not in edges:
                    self.note_by_hand(name, key, set(keys[i + 1:]) - before)
            self.note_filters(name, filters)
            self.note_types(name)
            self.note_changes(name)
            self.stack.pop()

    def note_by_hand(self, name, key, later):
        """Puts key before the first import of name that ended later."""
        edges[key] = {}
        old = list(edges[name])
        at = next((i for i, each in enumerate(old) if each in later), len(old))
        edges[name] = dict.fromkeys(old[:at] + [key] + old[at:])

    def note_filters(self, name, before):
        added = [f for f in self.filters if f not in before]
        if added:
            def restore(filters=self.filters, added=added):
                fresh = [f for f in added if f not in filters]
                filters[:0] = fresh
                warnings = modules["_warnings"]
                mutated = getattr(warnings, "_filters_mutated", None)
                mutated = mutated or getattr(warnings, "_filters_mutated_lock_held", None)
                if mutated is not None:
                    mutated()
            effects.setdefault(name, []).append(restore)

    def type_table(self):
        return getattr(modules.get("copyreg"), "dispatch_table", {})

    def note_types(self, name):
        """Types that the import of name has taught copyreg to copy. What copyreg begins with is its own."""
        table = self.type_table()
        added = {key: value for key, value in table.items() if key not in self.types}
        self.types.update(added)
        if added and name != "copyreg":
            self.taught.update(added)
            effects.setdefault(name, []).append(lambda: table.update(added))

    def note_changes(self, name):
        """What the import of name has changed in modules that a fresh interpreter has."""
        for fresh, attributes in self.fresh.items():
            now = modules.get(fresh)
            now = getattr(now, "__dict__", None)
            if now is None or same(now, attributes):
                continue
            changed = {k: v for k, v in now.items() if attributes.get(k, MISSING) is not v}
            attributes.update(changed)
            changed = {
                k: v
                for k, v in changed.items()
                if not is_submodule(v, fresh + "." + k) and not self.is_stand_in(k, v)
            }
            if changed:
                def restore(target=now, changed=changed):
                    target.update(changed)
                effects.setdefault(name, []).append(restore)

    def is_stand_in(self, name, value):
        replaced = ("__import__", "_find_and_load", "path_importer_cache")
        return getattr(value, "__self__", None) is self or name in replaced

    def register(self, function, *args, **keywords):
        """Stands in for atexit.register."""
        original = self.exit_original
        effects.setdefault(self.stack[-1], []).append(lambda: original(function, *args, **keywords))
        return function

    def register_at_fork(self, *, before=None, after_in_child=None, after_in_parent=None):
        """Stands in for os.register_at_fork: the fork that made the program is made up for when the module is revealed.
        """
        original = self.fork_original
        given = {"before": before, "after_in_child": after_in_child, "after_in_parent": after_in_parent}
        given = {k: v for k, v in given.items() if v is not None}

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
        found = bootstrap.__dict__.get("__builtins__"), external.__dict__.get("__builtins__")
        copies = [c for c in found if isinstance(c, dict) and c is not builtins.__dict__]
        for each in copies:
            each["__import__"] = self.import_
        self.atexit.register = self.register
        os.register_at_fork = posix.register_at_fork = self.register_at_fork
        problem = ""
        sys.path.append(here)  # where the modules of the libraries on this one are
        try:
            for name in wanted + required:
                try:
                    self.import_(name)
                except BaseException as e:
                    if name in required and not problem:
                        problem = "cannot import %s: %s" % (name, e)
        finally:
            sys.path.remove(here)
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


def is_submodule(value, name):
    return isinstance(value, type(sys)) and getattr(value, "__name__", "") == name


def same(a, b):
    """Whether two dictionaries hold the very same objects."""
    if len(a) != len(b):
        return False
    for key, value in a.items():
        if b.get(key, MISSING) is not value:
            return False
    return True
