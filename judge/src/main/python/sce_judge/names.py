"""What tests use, as their text tells: names, exceptions, the sample's own process."""

import ast
import sys


def name_of(node):
    return getattr(node, "attr", getattr(node, "id", None))


NODES = (
    ast.Name,
    ast.FunctionDef,
    ast.ClassDef,
    ast.AsyncFunctionDef,
    ast.arg,
    ast.Import,
    ast.ImportFrom,
    ast.Attribute,
    ast.Call,
)


def nodes_of(trees):
    """The parts of tests that say what they use."""
    return [node for tree in trees for node in ast.walk(tree) if type(node) in NODES]


def needed_names(nodes):
    """The names that the tests use and do not bind themselves."""
    used, bound = set(), set()
    for node in nodes:
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return used - bound


def names_of_exceptions(nodes):
    """The names that the tests use, so that exceptions of these names may reach them, those which end loops and
    processes among them.
    """
    names = set()
    for node in nodes:
        if isinstance(node, (ast.Name, ast.Attribute)):
            names.add(name_of(node))
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "next"
            and len(node.args) == 2
        ):
            names.add("StopIteration")
    return names


def needs_own_process(nodes):
    """Why tests have to be in one process with the sample, as their text tells, whatever the sample is: they replace
    parts of modules, or look into the sample's code. None where nothing tells so.
    """
    modules = {"builtins"}
    replaced = []
    for node in nodes:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            modules |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] + ["%s.%s" % (node.module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            replaced.append((node.value.id, node.attr))
        for name in names:
            if name in ("mock", "unittest.mock", "inspect"):
                return "it uses " + name
    for module, name in replaced:
        if module in modules and name not in ("stdin", "stdout", "stderr"):
            return "it replaces %s.%s" % (module, name)
    return None


def add_module(name, space):
    """Tests that use a module of the standard library without importing it mean the real one."""
    if name in getattr(
        sys, "stdlib_module_names", ("math", "sys", "re", "collections", "random", "string", "copy", "itertools")
    ):
        try:
            space[name] = __import__(name)
            return True
        except ImportError:
            pass
    return False
