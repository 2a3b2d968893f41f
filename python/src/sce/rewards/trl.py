"""The reward for TRL: ``GRPOTrainer(reward_funcs=[code_reward()], ...)``."""

from __future__ import annotations

from typing import Any, Callable, List, Optional

from ..errors import SceError
from ._judging import all_or_nothing, judged, share_of_tests

__all__ = ["code_reward"]


def _text(completion: Any) -> str:
    """A completion is a text, or the messages of a conversation, of which the last counts if it is the model's.

    Messages have a text, a list of parts as of models that see images, or nothing, as when the model only calls a tool.
    """
    if isinstance(completion, str):
        return completion
    message = completion[-1] if completion else {}
    if message.get("role", "assistant") != "assistant":
        return ""
    content = message.get("content") or ""
    return content if isinstance(content, str) else "".join(part.get("text") or "" for part in content)


def code_reward(
    tests: str = "ground_truth", *, continuous: bool = True, **problem: Any
) -> Callable[..., List[Optional[float]]]:
    """Makes a reward function.

    Args:
        tests: The column of the data set that has the tests of each prompt.
        continuous: Whether to give the share of tests that passed, instead of 1 for all and 0 for less.
        **problem: Fields of a problem, such as ``time_limit=2`` or ``language="cpp"``.

    Returns:
        A function as TRL calls it. It gives ``None`` for a completion that could not be judged, which TRL leaves out.
    """
    rule = share_of_tests if continuous else all_or_nothing

    def reward(completions: List[Any], **columns: Any) -> List[Optional[float]]:
        if tests not in columns:
            raise SceError("the data set has no column %r with tests; it has %s" % (tests, sorted(columns)))
        return judged([_text(each) for each in completions], columns[tests], rule, **problem)

    reward.__name__ = "code_reward"
    return reward
