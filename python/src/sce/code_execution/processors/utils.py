"""What tests print, and what that says of a prediction."""

from __future__ import annotations

import dataclasses
import enum
import math
import re
from collections import Counter, defaultdict
from typing import Any, Callable, Dict, Iterable, List, Pattern, Set, Tuple, TypeVar

T = TypeVar("T", bound=Callable[..., Any])


class PredictionOutcome(enum.Enum):
    """What became of a prediction."""

    PASSED = enum.auto()
    FAILED = enum.auto()
    COMPILE_ERROR = enum.auto()
    DUPLICATE_TESTS = enum.auto()
    UNKNOWN_TESTS = enum.auto()
    TIMED_OUT = enum.auto()
    MISSING_INFO = enum.auto()


PASS_STR = PredictionOutcome.PASSED.name
FAIL_STR = PredictionOutcome.FAILED.name
MISSING_STR = "MISSING"
DEFAULT_TEST_DELIMITER = "___"
TEST_DELIM_REGEX = re.compile(r"^TEST_(\d+)___(.*)")

PREPROCESSORS: Dict[str, Callable[..., Any]] = {}
POSTPROCESSORS: Dict[str, Callable[..., Any]] = {}


def register_preprocessor(name: str) -> Callable[[T], T]:
    """Makes a preprocessor known by name."""
    return lambda function: PREPROCESSORS.setdefault(name, function)  # type: ignore[return-value]


def register_postprocessor(name: str) -> Callable[[T], T]:
    """Makes a postprocessor known by name."""
    return lambda function: POSTPROCESSORS.setdefault(name, function)  # type: ignore[return-value]


def get_preprocessor(name: str) -> Callable[..., Any]:
    """The preprocessor of this name."""
    return PREPROCESSORS[name]


def get_postprocessor(name: str) -> Callable[..., Any]:
    """The postprocessor of this name."""
    return POSTPROCESSORS[name]


def get_processor(name: str) -> Tuple[Callable[..., Any], Callable[..., Any]]:
    """Both."""
    return PREPROCESSORS[name], POSTPROCESSORS[name]


@dataclasses.dataclass
class ParsedTestResults:
    """What the tests printed.

    Args:
        test_results: What each expected test printed; ``MISSING`` if nothing.
        error_counts: How often each result other than a pass or a failed assertion came.
        is_missing_tests: Whether an expected test printed nothing.
        num_passed: How many of the expected tests passed.
        num_expected_tests: How many there are.
        all_error: Whether no test passed or failed its assertion.
        unknown_tests: What tests printed that were not expected.
        duplicated_tests: What tests printed beyond their first result.
    """

    test_results: Dict[Any, Any]
    error_counts: Dict[Any, int]
    is_missing_tests: bool
    num_passed: int
    num_expected_tests: int
    all_error: bool = False
    unknown_tests: Dict[Any, Any] = dataclasses.field(default_factory=dict)
    duplicated_tests: Dict[Any, List[Any]] = dataclasses.field(default_factory=dict)

    def to_dict(self) -> Dict[str, Any]:
        """The fields as a dictionary."""
        return {**dataclasses.asdict(self), "error_counts": dict(self.error_counts)}

    @property
    def percent_passed(self) -> float:
        """The share of the expected tests that passed."""
        return self.num_passed / self.num_expected_tests

    @property
    def errored_tests(self) -> Dict[Any, Any]:
        """The tests that neither passed nor failed their assertion."""
        return {name: found for name, found in self.test_results.items() if found not in (PASS_STR, FAIL_STR)}

    @property
    def percent_error(self) -> float:
        """The share of these."""
        return len(self.errored_tests) / self.num_expected_tests


def _passed(result: Any, more: List[Any]) -> bool:
    return bool(result == PASS_STR)


def parse_tc_stdout(
    stdout: str,
    expected_test_cases: Iterable[Any],
    parsing_regex: Pattern[str] = TEST_DELIM_REGEX,
    idx_processor: Callable[[str], Any] = lambda text: text,
    result_processor: Callable[[str], Any] = lambda text: text,
    did_test_pass: Callable[[Any, List[Any]], bool] = _passed,
) -> ParsedTestResults:
    """Reads what tests printed.

    Args:
        stdout: Everything that was printed; lines that do not match are skipped.
        expected_test_cases: The names of the tests.
        parsing_regex: Its first group is the name of a test, its second the result.
        idx_processor: What to make of a name.
        result_processor: What to make of a result.
        did_test_pass: Whether a test passed, by its first result and the further ones.
    """
    expected: Set[Any] = set(expected_test_cases)
    first: Dict[Any, Any] = {}
    unknown: Dict[Any, Any] = {}
    more: Dict[Any, List[Any]] = defaultdict(list)
    for match in filter(None, map(parsing_regex.match, stdout.split("\n"))):
        name, found = idx_processor(match.group(1)), result_processor(match.group(2))
        if name in first or name in unknown:
            more[name].append(found)
        elif name in expected:
            first[name] = found
        else:
            unknown[name] = found
    errors = Counter(found for found in first.values() if found not in (PASS_STR, FAIL_STR))
    passed = sum(bool(did_test_pass(found, more.get(name, []))) for name, found in first.items())
    missing = expected - first.keys()
    return ParsedTestResults(
        test_results={**first, **dict.fromkeys(missing, MISSING_STR)},
        unknown_tests=unknown,
        duplicated_tests=dict(more),
        error_counts=errors,
        is_missing_tests=bool(missing),
        num_passed=passed,
        num_expected_tests=len(expected),
        all_error=sum(errors.values()) == len(first),
    )


def get_prediction_outcome(
    parsed_result: ParsedTestResults,
    return_code: int,
    timed_out: bool,
    allow_duplicates: bool = False,
    allow_unknown_tests: bool = False,
) -> PredictionOutcome:
    """What became of a prediction, by how its program ended and what its tests printed."""
    if return_code != 0:
        return PredictionOutcome.COMPILE_ERROR
    if timed_out:
        return PredictionOutcome.TIMED_OUT
    if parsed_result.duplicated_tests and not allow_duplicates:
        return PredictionOutcome.DUPLICATE_TESTS
    if parsed_result.unknown_tests and not allow_unknown_tests:
        return PredictionOutcome.UNKNOWN_TESTS
    if all(found == MISSING_STR for found in parsed_result.test_results.values()):
        return PredictionOutcome.COMPILE_ERROR
    all_passed = math.isclose(parsed_result.percent_passed, 1, rel_tol=1e-9) and not parsed_result.is_missing_tests
    return PredictionOutcome.PASSED if all_passed else PredictionOutcome.FAILED
