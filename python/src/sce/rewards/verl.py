"""The reward for verl: ``reward.custom_reward_function.path=pkg://sce.rewards.verl``, ``name`` is a function of it."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

from sce.errors import SceError
from sce.rewards._judging import all_or_nothing, judged, share_of_tests
from sce.rewards._tests import Tests

__all__ = ["compute_score", "compute_score_batched"]


def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: Tests,
    extra_info: Optional[Dict[str, Any]] = None,
    *,
    continuous: bool = True,
    reward_router_address: Optional[str] = None,
    reward_model_tokenizer: Any = None,
    **problem: Any,
) -> float:
    """The reward of one completion.

    Args:
        data_source: Not used: the tests say what they are.
        solution_str: What the model wrote.
        ground_truth: The tests, as :func:`sce.rewards._tests.problem_of` takes them.
        extra_info: Not used.
        continuous: Whether to give the share of tests that passed, instead of 1 for all and 0 for less.
        reward_router_address: Not used: verl gives it to every function when there is a reward model too.
        reward_model_tokenizer: Not used, likewise.
        **problem: Fields of a problem, such as ``time_limit=2`` or ``language="cpp"``.

    Raises:
        SceError: if the completion could not be judged, which must not become a reward.
    """
    return compute_score_batched(
        [data_source], [solution_str], [ground_truth], [extra_info], continuous=continuous, **problem
    )[0]


def compute_score_batched(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[Tests],
    extra_infos: Sequence[Optional[Dict[str, Any]]],
    *,
    continuous: bool = True,
    **problem: Any,
) -> List[float]:
    """The rewards of many completions, judged side by side, for verl's batch reward manager; see above."""
    rule = share_of_tests if continuous else all_or_nothing
    rewards = judged(solution_strs, ground_truths, rule, **problem)
    missing = [number for number, reward in enumerate(rewards) if reward is None]
    if missing:
        raise SceError("%d completions could not be judged, number %d first of all" % (len(missing), missing[0]))
    return [reward for reward in rewards if reward is not None]
