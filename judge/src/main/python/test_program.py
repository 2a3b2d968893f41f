"""Runs tests together with the program they test, in one process, and reports them behind a mark.

The mark is read before anything of the program runs, so one that ends early or prints has not passed. A program that
looks for the mark in this process finds it.
"""

import ast
import json
import os
import sys
import unittest.case
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
    # What ends a test without failing it; only failfast, which nobody asks for, needs it.
    unittest.case._ShouldStop = ()
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


def defined(body):
    """The names of the functions, classes and values that a module itself defines, and does not import."""
    names = set()
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names.update(n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name))
        else:
            inner = [n for n in ast.iter_child_nodes(node) if isinstance(n, (ast.stmt, ast.ExceptHandler))]
            names |= defined(inner)
    return names


def names_of_tests():
    with open(TESTS, "rb") as file:
        try:
            return defined(ast.parse(file.read()).body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return set()  # whoever runs it says so


class Tests:
    """What became of each test. One of which nothing is heard has not passed, however the others ended."""

    def __init__(self):
        self.expected = {}
        self.others = []
        self.heard = set()

    def expect(self, name):
        self.expected[name] = result(name, "error", "it came to no end")

    def add(self, name, verdict, text=None):
        row = result(name, verdict, text)
        if name not in self.expected:
            self.others.append(row)
        elif name not in self.heard or verdict in ("failed", "error") and good(self.expected[name]):
            self.expected[name] = row
        self.heard.add(name)

    def report(self):
        rows = self.others + list(self.expected.values())
        passed = all(map(good, rows)) and any(row["verdict"] == "passed" for row in rows)
        return {"passed": passed, "tests": rows}


def good(row):
    return row["verdict"] in ("passed", "skipped")


def undeclared(reason):
    return "it was skipped while it ran" + (": " + reason if reason else "")


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
    tests = Tests()
    names = names_of_tests()
    declared = {}

    class Reports:
        @pytest.hookimpl(trylast=True)
        def pytest_collection_modifyitems(self, items):
            # The file may have imported tests from the sample.
            items[:] = [item for item in items if name_of(item).partition("::")[0].partition("[")[0] in names]
            for item in items:
                declared[item.nodeid] = declares(item)
                tests.expect(name_of(item))

        def pytest_runtest_logreport(self, report):
            if report.when == "call" or report.outcome != "passed":
                tests.add(name_of(report), *verdict_of(report))

        def pytest_collectreport(self, report):
            if report.outcome == "failed":
                tests.add("the test file", "error", last_line(report))

    def declares(item):
        """What the test file, and no sample, says of a test before any runs: skip, xfail."""
        own = {
            mark.name
            for node, mark in item.iter_markers_with_node()
            if not isinstance(node, pytest.Module) or "pytestmark" in names
        }
        for owner in (getattr(item, "obj", None), getattr(item, "cls", None)):
            if getattr(owner, "__unittest_skip__", False):
                own.add("unittest skip")
        return own

    def verdict_of(report):
        if report.outcome == "passed":
            return "passed", None
        if report.outcome == "failed":
            return "failed" if report.when == "call" else "error", last_line(report)
        marks = declared.get(report.nodeid, ())
        if hasattr(report, "wasxfail"):
            return ("skipped", None) if "xfail" in marks else ("failed", undeclared(report.wasxfail))
        before = report.when == "setup" and ("skip" in marks or "skipif" in marks)
        return ("skipped", None) if before or "unittest skip" in marks else ("failed", undeclared(""))

    status = int(pytest.main(["-q", "-p", "no:cacheprovider", TESTS], plugins=[Reports()]))
    report = tests.report()
    if report["passed"] and status != 0:
        tests.add("pytest", "error", "it ended with status " + str(status))
        report = tests.report()
    return report


def name_of(test):
    return test.nodeid.partition("::")[2]


def last_line(report):
    lines = [line for line in str(report.longrepr or "").splitlines() if line.startswith("E ")]
    return lines[0][1:].strip() if lines else None


def run_unittest():
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
    tests = Tests()
    declared = set()
    # The sample stands before the tests: a class of theirs replaces one of its own by the same name.
    names = names_of_tests()
    for name, case in list(module.__dict__.items()):
        own = name in names and isinstance(case, type) and case.__module__ == "__test__"
        if own and issubclass(case, unittest.TestCase):
            suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
    for test in suite:
        tests.expect(name_in_module(test))
        if declares_its_end(test):
            declared.add(name_in_module(test))

    class Results(unittest.TestResult):
        def addSuccess(self, test):
            tests.add(name_in_module(test), "passed")

        def addFailure(self, test, error):
            tests.add(name_in_module(test), "failed", describe(error[1]))

        def addError(self, test, error):
            tests.add(name_in_module(test), "error", describe(error[1]))

        def addSubTest(self, test, subtest, error):
            if error is not None:
                failed = issubclass(error[0], test.failureException)
                tests.add(name_in_module(test), "failed" if failed else "error", describe(error[1]))

        def addSkip(self, test, reason):
            name = name_in_module(getattr(test, "test_case", test))
            if name in declared:
                tests.add(name, "skipped", reason)
            else:
                tests.add(name, "failed", undeclared(reason))

        def addExpectedFailure(self, test, error):
            self.addSkip(test, describe(error[1]))

        def addUnexpectedSuccess(self, test):
            tests.add(name_in_module(test), "failed", "it passed, and should have failed")

    suite.run(Results())
    return tests.report()


def name_in_module(test):
    return test.id().replace("__test__.", "", 1)


def declares_its_end(test):
    """Whether decorators of the test or of its class, which stand before any runs, say that it is skipped or fails."""
    method = getattr(test, test._testMethodName)
    marks = ("__unittest_skip__", "__unittest_expecting_failure__")
    return any(getattr(owner, mark, False) for owner in (method, test) for mark in marks)


if __name__ == "__main__":
    main()
