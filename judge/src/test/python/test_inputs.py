"""HumanEval+ and MBPP+: inputs, kept values, comparison."""

import json
import math

import pytest

from sce_judge.agreement import agrees, all_floats, close
from sce_judge.digest import digest_of
from sce_judge.evoeval import agrees_in_evoeval
from sce_judge.expected import Digest, Kept, Problem, answer_with
from sce_judge.shapes import Inputs


def request(family, entry="f", **row):
    return {"set": family, "entry": entry, "row": json.dumps(row)}


def test_inputs_are_named_by_their_part():
    inputs = Inputs("humaneval", {"base_input": [[1], [2]], "plus_input": [[[3]]]})
    assert inputs.names == ["base/0", "base/1", "plus/0"]
    assert [inputs.arguments(i) for i in range(3)] == [[1], [2], [[3]]]


@pytest.mark.parametrize(
    "number, given, meant",
    [
        (2, [[1, 2], [3]], [(1, 2), (3,)]),
        (63, [[[1, 2], [3, 4]]], [[(1, 2), (3, 4)]]),
        (115, [[[1, 2], []]], [[{1, 2}, {}]]),
        (124, [1, 2], [1.0, 2 + 0j]),
        (250, [[1], 2], [(1,), 2]),
        (580, [[1, [2]]], [(1, (2,))]),
        (9999, [[1, 2]], [[1, 2]]),
    ],
)
def test_inputs_of_mbpp_get_the_shapes_that_the_problem_means(number, given, meant):
    got = Inputs("mbpp", {"task_id": "Mbpp/%d" % number, "base_input": [given]}).arguments(0)
    assert got == list(meant) and repr(got) == repr(list(meant))


@pytest.mark.parametrize("value", [None, 1, "text", [1.5, (2, {"a": {3}})], [0.1] * 3, list(range(50))])
def test_kept_values_come_back(value):
    kept = Kept(Problem(request("humaneval", base_input=[[1]])).kept(0, value, answer_with(value)))
    assert kept.value() == value and kept.passes and kept.data == answer_with(value)


def test_a_digest_comes_back():
    kept = Kept(Problem(request("humaneval")).kept(0, None, Digest((b"digest", "text"))))
    assert type(kept.value()) is Digest and kept.value() == (b"digest", "text") and not kept.passes


@pytest.mark.parametrize(
    "family, entry, value", [("humaneval", "f", [math.nan]), ("humaneval", "find_zero", 7), ("mbpp", "Diff", [[1]])]
)
def test_the_same_answer_is_not_always_right(family, entry, value):
    problem = Problem(request(family, entry, task_id="Mbpp/1", base_input=[[[1, 1]]]))
    assert not Kept(problem.kept(0, value, answer_with(value))).passes


@pytest.mark.parametrize(
    "one, other",
    [
        (1, 1.0),
        (True, 1),
        ({1, 2}, frozenset([2, 1])),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (0.0, -0.0),
        (2**70, 2.0**70),
        (math.inf, math.inf),
    ],
)
def test_equal_values_have_one_digest(one, other):
    assert one == other and digest_of([one]) == digest_of([other])


@pytest.mark.parametrize(
    "one, other",
    [([1], (1,)), ("1", 1), ([1, 2], [12]), (["a", "b"], ["ab"]), (b"a", "a"), ([[]], []), ([2**53], [2**53 + 1])],
)
def test_other_values_have_others(one, other):
    assert digest_of(one) != digest_of(other)


def test_what_is_not_equal_to_itself_has_no_digest():
    assert digest_of([math.nan]) is None and digest_of({1: [math.nan]}) is None and digest_of(object()) is None


def test_only_lists_of_nothing_but_floats_are_compared_with_a_tolerance():
    assert all_floats([1.0, 2.0]) and all_floats(1.0)
    assert not all_floats([]) and not all_floats([1, 2.0])
    assert agrees("humaneval", "f", [], [1.0 + 1e-9], [1.0], 0)
    assert not agrees("humaneval", "f", [], [1.0 + 1e-3], [1.0], 0)
    assert not agrees("humaneval", "f", [], (1.0 + 1e-9,), [1.0], 0)


def test_a_tolerance_goes_number_by_number():
    assert close([1, [2.0]], (1, [2.05]), 0.1)
    assert not close([1], [1, 1], 0.1) and not close("a", "a", 0.1) and not close([math.nan], [math.nan], 0.1)


