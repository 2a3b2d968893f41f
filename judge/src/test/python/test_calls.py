"""Inputs asked for together are judged as those asked for one by one. The programs here are harmless: there is no
sandbox.
"""

import json
import os
import subprocess
import sys

import pytest

import sce_judge

PACKAGE = os.path.dirname(os.path.dirname(sce_judge.__file__))
REFERENCE = """
def f(values):
    return sorted(values)
"""
INPUTS = [[[3, 1, 2]], [["b", "a"]], [[]], [[2.5, 1]], [[10]], [list(range(30000, 0, -1))], [[7, 7]], [[5, 4]]]
SAMPLES = {
    "right": REFERENCE,
    "changes its argument": "def f(values):\n    values.sort()\n    return values\n",
    "wrong": "def f(values):\n    return values\n",
    "wrong once": "def f(values):\n    return [0] if values == [10] else sorted(values)\n",
    "raises": "def f(values):\n    return sorted(values) if values[0] != 10 else 1 / 0\n",
    "raises with an object": "class Own:\n    __repr__ = lambda self: 'own'\n"
    "def f(values):\n    if values[0] == 10:\n        raise ValueError(Own())\n    return sorted(values)\n",
    "leaves the process": "import os\ndef f(values):\n    if values == [10]:\n        os._exit(0)\n"
    "    return sorted(values)\n",
    "leaves by an exception": "def f(values):\n    if values == [10]:\n        raise SystemExit(0)\n"
    "    return sorted(values)\n",
    "answers with an iterator": "def f(values):\n    return iter(sorted(values))\n",
    "answers with an iterator once": "def f(values):\n    return iter(values) if values == [10] else sorted(values)\n",
    "answers with a class of its own": "class Mine(list):\n    pass\ndef f(values):\n    return Mine(sorted(values))\n",
    "answers with a tuple": "def f(values):\n    return tuple(sorted(values))\n",
    "answers with what is not equal to itself": "def f(values):\n    return [float('nan')] * len(values)\n",
    "answers with what is part of itself": "def f(values):\n    if len(values) < 9:\n        values.append(values)\n"
    "    return values\n",
    "answers with what is too deep": "def f(values):\n    for _ in range(300):\n        values = [values]\n"
    "    return values\n",
    "answers with much": "def f(values):\n    return ['much'] * 50000 if values == [10] else sorted(values)\n",
    "answers with too much": "def f(values):\n    if values == [10]:\n"
    "        return ['%d' % i * 100 for i in range(90000)]\n    return sorted(values)\n",
    "remembers": "seen = []\ndef f(values):\n    seen.append(values)\n    return seen[0]\n",
    "is a builtin": "f = sorted\n",
    "is no function": "f = 5\n",
    "is not there": "g = 5\n",
    "is an object": "class F:\n    def __call__(self, values):\n        return sorted(values)\nf = F()\n",
    "is no Python": "def f(:\n",
    "fails at once": "import absent_module\n",
    "prints": "def f(values):\n    print(values)\n    return sorted(values)\n",
}


def judged(request):
    done = subprocess.run(
        [sys.executable, "-m", "sce_judge"],
        input=json.dumps(request).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ, PYTHONPATH=PACKAGE, PYTHONHASHSEED="0"),
        timeout=120,
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def problem():
    row = json.dumps({"base_input": INPUTS[:3], "plus_input": INPUTS[3:], "atol": 0})
    asked = {"set": "humaneval", "entry": "f", "row": row, "seconds": 60}
    end = judged(dict(asked, kind="reference", code=REFERENCE))[-1]
    assert end["verdict"] == "PASSED", end
    return dict(asked, kind="inputs", prompt="", expected=end["expected"])


@pytest.mark.parametrize("name", SAMPLES)
def test_together_as_one_by_one(problem, name):
    together = told(judged(dict(problem, code=SAMPLES[name])))
    assert together == told(judged(dict(problem, code=SAMPLES[name], one_by_one=True)))
    assert len(together) == len(INPUTS) + 1 and together[-1][0] is None


def told(lines):
    assert "ready" in lines[0]
    return [(line.get("test"), line["verdict"], line.get("text")) for line in lines[1:]]


@pytest.mark.parametrize(
    "name, verdicts",
    [
        ("right", "P" * 8),
        ("changes its argument", "P" * 8),
        ("wrong once", "PPPPFPPP"),
        ("leaves the process", "PPPPRSSS"),
        ("leaves by an exception", "PPPPRSSS"),
        ("answers with an iterator once", "PPPPFPPP"),
        ("is a builtin", "P" * 8),
    ],
)
def test_each_input_has_the_verdict_of_its_own_call(problem, name, verdicts):
    lines = judged(dict(problem, code=SAMPLES[name]))
    assert "".join(line["verdict"][0] for line in lines if "test" in line) == verdicts
