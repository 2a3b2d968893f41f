"""Runs tests.py and writes to coverage.json which lines of solution.py ran.

All of this happens in the process of an untrusted program, which could write what it likes there:
the figures inform, they prove nothing.
"""

import ast
import json
import sys

PROGRAM = "solution.py"
TESTS = "tests.py"


def main():
    with open(PROGRAM, "rb") as file:
        code = compile(file.read(), PROGRAM, "exec", dont_inherit=True)
    lines = set()
    collect_lines(code, lines)
    seen = set()
    failures = 0
    watch(seen)
    try:
        failures = run(code)
    finally:
        with open("coverage.json", "w") as file:
            json.dump(
                {"lines": sorted(lines), "seen": sorted(seen & lines), "failures": failures}, file
            )


def collect_lines(code, lines):
    lines.update(line for _, _, line in code.co_lines() if line)
    for constant in code.co_consts:
        if hasattr(constant, "co_lines"):
            collect_lines(constant, lines)


def watch(seen):
    if hasattr(sys, "monitoring"):
        watch_by_monitoring(sys.monitoring, seen)
    else:
        watch_by_tracing(seen)


def watch_by_monitoring(monitoring, seen):
    def on_line(code, line):
        if code.co_filename == PROGRAM:
            seen.add(line)
        return monitoring.DISABLE

    monitoring.use_tool_id(monitoring.COVERAGE_ID, "sce")
    monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, on_line)
    monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.LINE)


def watch_by_tracing(seen):
    import threading

    def on_event(frame, event, _):
        if frame.f_code.co_filename != PROGRAM:
            return None
        seen.add(frame.f_lineno)
        return on_event

    threading.settrace(on_event)
    sys.settrace(on_event)


def run(code):
    """Runs the program, then each statement of the tests; returns how many of these failed."""
    from types import ModuleType

    module = ModuleType("solution")
    module.__file__ = PROGRAM
    sys.modules["solution"] = module
    exec(code, module.__dict__)
    with open(TESTS, "rb") as file:
        tests = ast.parse(file.read(), TESTS)
    names = dict(module.__dict__, __name__="tests")
    failures = 0
    for statement in tests.body:
        try:
            exec(compile(ast.Module([statement], []), TESTS, "exec"), names)
        except Exception:
            failures += 1
    return failures


main()
