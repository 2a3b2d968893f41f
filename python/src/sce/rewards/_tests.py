"""The tests that training data bring along, as problems of the engine."""

from __future__ import annotations

import ast
import json
from typing import Any, Dict, List, Mapping, Sequence, Union

from ..errors import SceError

Tests = Union[str, Sequence[Any], Mapping[str, Any]]


def plain(value: Any) -> Any:
    """The value with lists instead of arrays, which columns of lists become when pandas reads Parquet."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def decoded(tests: Tests) -> Any:
    """Tests are often a text in JSON, or a Python literal."""
    tests = plain(tests)
    if not isinstance(tests, str):
        return tests
    try:
        return json.loads(tests)
    except ValueError:
        pass
    try:
        return ast.literal_eval(tests)
    except (ValueError, SyntaxError, RecursionError, MemoryError) as e:
        raise SceError("the tests are neither JSON nor a Python literal: %.80r" % tests) from e


def problem_of(tests: Tests) -> Dict[str, Any]:
    """The problem that these tests make.

    They may be columns (``inputs``, ``outputs``, perhaps ``fn_name``), rows with ``input`` and ``output`` (perhaps with
    ``testtype`` and ``metadata.func_name``, or ``type`` and ``fn_name``), or asserts as texts.

    Raises:
        SceError: saying what was found instead.
    """
    found = decoded(tests)
    if isinstance(found, Mapping) and "inputs" in found:
        return _columns(found)
    if isinstance(found, Mapping):
        for name in ("test_cases", "tests", "unit_tests"):
            if name in found:
                return problem_of(found[name])
    if isinstance(found, Sequence) and not isinstance(found, str) and found:
        if all(isinstance(each, str) for each in found):
            return {"type": "assert", "tests": list(found)}
        if all(isinstance(each, Mapping) and "input" in each and "output" in each for each in found):
            return _rows(found)
    raise SceError(
        "tests are columns 'inputs' and 'outputs', rows with 'input' and 'output', or a list of asserts, but these are"
        " %.80r" % (found,)
    )


def _columns(found: Mapping[str, Any]) -> Dict[str, Any]:
    inputs, outputs = found["inputs"], found.get("outputs")
    if not isinstance(outputs, Sequence) or len(inputs) != len(outputs) or not inputs:
        raise SceError("'inputs' and 'outputs' must be lists of the same length, with at least one test")
    function = found.get("fn_name") or found.get("func_name")
    pairs = list(zip(inputs, outputs))
    return _calls(function, pairs) if function else _programs(pairs)


def _rows(found: Sequence[Mapping[str, Any]]) -> Dict[str, Any]:
    first = found[0]
    metadata = first.get("metadata") or {}
    metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
    function = first.get("fn_name") or metadata.get("func_name") or metadata.get("fn_name")
    calls = first.get("testtype") == "functional" or first.get("type") == "function_call"
    if calls and not function:
        raise SceError("tests that call a function need its name: 'fn_name', or 'metadata.func_name'")
    pairs = [(each["input"], each["output"]) for each in found]
    return _calls(str(function), pairs) if calls else _programs(pairs)


def _text(value: Any) -> str:
    """A list of lines is one text."""
    return "\n".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _programs(pairs: Sequence[Any]) -> Dict[str, Any]:
    return {"type": "stdin", "tests": [{"input": _text(given), "output": _text(wanted)} for given, wanted in pairs]}


def _calls(function: str, pairs: Sequence[Any]) -> Dict[str, Any]:
    tests: List[Dict[str, Any]] = []
    for given, wanted in pairs:
        if isinstance(given, str):  # one JSON value in each line
            given = [json.loads(line) for line in given.split("\n") if line.strip()]
            wanted = json.loads(wanted) if isinstance(wanted, str) else wanted
        elif isinstance(wanted, list) and len(wanted) == 1:
            wanted = wanted[0]  # the form of APPS: a list of the one value
        tests.append({"arguments": list(given), "expected": wanted})
    return {"type": "call", "function": function, "tests": tests}
