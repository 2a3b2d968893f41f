"""Judges many completions at a time."""

from __future__ import annotations

import concurrent.futures
import logging
from typing import Any, Callable, List, Optional, Sequence

from .. import default_client
from .._client import Client
from .._text import program_in
from ..errors import SceError
from ..results import Verdict
from ._tests import Tests, problem_of

log = logging.getLogger("sce")

AT_ONCE = 64

Rule = Callable[[Verdict], float]


def share_of_tests(verdict: Verdict) -> float:
    """The share of tests that passed."""
    return verdict.score


def all_or_nothing(verdict: Verdict) -> float:
    """1 if all tests passed, else 0."""
    return 1.0 if verdict.passed else 0.0


def judged(
    texts: Sequence[str],
    tests: Sequence[Tests],
    rule: Rule,
    client: Optional[Client] = None,
    **problem: Any,
) -> List[Optional[float]]:
    """The reward of each text; 0 if it has no program, None if it could not be judged.

    Raises:
        SceError: if tests are no tests, before anything runs.
    """
    if len(texts) != len(tests):
        raise SceError("there are %d completions but %d sets of tests" % (len(texts), len(tests)))
    engine = client or default_client()
    problems = [dict(problem_of(each), **problem) for each in tests]

    def reward(number: int) -> Optional[float]:
        code = program_in(texts[number])
        if code is None:
            return 0.0
        verdict = engine.judge(code, **problems[number])
        if not verdict.judged:
            log.warning("completion %d could not be judged: %s, %s", number, verdict.verdict, verdict.detail)
            return None
        return rule(verdict)

    with concurrent.futures.ThreadPoolExecutor(min(AT_ONCE, max(1, len(texts)))) as pool:
        return list(pool.map(reward, range(len(texts))))
