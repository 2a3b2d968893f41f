"""Which tests a judge that lives on may run."""

import pytest

from sce_judge.plainness import modules_named, needs_own_judge, reason_in, texts_run

PLAIN = [
    "def check(candidate):\n    assert candidate(1) == 2\n",
    "import math, random, sys\nassert f(2) < sys.maxsize and math.isclose(f(1), random.random())",
    "from typing import List\nfrom collections import Counter\n\ndef helper(x: List[int]) -> int:\n    return len(x)\n",
    "class Node:\n    def __init__(self, v):\n        self.v = v\n        self._n = None\n\nn = Node(1)\nn.v = 2\n",
    "METADATA = {'author': '__jt__ and others'}\nassert f('__name') == '__YES.No__'\n",
    "try:\n    f(-1)\nexcept ValueError as e:\n    assert str(e) == 'negative'\n",
    "this is no Python at all",
]

MORE = [
    "import os",
    "import os.path as p",
    "from os import path",
    "from . import x",
    "import threading",
    "import unittest",
    "import numpy as np",
    "from math import *; from io import open",
    "import math\nmath.pi = 3",
    "import math\ndel math.pi",
    "from uuid import os",
    "import uuid\nuuid.os.getcwd()",
    "import sys\nsys.stdout = None",
    "import sys\nsys.setrecursionlimit(10)",
    "from sys import modules",
    "import decimal\ndecimal.getcontext().prec = 3",
    "import collections.abc\ncollections.abc.Sequence.register(list)",
    "import random\nrandom._inst.seed(1)",
    "open('/tmp/x', 'w')",
    "exec('import os')",
    "eval('1')",
    "getattr(f, '__globals__')",
    "f.__globals__['x'] = 1",
    "().__class__.__base__.__subclasses__()",
    "__import__('os')",
    "globals()['x'] = 1",
    "vars(f)['x'] = 1",
    "setattr(f, 'x', 1)",
    "g = setattr",
    "exit()",
    "input()",
    "import time\ntime.sleep(1)",
    "def check(candidate):\n    if False:\n        import socket\n",
    'def unfinished():\n    """Text."""\n    import os\n',
]


@pytest.mark.parametrize("text", PLAIN)
def test_tests_that_compute_are_plain(text):
    assert reason_in((text,)) is None


@pytest.mark.parametrize("text", MORE)
def test_tests_that_could_do_more_are_not(text):
    assert reason_in((text,))


def test_every_text_that_a_judge_runs_counts():
    request = {"kind": "asserts", "tests": ["assert f(1)"], "setup": "", "trusted": [], "reference": ""}
    assert needs_own_judge(request) is None
    for field, value in (
        ("tests", ["assert f(1)", "import os"]),
        ("tests", [{"call": "f(1)", "expected": "open('x')"}]),
        ("tests", [{"call": "eval('f')(1)", "expected": "1"}]),
        ("setup", "import os"),
        ("trusted", ["x = 1", "import os"]),
        ("reference", "import os\ndef f(x): return x"),
    ):
        assert needs_own_judge(dict(request, **{field: value})), (field, value)
    check = {"kind": "check", "tests": "def check(candidate):\n    pass\n", "prompt": "import os\ndef f(x):\n"}
    assert needs_own_judge(check) == "os"


def test_names_that_another_text_imports_are_changed_all_the_same():
    request = {"kind": "check", "tests": "def check(c):\n    json.x = 1\n", "prompt": "import json\ndef f(x):\n"}
    assert needs_own_judge(request) == "it changes json"


def test_names_of_modules_that_tests_give_to_something_else_are_plain():
    assert reason_in(("queue = [1]\nqueue.append(2)\nassert f(queue) == 3",)) is None


def test_numpy_and_long_texts_have_judges_of_their_own():
    assert needs_own_judge({"kind": "inputs", "prompt": "import numpy", "row": "{}"}) == "numpy"
    assert needs_own_judge({"kind": "check", "tests": "# an array of numpy", "prompt": ""}) == "numpy"
    assert needs_own_judge({"kind": "asserts", "tests": ["assert f(%r)" % ("x" * 300000)]}) == "long"


def test_of_a_reference_solution_the_imports_count():
    request = {
        "kind": "check",
        "tests": "def check(c):\n    pass\n",
        "prompt": "",
        "reference": "def f(x): return eval(x)",
    }
    assert needs_own_judge(request) is None


def test_nothing_of_the_data_set_is_run_where_the_sample_s_side_runs_it():
    assert needs_own_judge({"kind": "check", "judge": "in-process", "tests": "import os"}) is None
    assert needs_own_judge({"kind": "value"}) is None


def test_modules_that_tests_may_have_in_their_hands_are_named():
    request = {"kind": "check", "tests": "import math\nfrom collections import abc", "prompt": "random"}
    assert {"math", "collections", "collections.abc", "random"} <= modules_named(request)
    assert texts_run({"kind": "value"}) == []
