"""Metrics of predictions."""

from __future__ import annotations

import ast
import statistics
from collections import Counter
from typing import Any, Dict, Mapping, Sequence, Tuple

from .code_trees import safe_ast_parse


def naive_process_result(result: Mapping[str, Any]) -> bool:
    """Whether a result neither failed nor timed out."""
    return not (result["failed"] or result["timed_out"])


def pass_at_k(n: int, c: int, k: int) -> float:
    """The unbiased estimate of pass@k (Chen et al. 2021, "Evaluating Large Language Models Trained on Code").

    Args:
        n: How many samples there are.
        c: How many of them are correct.
        k: How many a user would try.
    """
    none_passes = 1.0
    for wrong in range(n - c + 1, n + 1):
        none_passes *= 1.0 - k / wrong
    return 1.0 if n - c < k else 1.0 - none_passes


def calc_question_metric(
    question_predictions: Sequence[Mapping[str, Any]],
) -> Tuple[bool, Dict[str, Any], Dict[str, Any]]:
    """Whether a question is solved, counts of its predictions, and the mean number of their lines."""
    if len({len(each["test_cases"]) for each in question_predictions}) != 1:
        raise ValueError("the predictions of a question have different numbers of tests")
    lines = []
    errors = 0
    for each in question_predictions:
        code = each["solution"].strip()
        tree = safe_ast_parse(code)
        errors += tree is None
        lines.append(len((code if tree is None else ast.unparse(tree).strip()).splitlines()))
    stats = {
        "num_passed": sum(each["passed"] for each in question_predictions),
        "num_syntax_errors": errors,
        "result_count": Counter(each["outcome"] for each in question_predictions),
    }
    return any(each["passed"] for each in question_predictions), stats, {"num_lines": statistics.mean(lines)}
