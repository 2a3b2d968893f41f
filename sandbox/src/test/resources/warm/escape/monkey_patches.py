import builtins, codecs, collections, gc, importlib, io, json, os, random, signal, sys, threading, time
tried = 0
for module in (builtins, sys, os, json, random, codecs, threading, time, io, collections, importlib, signal):
    module.escape_mark = "left"
    for name in list(vars(module)):
        if callable(getattr(module, name)) and not name.startswith("_") and name not in ("print", "hasattr", "callable", "getattr", "setattr", "list", "vars", "type", "str", "Exception", "BaseException", "object", "exec", "open", "range", "len", "iter", "AttributeError", "TypeError"):
            tried += 1
            try:
                setattr(module, name, None)
            except (AttributeError, TypeError):
                pass
sys.modules["escape_mark"] = sys
sys.modules["decimal"] = sys.modules["collections"] = None
sys.meta_path.insert(0, None)
sys.path_hooks[:] = []
sys.path[:] = ["/tmp"]
sys.argv[:] = ["left"]
sys.stdin = sys.excepthook = None
print("tried", tried)
