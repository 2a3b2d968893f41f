"""The data set's own texts: how they are read, run, and what they define."""

import ast
import re
from functools import lru_cache

from sce_judge.asserts import tree_of

# A judge that lives on reads the texts of a problem once for many samples. What comes of it is never changed.
MOST_TEXTS = 1024


@lru_cache(maxsize=MOST_TEXTS)
def finished(text):
    """The statements of the first reading of a text that is Python, for a prompt may lack what the sample adds; none
    when it is not.
    """
    for attempt in attempts_at(text):
        try:
            return parsed(attempt, "prompt").body
        except (SyntaxError, ValueError):
            continue
    return []


def attempts_at(text):
    """A prompt ends where the sample goes on: with a statement missing, in a function or in a method."""
    return text, text + "\n    pass\n", text + "\n        pass\n"


def parsed(text, name):
    return tree_of(text, name)


def compiled(tree, name):
    """The code of a text of the data set's. One that Python cannot take is no Python, however it says so."""
    try:
        return compile(tree, name, "exec", dont_inherit=True, optimize=0)
    except (RecursionError, MemoryError):
        raise SyntaxError("nested too deep")


@lru_cache(maxsize=MOST_TEXTS)
def code_of_prompt(text):
    """The code of what a problem begins with; None when it is no Python."""
    try:
        return compiled(parsed(text, "prompt"), "prompt")
    except (SyntaxError, ValueError):
        return None


def trusted_names(texts, entry):
    """What the data set itself defines: the names of its prompt and the imports of its reference solution, but not what
    is asked for.
    """
    space = {"__name__": "tests"}
    for text in texts:
        for attempt in attempts_at(text):
            code = code_of_prompt(attempt)
            try:
                if code is not None:
                    exec(code, space)
                    break
            except Exception:
                continue
    space.pop(entry, None)
    space.pop("__builtins__", None)
    return space


def harness_names(texts, entry):
    """The names that the data set's own harness leaves around; none where nobody asked for them."""
    names = trusted_names(texts, entry) if texts else {}
    names.pop("__name__", None)
    return names


@lru_cache(maxsize=MOST_TEXTS)
def imports_of(text):
    """The import statements of a reference solution, and the names it defines itself."""
    try:
        body = parsed(text, "reference").body
    except (SyntaxError, ValueError):
        return "", frozenset()
    imports = "\n".join(
        ast.unparse(n) if hasattr(ast, "unparse") else _source(text, n)
        for n in body
        if isinstance(n, (ast.Import, ast.ImportFrom))
    )
    defined = {n.name for n in body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    for node in body:
        if isinstance(node, ast.Assign):
            defined |= {t.id for t in node.targets if isinstance(t, ast.Name)}
    return imports, frozenset(defined)


def _source(text, node):
    return ast.get_source_segment(text, node) or ""


def root_of(entry):
    """The name that a sample defines for its entry point: Solution for Solution().twoSum."""
    return entry if entry.isidentifier() else re.match(r"\w*", entry.lstrip("( ")).group()
