"""Servers that trainers use to grade: open-instruct's, code-judge's, and remote reward models of OpenRLHF and slime."""

import base64
import json
import pickle
import sys
import zlib

import foreign
import pytest
import requests


def post(url, path, body, timeout=120):
    answer = requests.post(f"{url}{path}", json=body, timeout=timeout)
    assert answer.status_code == 200, answer.text
    return answer.json()


# open-instruct


def test_open_instructs_own_tests(url, upstream):
    if not url.startswith("http://127.0.0.1:") or url.count("/") > 2:
        pytest.skip("open-instruct's tests ask 127.0.0.1, without a prefix")
    foreign.run(upstream("open-instruct") / "open_instruct" / "code_utils" / "test_api.py", url)


ADD = "def add(a, b):\n    return a + b\n"
ASSERTS = ["assert add(1, 2) == 3", "assert add(1, 2) == 4", "while True: pass", "assert add(0, 0) == 0"]


def graded(url, path, program, tests, **more):
    body = {"program": program, "tests": tests, "max_execution_time": 1.0, **more}
    # The verifier's session, with connections that are kept.
    with requests.Session() as session:
        answer = session.post(f"{url}{path}", json=body, headers={"Content-Type": "application/json"}, timeout=60)
    answer.raise_for_status()
    return answer.json()


def test_asserts_one_by_one(url):
    seen = graded(url, "/test_program", ADD, ASSERTS)
    assert seen["results"] == [1, 0, 0, 1]
    assert [r >= 0 for r in seen["runtimes"]] == [True, False, False, True]
    assert seen["runtimes"][1] == -1.0


def test_a_program_that_does_not_compile(url):
    seen = graded(url, "/test_program", "def add(a, b:", ASSERTS[:2])
    assert seen == {"results": [0, 0], "runtimes": [-1.0, -1.0]}


def test_a_program_that_exits_passes_nothing(url):
    assert graded(url, "/test_program", "raise SystemExit(0)", ASSERTS[:2])["results"] == [0, 0]


def test_input_and_output(url):
    cases = [("5 3", "8"), ("10 -2", "9"), ("1 1", "2.0"), ("2 2", "4\n\n")]
    tests = [{"input": i, "output": o} for i, o in cases]
    seen = graded(url, "/test_program_stdio", "a, b = map(int, input().split())\nprint(a + b)", tests)
    assert (len(seen["results"]), seen["results"][:2]) == (4, [1, 0])
    assert len(seen["runtimes"]) == 4


@pytest.mark.parametrize("encode", [json.dumps, lambda t: base64.b64encode(zlib.compress(pickle.dumps(t))).decode()])
def test_tests_in_a_string(url, encode):
    assert graded(url, "/test_program", ADD, encode(ASSERTS[:2]))["results"] == [1, 0]


def test_a_string_that_holds_no_tests(url):
    assert graded(url, "/test_program", ADD, "nothing")["results"] == []


# code-judge


# Left out: a status with an idle queue and four workers; and a program that ends well and leaves a process behind,
# which the original waits for until its limit.
LEFT_OUT = "not test_status and not test_multi_process"


def test_code_judges_own_tests(url, upstream):
    foreign.run(upstream("code-judge") / "tests" / "test_main.py", url, "-k", LEFT_OUT)


@pytest.fixture(scope="session")
def judge_client(upstream):
    """code-judge's module of clients."""
    sys.path.insert(0, str(upstream("code-judge")))
    import judge_client

    return judge_client


def test_code_judges_client_with_many_submissions(url, judge_client):
    submissions = [
        judge_client.Submission(f"s{i}", "python", "print(int(input()) * 2)", str(i), str(2 * i if i % 3 else -1))
        for i in range(200)
    ]
    client = judge_client.JudgeClient(url, max_batch_size=40, max_workers=2)
    results = client.judge(submissions)
    assert [r.sub_id for r in results] == [s.sub_id for s in submissions]
    assert [r.success for r in results] == [i % 3 != 0 for i in range(200)]
    assert all(r.run_success and r.reason == "" and r.cost > 0 for r in results)
    assert results[1].stdout.strip() == "2"
    assert client.get_status().num_workers >= 1


