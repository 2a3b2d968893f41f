"""The reward function for TRL in the documentation, called as TRL's trainer calls reward functions."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

PAGE = Path(__file__).parents[4] / "docs/trainer-trl.md"
TESTS = [{"input": "1 2", "output": "3"}, {"input": "3 4", "output": "7"}]
RIGHT = "So:\n```python\nprint(sum(map(int, input().split())))\n```"
HALF = "```python\nprint(3)\n```"
WRONG = "```python\nprint(\n```"


@pytest.fixture
def passes_tests(url):
    """The function of the page, with the URL of this server."""
    source = re.search(r"(?ms)^   ```python\n(.*?)^   ```", PAGE.read_text()).group(1)
    names = {}
    exec(re.sub(r"(?m)^   ", "", source).replace("http://127.0.0.1:8080", url), names)
    return names["passes_tests"]


def test_rewards_are_shares_of_tests_in_order(passes_tests):
    rewards = passes_tests(completions=[RIGHT, HALF, WRONG] * 10, tests=[TESTS] * 30, prompts=["?"] * 30)
    assert rewards == [1.0, 0.5, 0.0] * 10


def test_conversations_and_statements(passes_tests):
    completions = [[{"role": "assistant", "content": "```python\ndef add(a, b): return a + b\n```"}]]
    assert passes_tests(completions=completions, tests=[["assert add(1, 2) == 3"]]) == [1.0]


def test_what_cannot_be_judged_is_no_reward(passes_tests):
    with pytest.raises(Exception, match="400|no judgement"):
        passes_tests(completions=[RIGHT], tests=[[]])


def test_the_trainers_own_call(passes_tests):
    """What GRPOTrainer does with reward functions, without the model that it trains."""
    trl = pytest.importorskip("trl", reason="trl is not installed")
    accelerate = pytest.importorskip("accelerate", reason="accelerate is not installed")
    trainer = SimpleNamespace(
        accelerator=accelerate.Accelerator(cpu=True),
        reward_funcs=[passes_tests],
        reward_processing_classes=[None],
        reward_func_names=["passes_tests"],
        state=SimpleNamespace(global_step=0),
        args=SimpleNamespace(report_to=[]),
        environments=None,
        _log_completion_extra=None,
        _log_metric=None,
    )
    completions = [RIGHT, HALF, WRONG]
    inputs = [{"prompt": "?", "tests": TESTS} for _ in completions]
    rewards = trl.GRPOTrainer._calculate_rewards(trainer, inputs, ["?"] * 3, completions, [[0]] * 3)
    assert rewards.tolist() == [[1.0], [0.5], [0.0]]
