"""Makes test statements of calls and what they should give. Used by the judge and by the source tools."""

import ast


def tree_of(text, name="test", mode="exec"):
    """The tree of a text; one that Python cannot take is no Python, however it says so."""
    try:
        return ast.parse(text, name, mode)
    except (RecursionError, MemoryError):
        raise SyntaxError("nested too deep")


def assertion(call, expected, with_tolerance):
    """The tree of `assert call == expected`; what stands before the call's last line stays before it."""
    tree = tree_of(call)
    if not tree.body:
        raise ValueError("there is no call")
    last = tree.body[-1]
    if isinstance(last, ast.Assert):
        return tree
    wanted = tree_of(expected).body
    if not isinstance(last, ast.Expr) or len(wanted) != 1 or not isinstance(wanted[0], ast.Expr):
        raise ValueError("the call and what is expected must be expressions")
    left, operator, right = last.value, ast.Eq(), wanted[0].value
    if with_tolerance:
        gap = ast.BinOp(left=left, op=ast.Sub(), right=right)
        left = ast.Call(func=ast.Name(id="abs", ctx=ast.Load()), args=[gap], keywords=[])
        operator, right = ast.Lt(), ast.Constant(value=1e-6)
    tree.body[-1] = ast.Assert(test=ast.Compare(left=left, ops=[operator], comparators=[right]), msg=None)
    return ast.fix_missing_locations(tree)


def test_tree(test):
    """The tree of a test: a statement as text, or a call with what is expected of it."""
    if isinstance(test, str):
        return tree_of(test)
    return assertion(test["call"], test["expected"], bool(test.get("tolerance")))
