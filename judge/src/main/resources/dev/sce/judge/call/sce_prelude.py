"""The names that a data set's harness leaves around, for programs that use them."""


def offer(source, namespace, prelude):
    """Puts names into a program's namespace that it uses and neither defines nor imports.

    The same as import lines in front of it, but only those lines cost time that are needed. Names
    that are reached only through eval or globals() are not seen.
    """
    if not prelude:
        return
    import builtins
    import symtable

    table = symtable.symtable(source, "solution.py", "exec")
    names = set()
    collect_globals(table, names)
    for symbol in table.get_symbols():
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
            names.discard(symbol.get_name())
    for name in names:
        if not hasattr(builtins, name):
            find(name, namespace, prelude)


def collect_globals(table, names):
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (table.get_type() == "module" or symbol.is_global()):
            names.add(symbol.get_name())
    for child in table.get_children():
        collect_globals(child, names)


def find(name, namespace, prelude):
    """Takes a name from the last line of the prelude that gives it."""
    import importlib

    for line in reversed(prelude):
        words = line.replace(",", " ").split()
        given = words[3:] if words[0] == "from" else words[-1:]
        if name not in given and given != ["*"]:
            continue
        try:
            module = importlib.import_module(words[1])
        except ImportError:
            continue
        if words[0] == "import":
            namespace[name] = module
            return
        public = getattr(module, "__all__", None)
        starred = not name.startswith("_") if public is None else name in public
        if hasattr(module, name) and (name in given or starred):
            namespace[name] = getattr(module, name)
            return
