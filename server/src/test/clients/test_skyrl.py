"""SkyRL's code verifiers, as its agents call them: coder1, and the verifier that comes from verl."""

import importlib
import json
from urllib.parse import urlsplit

import pytest
import stand_ins

SUM = "print(sum(map(int, input().split())))"


@pytest.fixture(scope="module")
def root():
    """The directory of skyrl_agent, which the package `skyrl` brings along beside itself."""
    package = stand_ins.installed("skyrl")
    if package is None:
        pytest.skip("skyrl is not installed")
    pytest.importorskip("numpy")
    return f"{package}/../skyrl-agent/skyrl_agent"


@pytest.fixture(scope="module")
def coder1(root, url):
    """The module of coder1, which takes names of servers on port 8080; what follows a name here undoes that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CODER1_EXEC", "sandboxfusion")
        parts = urlsplit(url)
        patch.setenv("SANDBOX_FUSION_SERVERS", f"{parts.netloc}{parts.path}/run_code?port=")
        stand_ins.packages("skyrl_agent.tasks.verifiers", root)
        yield importlib.import_module("skyrl_agent.tasks.verifiers.coder1")


def answered(code):
    return f"<think>So it is.</think>\n```python\n{code}\n```\n"


def score(coder1, code, truth, **more):
    return coder1.compute_score(answered(code), json.dumps(truth), more)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (SUM, 1),
        ("print(0)", 0),
        ("raise ValueError", 0),
        (SUM + "\nraise SystemExit(1)", 0),
        ("import os; os.kill(os.getpid(), 9)", 0),
        ("print('x' * 10_000_000)", 0),
        ("print(", 0),
    ],
)
def test_a_program_with_input(coder1, code, expected):
    scored = score(coder1, code, {"inputs": ["1 2", "3 4", "5 6"], "outputs": ["3", "7", "11"]})
    assert scored == {"score": expected, "acc": expected}


@pytest.mark.parametrize(("code", "expected"), [("def f(x): return x + 1", 1), ("def f(x): return x", 0)])
def test_a_function(coder1, code, expected):
    truth = {"functional": "def check(f):\n    assert f(1) == 2\n\ncheck(f)"}
    assert score(coder1, code, truth)["score"] == expected
    assert score(coder1, code, truth, prefix="import math")["score"] == expected


@pytest.mark.slow
def test_a_time_limit(coder1):
    assert score(coder1, "while True: pass", {"inputs": ["1"], "outputs": ["1"]})["score"] == 0


@pytest.mark.parametrize(("code", "expected"), [(SUM, [True, True]), ("print(3)", [True, False]), ("x", [-2, -2])])
def test_the_verifier_that_comes_from_verl(root, url, code, expected):
    stand_ins.packages("skyrl_agent.tasks.verifiers.sandbox_fusion", root)
    utils = importlib.import_module("skyrl_agent.tasks.verifiers.sandbox_fusion.utils")
    tests = {"inputs": ["1 2", "3 4"], "outputs": ["3", "7"]}
    results, _ = utils.check_correctness(f"{url}/run_code", tests, code, timeout=10)
    assert results == expected
