"""What a prompt says of its names: which of them the sample is to define, and which are the data set's own whatever the
sample does.
"""

import ast
from functools import lru_cache

from sce_judge.names import name_of
from sce_judge.texts import MOST_TEXTS, finished


def prompt_of(texts, names_task, reference=""):
    return _prompt_of(tuple(texts), names_task, reference)


@lru_cache(maxsize=MOST_TEXTS)
def _prompt_of(texts, names_task, reference):
    return Prompt(texts, names_task, reference)


class Prompt:
    """The names that the beginning of a program defines. In one process the sample comes after it and may define all of
    them anew. Here a test gets the sample's: of a problem that names what to write, those that the prompt leaves
    unfinished, for its helpers are a part of the test; of others, all of them.
    """

    def __init__(self, texts, names_task, reference=""):
        body = [node for text in texts for node in finished(text)]
        bases = {
            base.id
            for node in body
            if isinstance(node, ast.ClassDef)
            for base in node.bases
            if isinstance(base, ast.Name)
        }
        self.stubs = {node.name for node in body if is_unfinished(node) and node.name not in bases}
        # With the last definition the sample goes on, so it is not for the prompt to say what that is.
        self.last = getattr(body[-1], "name", None) if body else None
        # A class that the reference solution has otherwise is one to be changed.
        theirs = {node.name: ast.dump(node) for node in finished(reference) if isinstance(node, ast.ClassDef)}
        self.changed = {
            node.name
            for node in body
            if isinstance(node, ast.ClassDef) and theirs.get(node.name, ast.dump(node)) != ast.dump(node)
        }
        names = {name for node in body for name in defined_by(node)}
        self.asked = self.stubs if names_task else names  # what the sample is asked for first
        self.kept = names - self.stubs - {self.last}  # what is there when the sample lacks it

    def classes_in(self, space):
        """The classes whose instances can cross over, for they are complete in the prompt."""
        found = {name: kind for name, kind in space.items() if isinstance(kind, type) and kind.__module__ == "tests"}
        return {
            name: kind for name, kind in found.items() if name not in self.stubs | self.changed and name != self.last
        }


def defined_by(node):
    """The names that a statement gives to a function, a class or a value, imports apart."""
    if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
        return [node.name]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    return [name for child in ast.iter_child_nodes(node) for name in defined_by(child)]


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def is_unfinished(node):
    """Whether a function does nothing, or a class has such a method that is not to be overridden."""
    if isinstance(node, ast.ClassDef):
        return any(isinstance(each, FUNCTIONS) and is_unfinished(each) for each in node.body)
    if not isinstance(node, FUNCTIONS) or any(
        name_of(each) in ("abstractmethod", "overload") for each in node.decorator_list
    ):
        return False
    return all(does_nothing(each) for each in node.body)


def does_nothing(node):
    if isinstance(node, ast.Raise):
        kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return name_of(kind) == "NotImplementedError"
    return isinstance(node, ast.Pass) or isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
