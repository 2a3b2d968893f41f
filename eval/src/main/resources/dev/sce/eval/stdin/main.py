"""Runs solution.py as the main program, with the names of a prelude for it where it lacks them.

A program that is none ends with the status below, so that it is told from one that fails.
"""

import sys

PROGRAM = "solution.py"
NOT_A_PROGRAM = 86
PRELUDE = ()
RECURSION_LIMIT = 0


#PRELUDE#


def start():
    from types import ModuleType

    with open(PROGRAM, "rb") as file:
        source = file.read()
    try:
        code = compile(source, PROGRAM, "exec", dont_inherit=True)
    except Exception as error:
        print(type(error).__name__ + ": " + str(error), file=sys.stderr)
        sys.exit(NOT_A_PROGRAM)
    module = ModuleType("__main__")
    module.__file__ = PROGRAM
    offer(source, module.__dict__, PRELUDE)
    if RECURSION_LIMIT:
        sys.setrecursionlimit(RECURSION_LIMIT)
    sys.argv = [PROGRAM]
    sys.modules["__main__"] = module
    exec(code, module.__dict__)


start()
