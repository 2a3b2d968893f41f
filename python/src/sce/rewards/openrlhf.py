"""The reward for OpenRLHF: ``--remote_rm_url`` is this file."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

from sce.errors import SceError
from sce.rewards._judging import judged, share_of_tests
from sce.rewards._tests import Tests

__all__ = ["reward_func"]


def reward_func(queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Tests], **_: Any) -> Dict[str, Any]:
    """The rewards of completions: the share of tests that each passed.

    Args:
        queries: Prompts with what the model wrote after them.
        prompts: The prompts.
        labels: The tests of each, as :func:`sce.rewards._tests.problem_of` takes them.

    Raises:
        SceError: if completions could not be judged, which must not become rewards.
    """
    import torch

    texts: List[str] = [
        query[len(prompt) :] if query.startswith(prompt) else query for query, prompt in zip(queries, prompts)
    ]
    rewards = judged(texts, labels, share_of_tests)
    if any(reward is None for reward in rewards):
        raise SceError("%d completions could not be judged" % sum(reward is None for reward in rewards))
    found = torch.tensor(rewards, dtype=torch.float)
    return {"rewards": found, "scores": found, "extra_logs": {}}
