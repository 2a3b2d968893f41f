"""A program that runs the tests of a function one by one and prints what each came to.

The tests run in the sample's own process, which can print what it likes. ``sce.judge`` and ``sce.evaluate`` judge from
a process that the sample cannot reach.
"""

from __future__ import annotations

import ast
import re
from typing import Any, Iterable, List, Optional, Sequence, Set, Tuple, Union

from ...code_trees import convert_call_to_assert
from ...data_structures import CommandResult
from ..utils import (
    FAIL_STR,
    PASS_STR,
    ParsedTestResults,
    PredictionOutcome,
    get_prediction_outcome,
    parse_tc_stdout,
    register_postprocessor,
    register_preprocessor,
)

MEMORY_REGEX = re.compile(r"__MEMORY_USED__=(\d+)")
RUNTIME_REGEX = re.compile(r"__RUNTIME__=(\d*\.?\d+)")

DEFAULT_IMPORTS = """import inspect
import signal
import time
import tracemalloc
from typing import Optional
"""

CALL_CODE = """tracemalloc.start()
_begun = time.time()
run_tests(test_timeout={test_timeout})
_ended = time.time()
print("__MEMORY_USED__=%d" % tracemalloc.get_traced_memory()[1])
tracemalloc.stop()
print("__RUNTIME__=%s" % (_ended - _begun))
"""

WRAPPER_CONTEXT = '''class PredTimeoutError(Exception):
    """A test took too long."""


def _expired(number, frame):
    raise PredTimeoutError("a test took too long")


def test_wrapper(test):
    def run(*arguments, test_timeout: Optional[float] = None):
        if test_timeout is not None:
            signal.signal(signal.SIGALRM, _expired)
            signal.setitimer(signal.ITIMER_REAL, test_timeout)
        try:
            test(*arguments)
            found = "%s"
        except AssertionError:
            found = "%s"
        except Exception as e:
            module = inspect.getmodule(e)
            own = module is None or module.__name__ == "__main__"
            found = type(e).__name__ if own else module.__name__ + "." + type(e).__name__
        finally:
            if test_timeout is not None:
                signal.setitimer(signal.ITIMER_REAL, 0)
        print("%%s___%%s" %% (test.__name__.upper(), found))

    return run''' % (PASS_STR, FAIL_STR)

Case = Union[str, ast.AST, Sequence[Any]]


def _make_test_function(idx: int, entry_point: str, test_case: Case) -> str:
    if isinstance(test_case, (tuple, list)):
        call, expected, requires_float = test_case
        body: Any = convert_call_to_assert(call, expected, requires_float)
    else:
        body = ast.parse(test_case) if isinstance(test_case, str) else test_case
    function = ast.parse("@test_wrapper\ndef test_%d(%s):\n pass" % (idx, entry_point)).body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body = list(body.body)
    return ast.unparse(ast.fix_missing_locations(function))


def _make_test_runner(num_test_cases: int, module_name: str, entry_point: str) -> str:
    lines = ["def run_tests(test_timeout:Optional[int]=None):", " from %s import %s" % (module_name, entry_point)]
    lines += [" test_%d(%s, test_timeout=test_timeout)" % (number, entry_point) for number in range(num_test_cases)]
    return ast.unparse(ast.parse("\n".join(lines)))


@register_preprocessor("py_percent_passed")
def preprocess(
    entry_point: str,
    test_cases: Sequence[Case],
    tc_imports: Union[str, List[str], None] = None,
    tc_timeout: Optional[float] = None,
    entry_file: str = "solution",
) -> Tuple[str, str, str]:
    """The imports, the definitions and the call of a program that tests a function.

    Args:
        entry_point: The function's name.
        test_cases: Tuples of call, expected value and whether that is a float; or sources, or trees.
        tc_imports: What the tests import.
        tc_timeout: Wall time of one test in seconds.
        entry_file: The module that has the function.
    """
    if not test_cases:
        return "", "", ""
    imports = DEFAULT_IMPORTS
    if tc_imports is not None:
        imports += "\n" + (tc_imports if isinstance(tc_imports, str) else "\n".join(tc_imports))
    parts = [WRAPPER_CONTEXT]
    parts += [_make_test_function(number, entry_point, case) for number, case in enumerate(test_cases)]
    parts.append(_make_test_runner(len(test_cases), entry_file, entry_point))
    return imports, "\n\n".join(parts), CALL_CODE.format(test_timeout=tc_timeout)


@register_postprocessor("py_percent_passed")
def postprocess(
    result: CommandResult,
    expected_test_cases: Union[Set[str], Iterable[str]],
    allow_duplicates: bool = False,
    allow_unknown_tests: bool = False,
    expecting_memory: bool = True,
) -> Tuple[PredictionOutcome, ParsedTestResults, Union[int, float], float]:
    """The outcome, what the tests printed, the memory in bytes (infinite if unknown) and the seconds."""
    parsed = parse_tc_stdout(result.stdout, expected_test_cases)
    outcome = get_prediction_outcome(
        parsed, result.return_code, result.timed_out, allow_duplicates, allow_unknown_tests
    )
    runtime = RUNTIME_REGEX.search(result.stdout)
    memory = MEMORY_REGEX.search(result.stdout)
    if memory is None and expecting_memory and outcome != PredictionOutcome.COMPILE_ERROR:
        outcome = PredictionOutcome.MISSING_INFO
    return (
        outcome,
        parsed,
        int(memory.group(1)) if memory else float("inf"),
        float(runtime.group(1)) if runtime else result.runtime,
    )
