"""What the judge reads from the data set's texts before there is a sample."""

import ast

import pytest

from sce_judge.asserts import test_tree as tree_of_test
from sce_judge.display import shown
from sce_judge.modules import imports_for_sure, imports_perhaps, missing_module
from sce_judge.names import names_of_exceptions, needed_names, needs_own_process, nodes_of
from sce_judge.prompt import Prompt
from sce_judge.texts import finished, imports_of, root_of, trusted_names


def nodes(text):
    return nodes_of([ast.parse(text)])


def test_tests_need_the_names_that_they_do_not_bind():
    assert needed_names(nodes("import a.b as c\ndef f(x):\n    y = g(x)\n    return c.d(y, z)")) == {"g", "z"}


def test_exceptions_that_tests_name_may_reach_them():
    found = names_of_exceptions(nodes("next(it, None)\ntry:\n    f()\nexcept errors.Odd:\n    pass"))
    assert {"StopIteration", "Odd", "errors"} <= found
    assert "StopIteration" not in names_of_exceptions(nodes("next(it)"))


@pytest.mark.parametrize(
    "text, reason",
    [
        ("from unittest.mock import patch", "it uses unittest.mock"),
        ("import inspect", "it uses inspect"),
        ("import time\ntime.sleep = None", "it replaces time.sleep"),
        ("builtins.print = None", "it replaces builtins.print"),
        ("import sys\nsys.stdout = None", None),
        ("thing.part = 1", None),
        ("assert f(1) == 2", None),
    ],
)
def test_some_tests_need_the_sample_in_their_own_process(text, reason):
    assert needs_own_process(nodes(text)) == reason


def test_a_prompt_may_end_where_the_sample_goes_on():
    assert [node.name for node in finished("def f():")] == ["f"]
    assert [node.name for node in finished("class A:\n    def f(self):\n")] == ["A"]
    assert finished("no Python at all") == []


PROMPT = '''import math
LIMIT = 5
def helper(x):
    return x + 1
class Node:
    def __init__(self, value):
        self.value = value
def asked(x):
    """Does something."""
'''


def test_a_prompt_tells_what_the_sample_defines():
    prompt = Prompt([PROMPT], True)
    assert prompt.stubs == {"asked"} and prompt.last == "asked" and prompt.asked == {"asked"}
    assert prompt.kept == {"LIMIT", "helper", "Node"}
    space = trusted_names([PROMPT], "asked")
    assert list(prompt.classes_in(space)) == ["Node"] and "asked" not in space


def test_a_class_that_the_reference_has_otherwise_is_the_sample_s():
    prompt = Prompt([PROMPT], True, "class Node:\n    pass")
    assert prompt.changed == {"Node"} and prompt.classes_in(trusted_names([PROMPT], "asked")) == {}


def test_of_a_reference_its_imports_and_names_are_known():
    imports, defined = imports_of("import re\nfrom math import pi\nX = 1\ndef f():\n    import os\n")
    assert imports.splitlines() == ["import re", "from math import pi"] and defined == {"X", "f"}
    assert imports_of("no Python at all") == ("", set())


@pytest.mark.parametrize("entry, root", [("f", "f"), ("Solution().twoSum", "Solution"), ("(a + b).c", "a")])
def test_an_entry_point_has_a_root(entry, root):
    assert root_of(entry) == root


@pytest.mark.skipif(not hasattr(ast, "unparse"), reason="ast.unparse came with Python 3.9")
def test_a_test_is_a_statement_or_a_call_and_what_it_gives():
    assert ast.unparse(tree_of_test("assert f(1) == 2")) == "assert f(1) == 2"
    assert ast.unparse(tree_of_test({"call": "x = 1\nf(x)", "expected": "2"})) == "x = 1\nassert f(x) == 2"
    tolerant = tree_of_test({"call": "f()", "expected": "0.5", "tolerance": True})
    assert ast.unparse(tolerant) == "assert abs(f() - 0.5) < 1e-06"
    with pytest.raises(ValueError):
        tree_of_test({"call": "x = 1", "expected": "2"})
    with pytest.raises(SyntaxError):
        tree_of_test("(" * 5000)


def test_modules_that_are_not_there_are_named():
    request = {"prompt": "import no_such_module\n", "tests": ["import os"]}
    assert missing_module(request, imports_for_sure) == "no_such_module"
    lazy = {"tests": "def f():\n    import no_such_module\n"}
    assert missing_module(lazy, imports_for_sure) is None
    assert missing_module(lazy, imports_perhaps) == "no_such_module"
    tried = {"tests": "try:\n    import no_such_module\nexcept ImportError:\n    pass\n"}
    assert missing_module(tried, imports_perhaps) is None


@pytest.mark.parametrize(
    "value, text",
    [
        ("x" * 300, repr("x" * 200) + "..."),
        (1 << 5000, "an integer of 5001 bits"),
        ([1, "a"], "[1, 'a']"),
        ({1: 2}, "{1: 2}"),
        (frozenset([1]), "frozenset({1})"),
    ],
)
def test_values_are_shown_short(value, text):
    assert shown(value) == text


def test_a_large_value_is_shown_at_a_bounded_price():
    assert len(shown([list(range(10**5))] * 100)) < 400
