"""Runs solution.py as the main program, with the names of a prelude for it where it lacks them.

A program that is none ends with the status below, so that it is told from one that fails.
"""

import sys

PROGRAM = "solution.py"
NOT_A_PROGRAM = 86
PRELUDE = ()
RECURSION_LIMIT = 0
INTEGER_DIGITS = -1
RETURN_ENDS = False


#PRELUDE#


def start():
    from types import ModuleType

    with open(PROGRAM, "rb") as file:
        source = file.read()
    try:
        code = compiled(source)
    except Exception as error:
        print(type(error).__name__ + ": " + str(error), file=sys.stderr)
        sys.exit(NOT_A_PROGRAM)
    module = ModuleType("__main__")
    module.__file__ = PROGRAM
    offer(source, module.__dict__, PRELUDE)
    if RECURSION_LIMIT:
        sys.setrecursionlimit(RECURSION_LIMIT)
    if INTEGER_DIGITS >= 0 and hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(INTEGER_DIGITS)
    sys.argv = [PROGRAM]
    sys.modules["sce_main"] = sys.modules["__main__"]
    sys.modules["__main__"] = module
    try:
        exec(code, module.__dict__)
    except Returned:
        pass


class Returned(BaseException):
    """A return statement outside of every function."""


def compiled(source):
    try:
        return compile(source, PROGRAM, "exec", dont_inherit=True)
    except SyntaxError as error:
        if not RETURN_ENDS or "'return' outside function" not in str(error):
            raise
    import ast

    tree = ast.parse(source, PROGRAM)
    replace_returns(ast, tree)
    return compile(ast.fix_missing_locations(tree), PROGRAM, "exec", dont_inherit=True)


def replace_returns(ast, node):
    """Makes every return outside of functions and classes end the program."""
    for field, value in ast.iter_fields(node):
        if not isinstance(value, list):
            continue
        for at, item in enumerate(value):
            if isinstance(item, ast.Return):
                main = ast.Call(ast.Name("__import__", ast.Load()), [ast.Constant("sce_main")], [])
                ended = ast.Raise(ast.Attribute(main, "Returned", ast.Load()), None)
                value[at] = ast.copy_location(ended, item)
            elif not isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                if isinstance(item, ast.AST):
                    replace_returns(ast, item)


start()
