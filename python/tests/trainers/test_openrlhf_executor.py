"""OpenRLHF's executor loads sce.rewards.openrlhf and asks it for the reward of a response."""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
import sce.rewards
from completions import HALF, REWARDS, RIGHT, TESTS

agent = pytest.importorskip("openrlhf.utils.agent", reason="openrlhf is not installed: see trainers/README.md")

FILE = str(Path(sce.rewards.__file__).parent / "openrlhf.py")
LABEL = json.dumps(TESTS)
PROMPT = "Print the sum of two numbers, but not like this:\n```python\nprint(3)\n```\n"
LONG_PROMPT = "Read this first. " * 200 + PROMPT


class Model:
    """Stands in for vLLM: each response is one of these completions and the token that ends it."""

    def __init__(self, tokenizer, completions):
        self.tokenizer = tokenizer
        self.completions = iter(completions)

    async def generate(self, prompt_token_ids, sampling_params, multi_modal_data=None):
        ids = self.tokenizer(next(self.completions))["input_ids"] + [self.tokenizer.eos_token_id]
        return SimpleNamespace(outputs=[SimpleNamespace(token_ids=ids, finish_reason="stop", logprobs=None)])


def rewards(tokenizer, completions, prompt, label=LABEL, max_length=8192):
    executor = agent.SingleTurnAgentExecutor([FILE])
    model = Model(tokenizer, completions)
    settings = SimpleNamespace(max_tokens=256, logprobs=None)

    async def ask():
        each = [
            executor.execute(prompt, label, settings, max_length, tokenizer, model) for _ in range(len(completions))
        ]
        return await asyncio.gather(*each)

    return [None if each["reward"] is None else float(each["reward"]) for each in asyncio.run(ask())]


@pytest.mark.parametrize("prompt", [PROMPT, LONG_PROMPT], ids=["whole", "cut off"])
def test_responses_get_the_rewards_they_deserve(tokenizer, prompt):
    texts = list(REWARDS) * 2
    assert rewards(tokenizer, texts, prompt, max_length=600) == [REWARDS[text] for text in texts]


def test_the_end_of_text_after_a_fence_belongs_to_no_program(tokenizer):
    assert rewards(tokenizer, [HALF, RIGHT.rstrip()], PROMPT) == [0.5, 1.0]


def test_what_could_not_be_judged_has_no_reward(tokenizer):
    assert rewards(tokenizer, [RIGHT], PROMPT, label="no tests") == [None]
