"""Modules that the data set's text imports and this Python does not have. What decides is that text and what is
installed, never the sample and how it fares, so that none is excused for what another one is judged by.
"""

import ast
import sys
from functools import lru_cache

from sce_judge.names import name_of
from sce_judge.texts import MOST_TEXTS, finished


def refuse_missing_module(request, report):
    """Whether the problem cannot be judged at all, for a module is missing that its text imports whatever happens."""
    lacking = missing_module(request, imports_for_sure)
    if lacking:
        report.line(ready=True)
        report.fields["lacking"] = lacking
        report.worst("MISSING_INFO", lacks(lacking) + "; install it for the python3 that runs the samples")
    return lacking is not None


def note_missing_module(request, report):
    """A module that may be imported, in a function or under a condition, may be why a sample fails: the reference
    solution tells.
    """
    if report.verdict in ("FAILED", "RUNTIME_ERROR"):
        lacking = missing_module(request, imports_perhaps)
        if lacking:
            report.fields["perhaps_lacking"] = lacks(lacking)
            report.text = "; ".join(text for text in (report.text, lacks(lacking)) if text)


def lacks(module):
    return "the problem imports %s, which this Python does not have" % module


def missing_module(request, imports_of_node):
    """The first module that one of the problem's texts imports and that cannot be found."""
    for text in (
        [request.get("prompt"), request.get("setup")]
        + list(request.get("trusted") or [])
        + texts_of(request.get("tests"))
    ):
        for name in imports_in(text, imports_of_node) if text and "import" in text else ():
            if not is_there(name):
                return name
    return None


@lru_cache(maxsize=MOST_TEXTS)
def imports_in(text, imports_of_node):
    return tuple(name for node in finished(text) for name in imports_of_node(node))


def texts_of(tests):
    if isinstance(tests, str):
        return [tests]
    return [test if isinstance(test, str) else str(test.get("call")) for test in tests or []]


def imports_for_sure(node):
    """What a text imports in any case: not under a condition, nor in a function unless it is the test's own check()."""
    if isinstance(node, ast.ClassDef) or isinstance(node, ast.FunctionDef) and node.name == "check":
        return [name for child in node.body for name in imports_for_sure(child)]
    return imported(node)


def imports_perhaps(node):
    """What a text may import; what it tries to import it can do without."""
    if isinstance(node, ast.Try):
        return []
    parts = (
        ("orelse",)
        if isinstance(node, ast.If) and name_of(node.test) == "TYPE_CHECKING"
        else ("body", "orelse", "cases")
    )
    children = [child for part in parts for child in getattr(node, part, ())]
    return imported(node) + [name for child in children for name in imports_perhaps(child)]


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module.split(".")[0]] if node.module and not node.level else []
    return []


def is_there(name):
    import importlib.util

    if name == "solution" or name in sys.modules or name in sys.builtin_module_names:
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
