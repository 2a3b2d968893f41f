"""Every rule gives the rewards that its own code gives."""

import json

import generate
import pytest

# What an answer may be made of for its reward to differ, on purpose; docs/rewards.md has the reasons.
MEANT = {"prime": ["str(k)"], "open-instruct": [", exit,"]}


def compare(rule, cases, own, results, capsys):
    differences = []
    for case, expected, result in zip(cases, own, results):
        reward = result.get("reward")
        if reward is None or abs(reward - expected) > 1e-9:
            differences.append((expected, reward, case, result))
    meant = [d for d in differences if any(part in d[2].made_of for part in MEANT.get(rule, []))]
    with capsys.disabled():
        agree = len(cases) - len(differences)
        print(f"\n{rule}: {agree} of {len(cases)} rewards agree, {len(meant)} differ on purpose")
    others = [d for d in differences if d not in meant]
    shown = "\n".join(
        f"theirs {expected}, ours {reward}: {case.made_of}: {result['verdict']} {result['detail']}"
        for expected, reward, case, result in others
    )
    assert not others, "\n" + shown


def row_of(number, case, **more):
    return {"id": number, "reward_model": {"ground_truth": json.dumps(case.row)}, "response": case.answer, **more}


@pytest.mark.parametrize(
    "rule, upstream",
    [
        ("prime", ["verl"]),
        ("sandbox-fusion", ["verl"]),
        ("lcb", ["lcb"]),
        ("deepcoder", ["rllm"]),
        ("open-r1", ["open-r1"]),
        ("open-r1-cf", ["open-r1", "piston"]),
        ("open-instruct", ["open-instruct"]),
    ],
)
def test_programs_that_read_and_print(rule, upstream, request, own_rewards, sce_rewards, capsys):
    cases = list(generate.stdin_cases(request.config.getoption("--seed"), request.config.getoption("--cases")))
    own = own_rewards(rule, upstream, [{"row": case.row, "answer": case.answer} for case in cases])
    more = {"time_limit": 5, "memory_limit": 1024} if rule == "open-r1-cf" else {}
    results = sce_rewards(rule, [row_of(number, case, **more) for number, case in enumerate(cases)])
    compare(rule, cases, own, results, capsys)


@pytest.mark.parametrize(
    "rule, upstream",
    [("prime", ["verl"]), ("sandbox-fusion", ["verl"]), ("lcb", ["lcb"]), ("deepcoder", ["rllm"])],
)
def test_functions_that_are_called(rule, upstream, request, own_rewards, sce_rewards, capsys):
    cases = list(generate.call_cases(request.config.getoption("--seed"), request.config.getoption("--cases")))
    own = own_rewards(rule, upstream, [{"row": case.row, "answer": case.answer} for case in cases])
    compare(rule, cases, own, sce_rewards(rule, [row_of(n, case) for n, case in enumerate(cases)]), capsys)


@pytest.mark.parametrize("rule, upstream", [("open-instruct", ["open-instruct"]), ("acecode", ["acecoder"])])
def test_statements(rule, upstream, request, own_rewards, sce_rewards, capsys):
    cases = list(generate.assert_cases(request.config.getoption("--seed"), request.config.getoption("--cases")))
    # AceCoder's code is given programs, and no answers.
    field, answers = ("response", [case.answer for case in cases])
    if rule == "acecode":
        field, answers = ("solution", [case.program for case in cases])
    own = own_rewards(rule, upstream, [{"row": case.row, "answer": a} for case, a in zip(cases, answers)])
    rows = [{"id": n, "tests": case.row, field: answer} for n, (case, answer) in enumerate(zip(cases, answers))]
    compare(rule, cases, own, sce_rewards(rule, rows), capsys)


def test_files_for_pytest(own_rewards, sce_rewards, request, capsys):
    cases = list(generate.pytest_cases(request.config.getoption("--seed"), request.config.getoption("--cases") // 10))
    own = own_rewards("kodcode", [], [{"row": case.row, "answer": case.program} for case in cases])
    rows = [{"id": n, "test": case.row, "solution": case.program} for n, case in enumerate(cases)]
    compare("kodcode", cases, own, sce_rewards("kodcode", rows), capsys)
