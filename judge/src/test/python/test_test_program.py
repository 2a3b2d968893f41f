"""Tests and sample in one process: what counts as a test, and as one that passed."""

import json
import os
import subprocess
import sys

import pytest

PROGRAM = os.path.join(os.path.dirname(__file__), "..", "..", "main", "python", "test_program.py")
RIGHT = "def f(x):\n    return x + 1\n"
UNITTEST = """
import unittest

class TestCases(unittest.TestCase):
    def test_one(self):
        self.assertEqual(f(1), 2)

    def test_two(self):
        self.assertEqual(f(2), 3)
"""
PYTEST = """
import pytest
from solution import *
from solution import f

def test_one():
    assert f(1) == 2

def test_two():
    assert f(2) == 3
"""


@pytest.fixture
def run(tmp_path):
    def run(framework, sample, tests):
        for name, text in (("given.py", ""), ("solution.py", sample), ("test_solution.py", tests)):
            (tmp_path / name).write_text(text)
        ended = subprocess.run(
            [sys.executable, PROGRAM],
            cwd=tmp_path,
            # As in the sandbox, a program finds the modules beside it.
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            input="mark " + framework + "\n",
            stdout=subprocess.PIPE,
            universal_newlines=True,
            timeout=60,
        )
        assert ended.stdout.startswith("mark "), ended
        report = json.loads(ended.stdout[5:])
        report["names"] = {test["name"]: test["verdict"] for test in report.get("tests", ())}
        return report

    return run


def given(framework):
    return UNITTEST if framework == "unittest" else PYTEST


@pytest.mark.parametrize("framework", ["unittest", "pytest"])
def test_a_right_sample_passes(run, framework):
    report = run(framework, RIGHT, given(framework))
    assert report["passed"] and list(report["names"].values()) == ["passed", "passed"], report


ENDS = ["import unittest; raise unittest.SkipTest('x')", "import unittest; raise unittest.case._ShouldStop"]
ENDS_OF_PYTEST = ["pytest.skip('x')", "pytest.xfail('x')", "pytest.exit('x', returncode=0)"]


@pytest.mark.parametrize(
    "framework, way",
    [("unittest", way) for way in ENDS] + [("pytest", way) for way in ENDS + ENDS_OF_PYTEST],
)
def test_a_sample_that_ends_a_test_has_not_passed_it(run, framework, way):
    way = way if "unittest" in way else "import pytest; " + way
    for condition in ("True", "x == 2"):
        report = run(framework, f"def f(x):\n    if {condition}:\n        {way}\n    return x + 1", given(framework))
        assert not report["passed"], report
        assert list(report["names"].values())[1] in ("failed", "error")


def test_unittest_skips_what_the_tests_declare(run):
    skipped = UNITTEST.replace("    def test_two", "    @unittest.skip('no')\n    def test_two")
    report = run("unittest", RIGHT, skipped)
    assert report["passed"] and report["names"]["TestCases.test_two"] == "skipped", report

    fails = UNITTEST.replace("    def test_two", "    @unittest.expectedFailure\n    def test_two")
    assert not run("unittest", RIGHT, fails)["passed"]
    assert run("unittest", "def f(x):\n    return 2", fails)["passed"]


@pytest.mark.parametrize("mark", ["skip", "skipif(True, reason='x')", "xfail(reason='x')", "xfail(run=False)"])
def test_pytest_skips_what_the_tests_declare(run, mark):
    tests = PYTEST.replace("def test_two", f"@pytest.mark.{mark}\ndef test_two")
    report = run("pytest", "def f(x):\n    return 2", tests)
    assert report["passed"] and report["names"]["test_two"] == "skipped", report


def test_pytest_skips_what_classes_of_unittest_declare(run):
    tests = UNITTEST.replace("import unittest", "import unittest\nfrom solution import f", 1)
    tests = tests.replace("    def test_two", "    @unittest.skip('no')\n    def test_two")
    report = run("pytest", RIGHT, tests)
    assert report["passed"] and report["names"]["TestCases::test_two"] == "skipped", report


def test_a_condition_that_does_not_hold_declares_nothing(run):
    tests = PYTEST.replace("def test_two", "@pytest.mark.skipif(False, reason='x')\ndef test_two")
    sample = "import pytest\ndef f(x):\n    return 2 if x == 1 else pytest.skip('x')"
    assert not run("pytest", sample, tests)["passed"]


def test_a_mark_that_is_imported_from_the_sample_declares_nothing(run):
    report = run("pytest", "import pytest\npytestmark = pytest.mark.xfail\ndef f(x):\n    return 2", PYTEST)
    assert not report["passed"], report
    own = run("pytest", "def f(x):\n    return 2", PYTEST + "\npytestmark = pytest.mark.xfail\n")
    assert own["passed"], own


@pytest.mark.parametrize("framework", ["unittest", "pytest"])
def test_if_all_is_skipped_nothing_was_tested(run, framework):
    tests = UNITTEST.replace("class", "@unittest.skip('no')\nclass")
    if framework == "pytest":
        tests = PYTEST + "\npytestmark = pytest.mark.skip\n"
    report = run(framework, RIGHT, tests)
    assert not report["passed"] and set(report["names"].values()) == {"skipped"}, report


OWN = """
import unittest

class TestMine(unittest.TestCase):
    def test_mine(self):
        self.assertEqual(f(1), 7)

class TestCases(unittest.TestCase):
    def test_mine(self):
        self.assertEqual(f(1), 7)

def test_mine():
    assert f(1) == 7
"""


@pytest.mark.parametrize("framework", ["unittest", "pytest"])
def test_tests_of_the_sample_do_not_count(run, framework):
    report = run(framework, RIGHT + OWN, given(framework))
    assert report["passed"] and len(report["tests"]) == 2, report
    trivial = (RIGHT + OWN).replace("x + 1", "2").replace("7", "2")
    report = run(framework, trivial, given(framework))
    assert not report["passed"] and list(report["names"].values()) == ["passed", "failed"], report


def test_a_test_fails_with_one_of_its_parts(run):
    tests = UNITTEST.replace(
        "        self.assertEqual(f(2), 3)",
        "        for x in range(9):\n"
        "            with self.subTest(x=x):\n"
        "                self.assertEqual(f(x), x + 1)",
    )
    assert run("unittest", RIGHT, tests)["passed"]
    report = run("unittest", "def f(x):\n    return 2", tests)
    assert not report["passed"] and report["names"] == {"TestCases.test_one": "passed", "TestCases.test_two": "failed"}


def test_a_class_that_cannot_be_prepared_fails(run):
    before = "    @classmethod\n    def setUpClass(cls):\n        f(0)\n\n"
    tests = UNITTEST.replace("    def test_one", before + "    def test_one")
    for way in ("1 / 0", "import unittest; raise unittest.SkipTest('x')"):
        report = run("unittest", f"def f(x):\n    if not x:\n        {way}\n    return x + 1", tests)
        assert not report["passed"] and report["tests"][0]["name"] == "setUpClass (TestCases)", report
