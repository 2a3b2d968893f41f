"""verl's own code loads sce.rewards.verl and scores batches with it."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
import sce.rewards
from completions import REWARDS, RIGHT, without_ada
from processes import await_none, command_line, running

pytest.importorskip("verl", reason="verl is not installed: see trainers/README.md")
batches = pytest.importorskip("verl_batches")
ray = pytest.importorskip("ray")
psutil = pytest.importorskip("psutil")

HERE = Path(__file__).parent
FILE = str(Path(sce.rewards.__file__).parent / "verl.py")
TEXTS = list(REWARDS) * 2
EXPECTED = [REWARDS[text] for text in TEXTS]


@pytest.fixture(scope="module")
def ray_here(engine, tmp_path_factory):
    """Ray on this machine, whose actors find the engine as this process does."""
    ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


def scored_by(name, tokenizer, data, *settings, **function):
    """The rewards that one of verl's managers gives, all of them at once as in its loop."""
    from verl.trainer.ppo.reward import load_reward_manager

    config = batches.configuration("reward.reward_manager.name=" + name, *settings, **function)
    manager = load_reward_manager(config, tokenizer)

    async def score():
        return await asyncio.gather(*(manager.run_single(data[at : at + 1]) for at in range(len(data))))

    return [each["reward_score"] for each in manager.loop.run_until_complete(score())]


@pytest.mark.parametrize("function", [batches.FUNCTIONS, FILE], ids=["package", "file"])
@pytest.mark.parametrize("name", ["naive", "dapo", "gdpo"])
def test_rewards_of_the_managers_for_single_completions(name, function, tokenizer):
    assert scored_by(name, tokenizer, batches.batch(tokenizer, TEXTS), function=function) == EXPECTED


def test_arguments_of_the_configuration_arrive(tokenizer):
    settings = "+reward.custom_reward_function.reward_kwargs.continuous=False"
    found = scored_by("naive", tokenizer, batches.batch(tokenizer, TEXTS), settings)
    assert found == [float(reward == 1) for reward in EXPECTED]


@without_ada
def test_what_could_not_be_judged_ends_the_step(tokenizer):
    settings = "+reward.custom_reward_function.reward_kwargs.language=ada"
    with pytest.raises(sce.SceError, match="could not be judged"):
        scored_by("naive", tokenizer, batches.batch(tokenizer, [RIGHT]), settings)


@pytest.mark.parametrize("function", [batches.FUNCTIONS, FILE], ids=["package", "file"])
def test_processes_of_their_own_for_rewards(ray_here, function, tokenizer):
    """The manager `remote` sends the function to Ray's actors."""
    data = batches.batch(tokenizer, TEXTS)
    assert scored_by("remote", tokenizer, data, "reward.num_workers=1", function=function) == EXPECTED


def test_the_loop_of_reward_workers(ray_here, tokenizer, tokenizer_folder):
    from verl.experimental.reward_loop import RewardLoopManager

    config = batches.configuration("reward.num_workers=2", "actor_rollout_ref.model.path=%s" % tokenizer_folder)
    data = batches.batch(tokenizer, TEXTS)
    manager = RewardLoopManager(config)
    try:
        found = manager.compute_rm_score(data)
    finally:
        for worker in manager.reward_loop_workers:
            ray.kill(worker)
    assert found.batch["rm_scores"].tolist() == batches.at_the_ends(data, EXPECTED).tolist()
    assert found.non_tensor_batch["acc"].tolist() == EXPECTED


@pytest.mark.parametrize(
    "name, function", [("naive", "compute_score"), ("dapo", "compute_score"), ("batch", "compute_score_batched")]
)
def test_the_managers_of_before_version_0_7(name, function, tokenizer):
    from verl.trainer.ppo.reward import get_custom_reward_fn
    from verl.workers.reward_manager import get_reward_manager_cls

    score = get_custom_reward_fn(batches.configuration(name=function))
    data = batches.batch(tokenizer, TEXTS)
    found = get_reward_manager_cls(name)(tokenizer, 0, score)(data, return_dict=True)
    assert found["reward_tensor"].tolist() == batches.at_the_ends(data, EXPECTED).tolist()


def engines(mark):
    return [psutil.Process(pid) for pid in running(mark) if "dev.sce.cli" in command_line(pid)]


def seconds_used(process):
    try:
        return sum(process.cpu_times()[:2])
    except psutil.NoSuchProcess:
        return 0


def await_endless_loops(mark, trainer):
    """Waits until a program below an engine has used some processor time; returns all that is below engines."""
    while trainer.poll() is None:
        below = [each for engine in engines(mark) for each in engine.children(recursive=True)]
        if any(seconds_used(each) > 1 for each in below):
            return below
        time.sleep(0.2)
    pytest.fail("the trainer ended before it ran programs")


def test_nothing_is_left_when_the_trainer_s_processes_are_killed(tokenizer_folder, engine, tmp_path):
    """All of Ray and its workers, as by an out-of-memory killer or a scheduler, while programs run."""
    mark = "MARK_" + uuid.uuid4().hex
    folder = "/tmp/ray-" + mark[-8:]
    with open(tmp_path / "log", "w") as log, subprocess.Popen(
        [sys.executable, HERE / "verl_batches.py", tokenizer_folder, folder],
        env=dict(os.environ, SCE_COMMAND=engine, TEST_MARK=mark),
        stdout=log,
        stderr=log,
    ) as trainer:
        try:
            programs = await_endless_loops(mark, trainer)
        finally:
            keep = {each.pid for engine in engines(mark) for each in [engine, *engine.children(recursive=True)]}
            for pid in set(running(mark)) - keep:
                os.kill(pid, signal.SIGKILL)
            shutil.rmtree(folder, ignore_errors=True)
    assert await_none(mark), running(mark)
    ended, left = psutil.wait_procs(programs, timeout=60)
    assert ended and not left