def test_zero_of_a_polynomial_may_be_any():
    assert agrees("humaneval", "find_zero", [[-6, 11, -6, 1]], 1.0, 3.0, 1e-4)
    assert not agrees("humaneval", "find_zero", [[-6, 11, -6, 1]], 1.1, 3.0, 1e-4)


def test_readings_of_mbpp():
    assert agrees("mbpp", "similar_elements", [], [2, 1, 1], (1, 2), 0)
    assert agrees("mbpp", "check_str", [], "match", True, 0) and not agrees("mbpp", "check_str", [], None, True, 0)
    assert agrees("mbpp", "sum_div", [1], 0, 1, 0)
    assert not agrees("humaneval", "sum_div", [1], 0, 1, 0)


@pytest.mark.parametrize(
    "family, entry, tolerance, exact",
    [
        ("mbpp", "f", 0, True),
        ("mbpp", "f", 0.1, False),
        ("mbpp", "Diff", 0, False),
        ("mbpp", "sum_div", 0, False),
        ("mbpp", "check_str", 0, False),
        ("humaneval", "Diff", 0, True),
        ("humaneval", "find_zero", 0, False),
    ],
)
def test_a_digest_does_where_nothing_but_equality_counts(family, entry, tolerance, exact):
    assert Problem(request(family, entry, task_id="Mbpp/1", atol=tolerance)).is_exact() is exact


def evo(task_id, entry, args, got, wanted, prompt=""):
    return agrees_in_evoeval({"task_id": task_id, "prompt": prompt}, entry, args, got, wanted)


def test_inputs_of_evoeval_are_python():
    inputs = Inputs("evoeval", {"inputs": ["[1] * 3, (1, 2)", "float('inf'), list(range(2))", ""]})
    assert inputs.names == ["input/0", "input/1", "input/2"]
    assert [inputs.arguments(i) for i in range(3)] == [[[1, 1, 1], (1, 2)], [math.inf, [0, 1]], []]


@pytest.mark.parametrize(
    "wanted, got, right",
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        ([1, 2.0], [1, 2.000001], True),
        ([1.0, 2.0], (1.0, 2.0), True),
        ([1.0], [1.0, 1.0], False),
        (1.0, [1.0], False),
        ([], [1.0], False),
        ({"a": [1.0]}, {"a": [1.0 + 1e-7]}, True),
        ({"a": 1}, {"b": 1}, False),
        ({1, 2}, {2, 1}, True),
        ((1, "a"), [1, "a"], False),
        (math.nan, math.nan, True),
        (math.inf, math.inf, True),
        (math.inf, 1.0, False),
        (None, None, True),
        (None, 0, False),
        (2j, 2j, True),
    ],
)
def test_values_of_evoeval_are_compared_by_type(wanted, got, right):
    assert evo("EvoEval/1", "f", None, got, wanted) is right


def test_problems_of_evoeval_with_several_answers():
    maze = [[0, 0], [1, 0]]
    assert evo("EvoEval/26", "pathfinder", [maze, (0, 0), (1, 1)], ["right", "down"], ["right", "down"])
    assert not evo("EvoEval/26", "pathfinder", [maze, (0, 0), (1, 1)], ["down", "right"], ["right", "down"])
    assert evo("EvoEval/30", "find_path", [[[1, 1]], (0, 0), (0, 1)], [(0, 0), (0, 1)], [(0, 0)])
    assert not evo("EvoEval/30", "find_path", [[[1, 0, 1]], (0, 0), (0, 2)], [(0, 0), (0, 2)], [(0, 0)])
    assert not evo("EvoEval/41", "find_path", [[[1, 1]], (0, 0), (0, 1)], [(0, 0), (0, 1)], [(0, 0)])
    assert evo("EvoEval/69", "magicTrick", [[2, 3, 3], 6], (0, 2), (0, 1))
    assert not evo("EvoEval/69", "magicTrick", [[2, 3, 3], 6], [0, 2], (0, 1))
    assert evo("EvoEval/32", "find_zero", [[-10, -2]], -5.0, 0.0)
    assert evo("EvoEval/32", "find_zeros_interval", [[1, 2], (-5, 1)], -0.5, -0.5)
    assert not evo("EvoEval/32", "find_zeros_interval", [[1, 2], (-5, 1)], None, -0.5)
    assert evo("EvoEval/10", "make_palindrome", ["Cat"], "Catac", "CataC", "case insensitive")
    assert not evo("EvoEval/10", "make_palindrome", ["Cat"], "Catac", "CataC")
