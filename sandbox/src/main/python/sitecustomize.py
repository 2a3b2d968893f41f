"""Started by CPython's site module in the warm interpreter because its directory is first in PYTHONPATH.

Runs the installation's own sitecustomize as if this file were not there, takes the directory off sys.path, and leaves a
path hook behind (see sce_warm.c). Everything else is in the files named in parts, which are not modules: they are
executed here, in one namespace, and appear in no table.
"""


def start():
    import posix
    import sys

    def refuse(text):
        """Says why nothing can be served here, and ends: the last that an interpreter prints is why it does not get
        ready.
        """
        try:
            posix.write(2, text.encode("utf-8", "replace")[:150])
        finally:
            posix._exit(1)

    def judge_forever(name):
        """Runs a module that judges programs one after the other, instead of forking any."""
        sys.path.insert(0, here)
        module = __import__(name)
        sys.path.remove(here)
        sys.path_importer_cache.pop(here, None)
        module.live()

    parts = "sce_boot.py", "sce_record.py", "sce_hide.py"
    own = sys.modules[__name__]
    here = own.__spec__.origin.rpartition("/")[0]
    if here in sys.path:
        sys.path.remove(here)
    sys.path_importer_cache.pop(here, None)
    if b"SCE_PRELOAD" not in posix.environ:
        # An interpreter within a program's: CPython remembers the PYTHONPATH of the warm one's start, and nothing else
        # here concerns it.
        del sys.modules[__name__]
        __import__("sitecustomize")
        return

    judge = posix.environ.get(b"SCE_JUDGE")
    if judge is not None:
        judge_forever(judge.decode())
    bootstrap = sys.modules["_frozen_importlib"]
    external = sys.modules["_frozen_importlib_external"]
    abiflags = getattr(sys, "abiflags", "")
    if sys.implementation.name != "cpython" or sys.version_info < (3, 8) or sys.version_info[0] != 3:
        refuse("not CPython 3.8 or later: " + sys.version)
    if abiflags or sys.maxsize < 2**62 or hasattr(sys, "gettotalrefcount"):
        refuse("not a normal 64-bit release build of CPython: abiflags " + repr(abiflags))
    if sys.flags.inspect or sys.flags.interactive or sys.flags.verbose or sys.flags.dev_mode or sys._xoptions:
        refuse("the interpreter was started with options of development")

    del sys.modules[__name__]
    absent = False
    try:
        __import__("sitecustomize")
    except ImportError as e:
        if e.name != "sitecustomize":
            refuse("the installation's sitecustomize failed: " + repr(e))
        absent = True
    except BaseException as e:
        refuse("the installation's sitecustomize failed: " + repr(e))
    if absent:
        sys.modules[__name__] = own  # importlib wants to find it when this is done; setup() removes it

    try:
        path = here + "/_sce_warm.so"
        spec = bootstrap.ModuleSpec("_sce_warm", external.ExtensionFileLoader("_sce_warm", path), origin=path)
        warm = sys.modules["_imp"].create_dynamic(spec)
        sys.modules["_imp"].exec_dynamic(warm)
        warm.learn(sys.version_info[1])
        names = {
            "__name__": "_frozen_importlib",
            "__builtins__": sys.modules["builtins"],
            "warm": warm,
            "here": here,
            "absent": absent,
        }
        for part in parts:
            with sys.modules["io"].open_code(here + "/" + part) as file:
                source = file.read()
            # Tracebacks leave out frames of this file name, as they do with those of importlib itself.
            exec(compile(source, "<frozen importlib._bootstrap>", "exec", dont_inherit=True), names)
        warm.functions(names["setup"], names["dress"], names["renew"], names["renewals"], names["answer"])
        sys.path_hooks.append(warm.hook)
    except BaseException as e:
        refuse("the warm interpreter cannot be set up: " + repr(e))


try:
    start()
finally:
    del start
