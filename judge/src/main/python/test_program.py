"""Runs tests together with the program they test, in one process, and reports them behind a mark.

The mark is read before anything of the program runs, so one that ends early or prints has not passed. A program that
looks for the mark in this process finds it.
"""

import ast
import json
import os
import sys
from importlib.util import find_spec

SOLUTION = "solution.py"
GIVEN = "given.py"  # what the data set puts before the program
TESTS = "test_solution.py"
LONGEST = 300


def main():
    mark, framework = sys.stdin.readline().split()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    sys.dont_write_bytecode = True
    try:
        error, missing = syntax_error(), missing_module()
        if missing:
            report = {"missing": missing}
        else:
            report = {"syntax": error} if error else run_pytest() if framework == "pytest" else run_unittest()
    except SystemExit:
        report = {"tests": [result("the program", "error", "it ends while it is loaded")]}
    out.write(mark + " " + json.dumps(report) + "\n")
    out.flush()
    os._exit(0)


def syntax_error():
    with open(SOLUTION, "rb") as file:
        source = file.read()
    try:
        compile(source, SOLUTION, "exec", dont_inherit=True)
    except Exception as error:
        return describe(error)
    return None


def missing_module():
    """The first module that the data set itself imports and this Python lacks; those of samples do not count."""
    for name in (GIVEN, TESTS):
        with open(name, encoding="utf-8", errors="replace") as file:
            for module in imported(file.read()):
                if module != "solution" and not is_there(module):
                    return module
    return None


def imported(text):
    """The modules that a program needs in any case: those it imports at the top, and not by way of try."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    names = [name.name for node in body if isinstance(node, ast.Import) for name in node.names]
    names += [node.module for node in body if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return sorted({name.partition(".")[0] for name in names})


def is_there(module):
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def result(name, verdict, text=None):
    return {"name": name, "verdict": verdict, "text": text and text[:LONGEST]}


def describe(error):
    return (type(error).__name__ + ": " + str(error))[:LONGEST]


def run_pytest():
    try:
        import pytest
    except ImportError:
        return {"missing": "pytest"}
    sys.argv = ["pytest", TESTS]
    tests = []

    class Reports:
        def pytest_runtest_logreport(self, report):
            if report.when == "call" or report.outcome != "passed":
                broken = report.outcome == "failed" and report.when != "call"
                name = report.nodeid.partition("::")[2]
                tests.append(result(name, "error" if broken else report.outcome, last_line(report)))

        def pytest_collectreport(self, report):
            if report.outcome == "failed":
                tests.append(result("the test file", "error", last_line(report)))

    status = pytest.main(["-q", "-p", "no:cacheprovider", TESTS], plugins=[Reports()])
    return {"passed": int(status) == 0, "tests": tests}


def last_line(report):
    lines = [line for line in str(report.longrepr or "").splitlines() if line.startswith("E ")]
    return lines[0][1:].strip() if lines else None


def run_unittest():
    import unittest
    from types import ModuleType

    module = ModuleType("__test__")
    module.__file__ = "__test__.py"
    sys.modules["__test__"] = module
    sys.argv = [TESTS]
    text = ""
    for name in (SOLUTION, TESTS):
        with open(name, encoding="utf-8") as file:
            text += file.read() + "\n"
    try:
        exec(compile(text, module.__file__, "exec", dont_inherit=True), module.__dict__)
    except Exception as error:
        return {"tests": [result("the program", "error", describe(error))]}
    suite = unittest.TestSuite()
    for case in list(module.__dict__.values()):
        if isinstance(case, type) and issubclass(case, unittest.TestCase) and case.__module__ == "__test__":
            suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
    tests = []

    def add(test, verdict, text=None):
        tests.append(result(test.id().rpartition("__test__.")[2], verdict, text))

    class Results(unittest.TestResult):
        def addSuccess(self, test):
            add(test, "passed")

        def addFailure(self, test, error):
            super().addFailure(test, error)
            add(test, "failed", describe(error[1]))

        def addError(self, test, error):
            super().addError(test, error)
            add(test, "error", describe(error[1]))

        def addSkip(self, test, reason):
            add(test, "skipped", reason)

    results = Results()
    suite.run(results)
    return {"passed": bool(tests) and results.wasSuccessful(), "tests": tests}


if __name__ == "__main__":
    main()