def test_each_end_of_a_submission(url):
    submissions = {
        "right": {"solution": "print(1)", "expected_output": " 1 "},
        "wrong": {"solution": "print(1)", "expected_output": "2"},
        "unjudged": {"solution": "print(1)"},
        "fails": {"solution": "1 / 0"},
        "does not compile": {"type": "cpp", "solution": "x"},
    }
    batch = [{"sub_id": name, "type": "python", **s} for name, s in submissions.items()]
    answer = post(url, "/run/batch", {"type": "batch", "submissions": batch})
    seen = {r["sub_id"]: (r["success"], r["run_success"], r["reason"]) for r in answer["results"]}
    assert seen == {
        "right": (True, True, ""),
        "wrong": (False, True, ""),
        "unjudged": (True, True, ""),
        "fails": (False, False, ""),
        "does not compile": (False, False, ""),
    }


def test_a_judgement_keeps_its_output_back(url):
    judged = post(url, "/judge", {"type": "python", "solution": "print(1)", "expected_output": "1"})
    assert judged["success"] and judged["sub_id"]
    assert "stdout" not in judged and "stderr" not in judged


# remote reward models

TESTS = {"kind": "stdin", "tests": [{"input": "1 2\n", "output": "3\n"}, {"input": "2 3\n", "output": "5\n"}]}
RIGHT = "Sure.\n```python\nprint(sum(map(int, input().split())))\n```\nDone."
WRONG = "```python\nprint(3)\n```"


def openrlhf(url, answer, label):
    """As OpenRLHF asks: one answer for each request, with the prompt and special tokens in front of it."""
    query = f"<|im_start|>user\nAdd.<|im_end|>\n<|im_start|>assistant\n{answer}<|im_end|>"
    said = post(url, "/v1/reward/openrlhf", {"query": [query], "prompts": ["Add."], "labels": [label]})
    assert len(said["rewards"]) == 1
    assert said.get("scores", said["rewards"]) == said["rewards"]
    assert all(len(values) == 1 for values in said.get("extra_logs", {}).values())
    return said["rewards"][0]


@pytest.mark.parametrize("encode", [json.dumps, lambda label: label], ids=["text", "object"])
def test_openrlhfs_reward(url, encode):
    assert openrlhf(url, RIGHT, encode(TESTS)) == 1.0
    assert openrlhf(url, WRONG, encode(TESTS)) < 1.0
    assert openrlhf(url, "I do not know.", encode(TESTS)) == 0.0


def test_openrlhfs_reward_by_asserts(url):
    label = {"kind": "asserts", "tests": ["assert add(1, 2) == 3"]}
    assert openrlhf(url, f"```python\n{ADD}```", json.dumps(label)) == 1.0
    assert openrlhf(url, "```python\ndef add(a, b): return 0\n```", json.dumps(label)) == 0.0


def test_openrlhfs_batches_keep_their_order(url):
    answers = [RIGHT, WRONG, RIGHT]
    labels = [json.dumps(TESTS)] * 3
    said = post(url, "/v1/reward/openrlhf", {"query": answers, "prompts": [""] * 3, "labels": labels})
    assert [reward == 1.0 for reward in said["rewards"]] == [True, False, True]


@pytest.mark.parametrize("encode", [json.dumps, lambda label: label], ids=["text", "object"])
def test_slimes_reward_is_a_number(url, encode):
    def reward(response):
        return post(url, "/v1/reward/slime", {"prompt": "Add.", "response": response, "label": encode(TESTS)})

    assert reward(RIGHT) == 1.0
    assert 0.0 <= reward(WRONG) < 1.0


def test_slimes_client_needs_json(url):
    body = {"prompt": "Add.", "response": RIGHT, "label": json.dumps(TESTS)}
    answer = requests.post(f"{url}/v1/reward/slime", json=body, timeout=60)
    assert answer.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("label", ["not json", {"kind": "nothing"}, None])
def test_a_label_that_holds_no_tests_is_refused_not_scored(url, label):
    body = {"prompt": "Add.", "response": RIGHT, "label": label}
    answer = requests.post(f"{url}/v1/reward/slime", json=body, timeout=60)
    assert 400 <= answer.status_code < 500
