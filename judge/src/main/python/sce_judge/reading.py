"""What the text of a problem's tests tells, the same for all of its samples: a judge that lives on reads it once."""

from functools import lru_cache

from sce_judge.asserts import assertion, tree_of
from sce_judge.names import names_of_exceptions, needed_names, needs_own_process, nodes_of
from sce_judge.texts import MOST_TEXTS, compiled, parsed


class Reading:
    """The code of tests, and what they use. Nothing of it is ever changed."""

    def __init__(self, trees, names):
        nodes = nodes_of(trees)
        self.own_process = needs_own_process(nodes)
        self.needed = frozenset(needed_names(nodes))
        self.exceptions = frozenset(names_of_exceptions(nodes))
        self.codes = () if self.own_process else tuple(map(compiled, trees, names))


@lru_cache(maxsize=MOST_TEXTS)
def read_check(tests):
    return Reading([parsed(tests, "tests")], ["tests"])


def read_asserts(setup, tests):
    """The first code is that of the setup."""
    return _read_asserts(setup, tuple(map(test_key, tests)))


def test_key(test):
    return test if isinstance(test, str) else (test["call"], test["expected"], bool(test.get("tolerance")))


@lru_cache(maxsize=MOST_TEXTS)
def _read_asserts(setup, keys):
    tests = [tree_of(key) if isinstance(key, str) else assertion(*key) for key in keys]
    return Reading([parsed(setup, "setup")] + tests, ["setup"] + ["test"] * len(tests))


@lru_cache(maxsize=MOST_TEXTS)
def is_expression(text):
    try:
        tree_of(text, "entry_point", "eval")
        return True
    except (SyntaxError, ValueError):
        return False
