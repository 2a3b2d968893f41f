"""The reward for OpenRLHF: ``--reward.remote_url`` is this file."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Sequence

from sce.errors import SceError
from sce.rewards._judging import judged, share_of_tests
from sce.rewards._tests import Tests

__all__ = ["reward_func"]

# What tokenizers call their special tokens, such as <|im_end|>, <｜end▁of▁sentence｜>, </s> and <eos>. OpenRLHF leaves
# them in, so that the line of a closing fence would not end with the fence.
SPECIAL_TOKENS = re.compile(r"(?:\s*(?:<[|｜][^<>\n]{1,40}[|｜]>|</?(?:s|eos|pad|end_of_turn|end_of_text)>))+\s*\Z")

# Characters. OpenRLHF cuts off the beginning of a prompt that is too long, so its end is looked for.
END_OF_PROMPT = 200


def completion_of(query: str, prompt: str) -> str:
    """What the model wrote: the query without its prompt, and without special tokens at its end.

    Raises:
        SceError: if the query lacks the end of the prompt, since a program in the prompt might be judged otherwise.
    """
    if query.startswith(prompt):
        written = query[len(prompt) :]
    else:
        end = prompt[-END_OF_PROMPT:]
        begin = query.find(end)
        if begin < 0:
            raise SceError("the query does not contain the end of its prompt, %.80r" % end)
        written = query[begin + len(end) :]
    return SPECIAL_TOKENS.sub("", written)


def reward_func(queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Tests], **_: Any) -> Dict[str, Any]:
    """The rewards of completions: the share of tests that each passed.

    Args:
        queries: Prompts with what the model wrote after them, and special tokens.
        prompts: The prompts.
        labels: The tests of each, as :func:`sce.rewards._tests.problem_of` takes them.

    Raises:
        SceError: if completions could not be judged, which must not become rewards.
    """
    import torch

    texts: List[str] = [completion_of(query, prompt) for query, prompt in zip(queries, prompts)]
    rewards = judged(texts, labels, share_of_tests)
    if any(reward is None for reward in rewards):
        raise SceError("%d completions could not be judged" % sum(reward is None for reward in rewards))
    found = torch.tensor(rewards, dtype=torch.float)
    return {"rewards": found, "scores": found, "extra_logs": {}}
