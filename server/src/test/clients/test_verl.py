"""verl's reward code: which score each answer of the server becomes."""

import foreign
import pytest
import stand_ins

TESTS = "tests/utils/reward_score/reward_score/test_sandbox_fusion_on_cpu.py"


@pytest.fixture(scope="session")
def root():
    """verl's package directory."""
    found = stand_ins.installed("verl")
    if found is None:
        pytest.skip("verl is missing: `setup` could not install it")
    return found


@pytest.fixture(scope="session")
def check(url, root):
    """Calls verl's check_correctness; its answer is a code for each case, and what it saw of each."""
    stand_ins.verl(root)
    from verl.utils.reward_score.sandbox_fusion.utils import check_correctness

    def call(code, cases, **more):
        in_outs = {"inputs": [i for i, _ in cases], "outputs": [o for _, o in cases], **more.pop("in_outs", {})}
        codes, seen = check_correctness(f"{url}/run_code", in_outs, code, **more)
        return codes, [s["status"] for s in seen], seen

    return call


SQUARES = [("2", "4\n"), ("3", "9")]


def test_a_right_program(check):
    codes, statuses, seen = check("print(int(input()) ** 2)", SQUARES)
    assert (codes, statuses) == ([True, True], ["success", "success"])
    assert (seen[0]["exit_code"], seen[0]["stdout"]) == (0, "4\n")


def test_a_wrong_answer(check):
    assert check("print(4)", SQUARES)[:2] == ([True, False], ["success", "wrong_answer"])


def test_an_exception_is_a_runtime_error(check):
    codes, statuses, seen = check("print(1 / int(input()))", [("0", "x"), ("1", "1.0")])
    assert (codes, statuses) == ([-2, True], ["runtime_error", "success"])
    assert "ZeroDivisionError" in seen[0]["stderr"]


def test_a_signal_is_a_runtime_error(check):
    assert check("import os; os.kill(os.getpid(), 11)", SQUARES[:1])[:2] == ([-2], ["runtime_error"])


def test_memory_beyond_the_limit_is_a_runtime_error(check):
    codes, statuses, _ = check("x = bytearray(1 << 30)", SQUARES[:1], memory_limit_mb=256)
    assert (codes, statuses) == ([-2], ["runtime_error"])


@pytest.mark.parametrize("code", ["import time; time.sleep(60)", "while True: pass"], ids=["sleeps", "loops"])
def test_a_time_limit(check, code):
    assert check(code, SQUARES, timeout=1)[:2] == ([-3, -3], ["timeout", "timeout"])


def test_time_limits_that_wait_longer_than_the_client_would(check):
    """verl waits fourteen seconds here for a sign of life; the last of these programs starts later than that."""
    assert check("while True: pass", SQUARES[:1] * 18, timeout=2)[:2] == ([-3] * 18, ["timeout"] * 18)


def test_a_compile_error_counts_for_all_later_cases(check):
    codes, statuses, seen = check("int main() { return undeclared; }", SQUARES, language="cpp")
    assert codes == [-4, -4]
    assert statuses[0] == "compile_error"
    assert "undeclared" in seen[0]["compile_stderr"]


def test_a_compiled_program(check):
    code = "#include <iostream>\nint main() { int n; std::cin >> n; std::cout << n * n; }"
    assert check(code, SQUARES, language="cpp")[0] == [True, True]


def test_a_language_without_a_compiler_is_a_sandbox_error(check):
    assert check("SELECT 1", SQUARES[:1], language="sql")[:2] == ([-1], ["sandbox_error"])


def test_a_function_with_arguments_on_stdin(check):
    cases = [("[1, 2]\n3", "[4, 5]")]
    code = "class Solution:\n    def shift(self, xs: List[int], by: int):\n        return [x + by for x in xs]"
    assert check(code, cases, in_outs={"fn_name": "shift"})[0] == [True]


def test_asserts_after_the_code(check):
    cases = [("", None), ("", None)]
    asserts = ["assert add(1, 2) == 3", "assert add(1, 2) == 4"]
    codes = check("def add(a, b): return a + b", cases, in_outs={"assert_case": asserts})[0]
    assert codes == [True, -2]


def test_the_score_of_a_completion(url, root):
    stand_ins.verl(root)
    from verl.utils.reward_score.sandbox_fusion import compute_score

    answer = "The answer:\n```python\nprint(int(input()) ** 2)\n```\n"
    cases = {"inputs": ["2", "3", "4"], "outputs": ["4", "9", "17"]}
    score, _ = compute_score(f"{url}/run_code", None, 1024, answer, cases, continuous=True)
    assert score == pytest.approx(2 / 3)


# verl's own tests of its client

SLOW = ["test_integration_concurrency_high_load", "test_integration_concurrency_all_timeout"]


def own_tests(url, upstream, root, selection, timeout=300):
    file = upstream("verl") / TESTS
    foreign.run(
        file, url, "-k", selection, timeout=timeout, SCE_TEST_VERL=str(root), SANDBOX_FUSION_URL=f"{url}/run_code"
    )


def test_verls_own_tests(url, upstream, root):
    own_tests(url, upstream, root, "not unit_ and not multiprocess and not " + " and not ".join(SLOW))


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_verls_own_tests_with_a_hundred_cases(url, upstream, root, name):
    own_tests(url, upstream, root, name, timeout=900)
