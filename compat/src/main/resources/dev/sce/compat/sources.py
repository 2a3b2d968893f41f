# Answers questions about Python source text with Python's own parser. One request is a batch of one kind; what an item does to the
# parser, such as nesting too deep for it, is that item's answer. An item that ends the whole process is found by the caller, who then
# asks again with fewer items.
import json
import sys

BAD = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)


def valid(item):
    ast.parse(item)
    return True


def imports(item):
    return [ast.unparse(n) for n in ast.parse(item).body if isinstance(n, (ast.Import, ast.ImportFrom))]


def simple_test(item):
    body = ast.parse(item).body
    if not body or not isinstance(body[0], ast.Assert) or not isinstance(body[0].test, ast.Compare):
        return False
    return any(isinstance(n, ast.Call) for n in ast.walk(body[0].test.left))


def to_assert(item):
    return ast.unparse(test_tree(item))


def in_try(item):
    """The test, then a print of the first text; texts are expressions of Python."""
    lines = ["try:", "    print(%s)" % item["passed"], "except AssertionError:", "    print(%s)" % item["failed"]]
    for kind, text in item["errors"]:
        lines += ["except %s as e:" % kind, "    print(%s)" % text]
    block = ast.parse("\n".join(lines)).body[0]
    block.body = test_tree(item).body + block.body
    return ast.unparse(ast.fix_missing_locations(ast.Module(body=[block], type_ignores=[])))


def walkable(item):
    for _ in ast.walk(ast.parse(item)):
        pass
    return True


QUESTIONS = {
    "valid": valid,
    "imports": imports,
    "simple_test": simple_test,
    "to_assert": to_assert,
    "in_try": in_try,
    "walkable": walkable,
}


def answer(question, item):
    try:
        return question(item)
    except BAD:
        return None


def main():
    request = json.load(sys.stdin)
    question = QUESTIONS[request["kind"]]
    json.dump([answer(question, item) for item in request["items"]], sys.stdout)


main()
