import sys
for name in sorted(dir(sys)):
    value = getattr(sys, name)
    if name not in ("modules", "path_importer_cache") and not (callable(value) and not isinstance(value, type)):
        print(name, sorted(value) if isinstance(value, frozenset) else repr(value))
    else:
        print(name)
#: differs 0x[0-9a-f]+ because addresses are others in each process
