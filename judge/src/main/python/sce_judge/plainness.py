"""Which tests a judge that lives on may run: those that only compute. Tests that do more, or might, get a judge of
their own that ends with them. The text of the data set decides, never the sample.
"""

import ast
import sys
from functools import lru_cache

from sce_judge.asserts import tree_of
from sce_judge.names import needed_names, nodes_of
from sce_judge.texts import MOST_TEXTS, attempts_at, imports_of

# Modules of which nothing that tests plainly do can change anything for others, but for the names below.
PLAIN_MODULES = frozenset(
    "__future__ abc array bisect cmath collections collections.abc copy dataclasses datetime decimal enum "
    "fractions functools hashlib heapq itertools json math numbers operator random re statistics string struct "
    "textwrap time typing uuid zoneinfo".split()
)
# Of sys, which is more than that, only what cannot be changed.
PLAIN_OF_SYS = frozenset("maxsize float_info byteorder version_info maxunicode".split())
# Names that lead out of a test, as a name or as an attribute.
LEADING_OUT = frozenset(
    "breakpoint compile copyright credits delattr eval exec exit getcontext globals help input license locals "
    "localcontext open quit register reload setattr setcontext sleep tzset vars".split()
)
# Modules that a plain one may have among its names.
OTHER_MODULES = frozenset(getattr(sys, "stdlib_module_names", "os sys io inspect".split())) - PLAIN_MODULES
# Special names that lead nowhere.
HARMLESS = frozenset(
    "__init__ __name__ __main__ __doc__ __lt__ __eq__ __hash__ __str__ __repr__ __len__ __iter__".split()
)
# Longer texts are read once and not for long.
MOST_CHARACTERS = 256 << 10


def needs_own_judge(request):
    """Why the tests of a request need a judge of their own; None where they do not."""
    if any("numpy" in str(request.get(name)) for name in ("tests", "setup", "prompt", "trusted", "reference")):
        return "numpy"
    if request.get("judge") == "in-process" or request["kind"] not in ("check", "asserts"):
        return None  # the judge runs nothing then that the data set says
    texts = texts_run(request)
    return "long" if sum(map(len, texts)) > MOST_CHARACTERS else reason_in(tuple(texts))


def texts_run(request):
    """What a judge may run of a request: of a reference solution the imports."""
    texts = [request.get("prompt"), request.get("setup"), imports_of(request.get("reference") or "")[0]]
    texts += list(request.get("trusted") or ())
    tests = request.get("tests") or ()
    for test in [tests] if isinstance(tests, str) else tests:
        texts += [test] if isinstance(test, str) else [test.get("call"), test.get("expected")]
    return [text for text in texts if text]


def modules_named(request):
    """The plain modules whose names occur in what a judge runs."""
    return frozenset().union(*map(modules_in, texts_run(request)))


@lru_cache(maxsize=4 * MOST_TEXTS)  # a problem may have a text for each test
def modules_in(text):
    return frozenset(name for name in PLAIN_MODULES if name.partition(".")[0] in text)


@lru_cache(maxsize=MOST_TEXTS)
def reason_in(texts):
    """Why texts that are run in one namespace are not plain."""
    trees = [tree for tree in map(first_tree, texts) if tree is not None]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imported = {name for node in nodes for name in names_imported(node)}
    free = sorted(needed_names(nodes_of(trees)) & OTHER_MODULES - imported)
    reasons = free + [reason for node in nodes for reason in [reason_of(node, imported)] if reason]
    return reasons[0] if reasons else None


def first_tree(text):
    """None for a text that is no Python: it does nothing, and the judge says so later."""
    for attempt in attempts_at(text):
        try:
            return tree_of(attempt)
        except (SyntaxError, ValueError):
            continue
    return None


def names_imported(node):
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    return []


def reason_of(node, imported):
    if isinstance(node, ast.Import):
        return next((alias.name for alias in node.names if alias.name not in PLAIN_MODULES | {"sys"}), None)
    if isinstance(node, ast.ImportFrom):
        return reason_of_import(node)
    if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        if root_name(node) in imported:
            return "it changes " + root_name(node)
    if isinstance(node, ast.Attribute):
        return reason_of_attribute(node, imported)
    if isinstance(node, ast.Name):
        return node.id if node.id in LEADING_OUT or is_special(node.id) else None
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_special(node.value):
        return repr(node.value)
    if isinstance(node, ast.FunctionDef) and node.name == "__del__":
        return node.name  # which runs when nobody knows
    return None


def is_special(name):
    return name.startswith("__") and name.endswith("__") and name.isidentifier() and name not in HARMLESS


def root_name(node):
    """The name that a chain of attributes, items and calls begins with."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def reason_of_import(node):
    names = {alias.name for alias in node.names}
    if node.module == "sys":
        return None if names <= PLAIN_OF_SYS else "sys"
    plain = node.module in PLAIN_MODULES and not node.level and not names & (LEADING_OUT | OTHER_MODULES)
    return None if plain else str(node.module)


def reason_of_attribute(node, imported):
    if is_special(node.attr) or node.attr in LEADING_OUT:
        return node.attr
    base = node.value.id if isinstance(node.value, ast.Name) else None
    if base == "sys" and node.attr not in PLAIN_OF_SYS:
        return "sys." + node.attr
    if node.attr.startswith("_") and base not in ("self", "cls"):
        return node.attr
    if node.attr in OTHER_MODULES and root_name(node) in imported:
        return "%s.%s" % (root_name(node), node.attr)
    return None
