"""Helpers for Python source: parse it safely, and turn calls into asserts."""

from __future__ import annotations

import ast
from typing import Any, Callable, List, Optional, Sequence, Tuple, Union

from .utils import ContextTimeLimitException, run_in_parallel, swallow_io, time_limit

PARSE_SECONDS = 5
TOLERANCE = "1e-06"

Case = Union[str, Tuple[str, str], Tuple[str, str, bool], List[Any]]


def safe_ast_parse(code: str) -> Optional[ast.Module]:
    """The syntax tree of a source; None if there is none, or the parser cannot cope."""
    try:
        with swallow_io(), time_limit(PARSE_SECONDS):
            return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError, ContextTimeLimitException):
        return None


def is_valid_python(code: str) -> bool:
    """Whether a source has a syntax tree."""
    return safe_ast_parse(code) is not None


def is_simple_test_case(tree: ast.Module) -> bool:
    """Whether the first statement asserts something of a call on the left of a comparison."""
    first = tree.body[0] if tree.body else None
    if not isinstance(first, ast.Assert) or not isinstance(first.test, ast.Compare):
        return False
    return any(isinstance(node, ast.Call) for node in ast.walk(first.test.left))


def get_global_imports(tree: ast.Module) -> List[str]:
    """The imports at the top level, as source."""
    return [ast.unparse(node) for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]


def _asserted(tree: ast.Module, expected_output: str, requires_float: bool) -> ast.Module:
    last = tree.body[-1]
    if isinstance(last, ast.Assert):
        return tree
    if not isinstance(last, ast.Expr):
        raise ValueError("the call must end in an expression")
    found, expected = last.value, ast.parse(expected_output, mode="eval").body
    shape = "assert abs(found - expected) < %s" % TOLERANCE if requires_float else "assert found == expected"
    made = _Replace({"found": found, "expected": expected}).visit(ast.parse(shape))
    tree.body[-1] = made.body[0]
    return ast.fix_missing_locations(tree)


class _Replace(ast.NodeTransformer):
    def __init__(self, values: "dict[str, ast.expr]") -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._values.get(node.id, node)


def convert_call_to_assert(
    call: str, expected_output: str, requires_float: bool = False, return_str: bool = False
) -> Union[ast.Module, str]:
    """Turns code that ends in a call into an assertion of what the call gives.

    Args:
        call: The code; one that ends in an assertion stays as it is.
        expected_output: The expected value, an expression.
        requires_float: Whether to allow a difference below 1e-6.
        return_str: Whether to return source instead of a tree.
    """
    tree = _asserted(ast.parse(call), expected_output, requires_float)
    return ast.unparse(tree) if return_str else tree


def convert_test_list_to_assert(
    test_list: Sequence[Case], timeout: float = -1.0, convert_to_string: bool = False
) -> List[Union[ast.AST, str]]:
    """Assertions for a list of cases: sources, or tuples as :func:`convert_call_to_assert` takes them.

    Those that cannot be parsed, or not within the time, are left out.
    """
    found: List[Union[ast.AST, str]] = []
    for case in test_list:
        try:
            with time_limit(timeout):
                tree = safe_ast_parse(case) if isinstance(case, str) else convert_call_to_assert(*case)
        except ContextTimeLimitException:
            continue
        if isinstance(tree, ast.Module):
            found.append(ast.unparse(tree) if convert_to_string else tree)
    return found


def wrap_assert_in_try_print(
    idx: int,
    call: str,
    output: str,
    requires_float: bool,
    print_formatter: Callable[[int], Tuple[str, str, List[Tuple[str, str]]]],
) -> str:
    """Source that runs an assertion and prints what became of it.

    Args:
        idx: The number of the test, for the formatter.
        call: The call.
        output: The expected value.
        requires_float: Whether to allow a difference below 1e-6.
        print_formatter: Gives the arguments of ``print`` for a pass and for a failed assertion, and pairs of an
            exception and such an argument, in which the exception is ``e``.
    """
    passed, failed, others = print_formatter(idx)
    lines = ["try:", " print(%s)" % passed, "except AssertionError:", " print(%s)" % failed]
    for exception, said in others:
        lines += ["except %s as e:" % exception, " print(%s)" % said]
    statement = ast.parse("\n".join(lines)).body[0]
    assert isinstance(statement, ast.Try)
    statement.body[:0] = _asserted(ast.parse(call), output, requires_float).body
    return ast.unparse(ast.fix_missing_locations(statement))


def default_tree_process_func(code: str) -> ast.Module:
    """Parses a source and visits every node, which fails for trees that are too deep."""
    tree = ast.parse(code)
    for _ in ast.walk(tree):
        pass
    return tree


def remove_deep_trees(
    code_lines: Sequence[str], tree_process_func: Callable[[str], Any], timeout: float
) -> List[str]:
    """Those of the sources that can be processed within the time."""
    kept = []
    for code in code_lines:
        try:
            with time_limit(timeout):
                tree = tree_process_func(code)
        except (ContextTimeLimitException, RecursionError, SyntaxError, MemoryError):
            continue
        if tree is not None:
            kept.append(code)
    return kept


class _Remover:
    """Can be sent to another process, which a nested function cannot."""

    def __init__(self, tree_process_func: Callable[[str], Any], timeout: float) -> None:
        self._function = tree_process_func
        self._timeout = timeout

    def __call__(self, batch: List[List[str]]) -> List[List[str]]:
        return [remove_deep_trees(lines, self._function, self._timeout) for lines in batch]


def remove_trees_from_lists(
    codes: Sequence[List[str]],
    tree_process_func: Callable[[str], Any] = default_tree_process_func,
    timeout: float = 2,
    num_workers: int = 4,
    batch_size: int = 100,
    **parallel_kwargs: Any,
) -> List[List[str]]:
    """Does so for each list of sources, in processes."""
    batches = [list(codes[i : i + batch_size]) for i in range(0, len(codes), batch_size)]
    remover = _Remover(tree_process_func, timeout)
    return run_in_parallel(remover, batches, num_workers, target_returns_multiple=True, **parallel_kwargs)
