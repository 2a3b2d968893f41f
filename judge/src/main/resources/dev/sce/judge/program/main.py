"""Runs solution.py as the main program, with the names of a prelude for it where it lacks them.

A program that is none ends with the status below, so that it is told from one that fails.
"""

import sys

# The file beside this one leaves no byte code there, and the program is none the wiser.
keeps_byte_code, sys.dont_write_bytecode = not sys.dont_write_bytecode, True
from sce_prelude import offer  # noqa: E402

sys.dont_write_bytecode = not keeps_byte_code
del sys.modules["sce_prelude"]

PROGRAM = "solution.py"
SETTINGS = "settings.txt"
NOT_A_PROGRAM = 86


class Settings:
    """What the file of settings says: a name and a value on each line."""

    def __init__(self):
        self.prelude = []
        self.recursion_limit, self.integer_digits, self.return_ends = 0, -1, False
        # No module is imported for reading it, since every program pays for that.
        with open(SETTINGS, encoding="utf-8") as file:
            for line in file:
                name, _, value = line.rstrip("\n").partition(" ")
                if name == "prelude":
                    self.prelude.append(value)
                else:
                    setattr(self, name, int(value))


def start():
    from types import ModuleType

    settings = Settings()
    with open(PROGRAM, "rb") as file:
        source = file.read()
    try:
        code = compiled(source, settings.return_ends)
    except Exception as error:
        print(type(error).__name__ + ": " + str(error), file=sys.stderr)
        sys.exit(NOT_A_PROGRAM)
    module = ModuleType("__main__")
    module.__file__ = PROGRAM
    offer(source, module.__dict__, settings.prelude)
    if settings.recursion_limit:
        sys.setrecursionlimit(settings.recursion_limit)
    if settings.integer_digits >= 0 and hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(settings.integer_digits)
    sys.argv = [PROGRAM]
    sys.modules["sce_main"] = sys.modules["__main__"]
    sys.modules["__main__"] = module
    try:
        exec(code, module.__dict__)
    except Returned:
        pass


class Returned(BaseException):
    """A return statement outside of every function."""


def compiled(source, return_ends):
    try:
        return compile(source, PROGRAM, "exec", dont_inherit=True)
    except SyntaxError as error:
        if not return_ends or "'return' outside function" not in str(error):
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
