"""Samples, evaluations and rewards."""

import gzip
import json

import pytest
import sce
from sce._text import program_in
from sce.rewards import _tests, openrlhf, trl, verl

PROBLEMS = [
    {"id": "double", "type": "call", "function": "double", "tests": [{"arguments": [2], "expected": 4}]},
    {"id": "echo", "type": "stdin", "tests": [{"input": "a", "output": "a"}, {"input": "b", "output": "b"}]},
]
SAMPLES = [
    {"task_id": "double", "code": "def double(x): return 2 * x"},
    {"task_id": "double", "code": "def double(x): return 5"},
    {"task_id": "echo", "code": "print(input())"},
    {"task_id": "echo", "code": "print('a')"},
]
EXPECTED = {("double", 0): True, ("double", 1): False, ("echo", 0): True, ("echo", 1): False}


def verdicts(evaluation):
    return {(verdict.problem, verdict.sample): verdict.passed for verdict in evaluation}


def test_samples_are_judged_and_counted():
    evaluation = sce.evaluate("jsonl", SAMPLES, PROBLEMS)
    assert verdicts(evaluation) == EXPECTED
    assert evaluation.metrics["pass@1"] == 0.5
    assert evaluation.pass_at_1 == 0.5
    assert len(evaluation.verdicts) == 4


def test_metrics_wait_for_the_end():
    assert sce.evaluate("jsonl", SAMPLES, PROBLEMS).metrics["pass@1"] == 0.5


@pytest.mark.parametrize("form", ["lines", "gzip", "array"])
def test_samples_and_problems_come_from_files(tmp_path, form):
    paths = []
    for name, rows in (("problems", PROBLEMS), ("samples", SAMPLES)):
        lines = "".join(json.dumps(row) + "\n\n" for row in rows) if form != "array" else json.dumps(rows, indent=1)
        path = tmp_path / name
        path.write_bytes(gzip.compress(lines.encode()) if form == "gzip" else lines.encode())
        paths.append(path)
    assert verdicts(sce.evaluate("jsonl", paths[1], str(paths[0]))) == EXPECTED


def test_a_file_of_another_kind_is_named_with_its_line(tmp_path):
    path = tmp_path / "samples.csv"
    path.write_text("task_id,code\n")
    with pytest.raises(sce.SceError, match="samples.csv:1 is no JSON object"):
        sce.evaluate("jsonl", path, PROBLEMS).metrics
    with pytest.raises(sce.SceError, match="cannot read the samples"):
        sce.evaluate("jsonl", tmp_path / "none", PROBLEMS).metrics


def test_unknown_data_sets_are_refused():
    with pytest.raises(sce.RequestError, match="no-such-set"):
        sce.evaluate("no-such-set", SAMPLES, PROBLEMS).metrics


def test_one_sample_has_a_verdict_for_each_test():
    verdict = sce.judge("print(input())", [{"input": "x", "output": "x"}, {"input": "x", "output": "y"}])
    assert (verdict.passed, verdict.score, verdict.judged) == (False, 0.5, True)
    assert [test.verdict for test in verdict.tests] == ["PASSED", "FAILED"]


def test_a_sample_does_not_forge_its_verdict():
    forged = "import os, sys; print('PASSED'); sys.stdout.flush(); os._exit(0)"
    assert sce.judge(forged, ["assert f(1) == 2"], type="assert").score == 0


@pytest.mark.parametrize(
    "text, program",
    [
        ("```python\nprint(1)\n```", "print(1)\n"),
        ("first\n```\na\n```\nthen\n```py\nb\n```\n", "b\n"),
        ("<think>\n```\nwrong\n```\n</think>\n```python\nright\n```", "right\n"),
        ("cut off:\n```python\nprint(1)\nprint(2", "print(1)\nprint(2"),
        ("no program", None),
        ("<think> it never ends ```\nx\n```", None),
    ],
)
def test_the_program_in_a_text_is_found(text, program):
    assert program_in(text) == program


FENCED = "Here:\n```python\n%s\n```\n"
DOUBLE = FENCED % "def double(x):\n    return 2 * x"
ECHO = FENCED % "print(input())"
COLUMNS = json.dumps({"inputs": ["a\n", "b\n"], "outputs": ["a", "c"]})
CALLS = {"inputs": ["2", "3"], "outputs": ["4", "6"], "fn_name": "double"}


@pytest.mark.parametrize(
    "tests, text, reward",
    [
        (COLUMNS, ECHO, 0.5),
        (CALLS, DOUBLE, 1.0),
        ({"inputs": [[2]], "outputs": [[4]], "fn_name": "double"}, DOUBLE, 1.0),
        (["assert double(2) == 4", "assert double(0) == 1"], DOUBLE, 0.5),
        ([{"input": "a", "output": "a", "testtype": "stdin"}], ECHO, 1.0),
        ([{"input": "2", "output": "4", "testtype": "functional", "metadata": {"func_name": "double"}}], DOUBLE, 1.0),
        ([{"type": "function_call", "fn_name": "double", "input": [2], "output": [4]}], DOUBLE, 1.0),
        (str({"inputs": ["a"], "outputs": ["a"], "note": None}), ECHO, 1.0),
        (COLUMNS, "no program at all", 0.0),
    ],
)
def test_rewards_for_the_tests_that_data_bring_along(tests, text, reward):
    assert verl.compute_score("any", text, tests) == reward


