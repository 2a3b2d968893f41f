"""GRPOTrainer trains a tiny model, and gets its rewards from sce.rewards.trl."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from completions import REWARDS, TESTS, without_ada
from sce.rewards.trl import code_reward

pytest.importorskip("trl", reason="trl is not installed: see trainers/README.md")
tiny_training = pytest.importorskip("tiny_training")

HERE = Path(__file__).parent
PROMPT = "Print the sum of two numbers."
CONVERSATION = [{"role": "user", "content": PROMPT}]
EXPECTED = [[REWARDS[text] for text in step] for step in tiny_training.STEPS]
MEANS = [sum(step) / len(step) for step in EXPECTED]


class Recorder:
    """Passes calls of a reward function on, and keeps them."""

    def __init__(self, function):
        self.__name__ = function.__name__
        self.function = function
        self.calls = []
        self.rewards = []

    def __call__(self, **arguments):
        self.calls.append(arguments)
        self.rewards.append(self.function(**arguments))
        return self.rewards[-1]


@pytest.fixture
def model(tokenizer):
    found = tiny_training.tiny_model(tokenizer)
    tiny_training.write(found, tokenizer, [text for step in tiny_training.STEPS for text in step])
    return found


@pytest.mark.parametrize("prompt", [PROMPT, CONVERSATION], ids=["plain", "conversation"])
def test_a_training_s_rewards_are_those_of_its_completions(model, tokenizer, prompt, tmp_path):
    reward = Recorder(code_reward("tests", time_limit=1))
    before = [parameter.detach().clone() for parameter in model.parameters()]
    trainer = tiny_training.train(model, tokenizer, [reward], prompt, tmp_path)
    assert reward.rewards == EXPECTED
    assert tiny_training.means(trainer) == pytest.approx(MEANS)
    written = [each if isinstance(each, str) else each[0]["content"] for each in reward.calls[0]["completions"]]
    assert written == tiny_training.STEPS[0]
    assert reward.calls[0]["tests"] == [TESTS] * 4
    assert len(set(reward.calls[0]["number"])) == 1, "one group has one prompt, with all columns of its row"
    assert any((one != other).any() for one, other in zip(before, model.parameters())), "the model has learned nothing"


def test_all_or_nothing_and_a_second_reward_function(model, tokenizer, tmp_path):
    def length(completions, **_):
        return [0.0 for _ in completions]

    rewards = [code_reward("tests", continuous=False, time_limit=1), length]
    trainer = tiny_training.train(model, tokenizer, rewards, PROMPT, tmp_path)
    assert tiny_training.means(trainer) == pytest.approx([1 / 4, 3 / 4])


def test_what_the_model_itself_writes_is_judged(tokenizer, tmp_path):
    reward = Recorder(code_reward("tests", time_limit=1))
    trainer = tiny_training.train(tiny_training.tiny_model(tokenizer), tokenizer, [reward], PROMPT, tmp_path, steps=1)
    assert reward.rewards == [[0.0] * 4], "random tokens are no program"
    assert all(reward.calls[0]["completions"])
    assert tiny_training.means(trainer) == [0.0]


@without_ada
def test_what_could_not_be_judged_teaches_nothing(model, tokenizer, tmp_path):
    """Without a compiler, nothing is known of a sample."""
    before = [parameter.detach().clone() for parameter in model.parameters()]
    reward = Recorder(code_reward("tests", language="ada"))
    trainer = tiny_training.train(model, tokenizer, [reward], PROMPT, tmp_path)
    assert reward.rewards == [[None, None, None, 0.0], [None] * 4], "without a program it is 0 in any language"
    assert tiny_training.means(trainer) == [0.0, None]
    assert all((one == other).all() for one, other in zip(before, model.parameters()))


def test_a_missing_column_is_named(model, tokenizer, tmp_path):
    with pytest.raises(Exception, match="no column 'ground_truth' with tests; it has .*'tests'"):
        tiny_training.train(model, tokenizer, [code_reward()], PROMPT, tmp_path)


def test_two_processes_train_together(tokenizer_folder, engine, tmp_path):
    """Each process judges its own completions; the trainer gathers the rewards of both."""
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    done = subprocess.run(
        [*launch, HERE / "tiny_training.py", tokenizer_folder, tmp_path],
        env=dict(os.environ, SCE_COMMAND=engine, OMP_NUM_THREADS="1"),
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads((tmp_path / "means.json").read_text()) == pytest.approx([sum(MEANS) / 2] * 2)