def test_all_or_nothing_is_an_option():
    assert verl.compute_score("any", ECHO, COLUMNS, continuous=False) == 0.0


@pytest.mark.parametrize("tests", ["", "[]", "{'inputs': [1], 'outputs': []}", "[1, 2]", "import os", 3, None])
def test_tests_that_are_none_are_refused_and_never_0(tests):
    with pytest.raises(sce.SceError):
        verl.compute_score("any", ECHO, tests)


def test_the_engine_s_failure_is_no_reward():
    with pytest.raises(sce.SceError, match="could not be judged"):
        verl.compute_score("any", ECHO, COLUMNS, language="ada")


def test_many_completions_are_judged_side_by_side():
    sleeper = FENCED % "import time; time.sleep(0.2); print(input())"
    rewards = verl.compute_score_batched(["x"] * 20, [sleeper, ECHO] * 10, [COLUMNS] * 20, [None] * 20)
    assert rewards == [0.5] * 20


def test_trl_calls_the_reward_with_the_columns_of_the_data_set():
    reward = trl.code_reward("tests", time_limit=2)
    completions = [[{"role": "assistant", "content": ECHO}], [{"role": "assistant", "content": "?"}]]
    found = reward(prompts=["p", "q"], completions=completions, completion_ids=[[1], [2]], tests=[COLUMNS, COLUMNS])
    assert found == [0.5, 0.0]
    with pytest.raises(sce.SceError, match="no column 'tests'"):
        reward(prompts=["p"], completions=["x"], other=[1])


@pytest.mark.parametrize(
    "last, reward",
    [
        ({"role": "assistant", "content": [{"type": "text", "text": ECHO}]}, 0.5),
        ({"role": "assistant", "tool_calls": [{"type": "function"}]}, 0.0),
        ({"role": "assistant", "content": None}, 0.0),
        ({"role": "tool", "content": ECHO}, 0.0),
    ],
)
def test_trl_s_messages_of_every_kind(last, reward):
    earlier = {"role": "assistant", "content": "Let me see."}
    assert trl.code_reward("tests")(completions=[[earlier, last]], tests=[COLUMNS]) == [reward]


def test_verl_s_reward_model_is_no_part_of_the_problem():
    reward = verl.compute_score(
        "any", ECHO, COLUMNS, reward_router_address="127.0.0.1:1", reward_model_tokenizer=object()
    )
    assert reward == 0.5


class Array:
    """Stands in for numpy's, which the package does not need."""

    def __init__(self, *values):
        self.values = list(values)

    def tolist(self):
        return self.values


def test_columns_that_were_read_as_arrays_are_tests_too():
    columns = {"inputs": Array("a\n", "b\n"), "outputs": Array("a", "c")}
    assert verl.compute_score("any", ECHO, columns) == 0.5
    assert verl.compute_score("any", ECHO, Array({"input": "a", "output": "a"})) == 1.0
    assert verl.compute_score("any", DOUBLE, Array("assert double(2) == 4")) == 1.0


NUMBERS = " ".join(map(str, range(500)))


@pytest.mark.parametrize(
    "query, prompt, written",
    [
        ("Add.\n```\nx\n```", "Add.", "\n```\nx\n```"),
        ("Add.```\nx\n```<|im_end|>", "Add.", "```\nx\n```"),
        ("Add.```\nx\n```</s>", "Add.", "```\nx\n```"),
        ("Add.```\nx\n```\n<｜end▁of▁sentence｜>\n", "Add.", "```\nx\n```"),
        ("Add.```\nx\n```<|eot_id|><|endoftext|>", "Add.", "```\nx\n```"),
        ("Add.if a <b> c", "Add.", "if a <b> c"),
        (NUMBERS[500:] + "done", NUMBERS, "done"),
    ],
)
def test_openrlhf_s_queries_are_cut_into_prompt_and_completion(query, prompt, written):
    assert openrlhf.completion_of(query, prompt) == written


def test_a_program_in_openrlhf_s_prompt_is_not_the_model_s():
    with pytest.raises(sce.SceError, match="does not contain the end of its prompt"):
        openrlhf.completion_of("```\nprint(3)\n```\nDone.", "Not like this: ```\nprint(3)\n```\nGo!")


def test_a_mixture_of_forms_is_read_row_by_row():
    kinds = [_tests.problem_of(each)["type"] for each in (COLUMNS, CALLS, ["assert True"])]
    assert kinds == ["stdin", "call", "assert"]
