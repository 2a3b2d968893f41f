

def start():
    """Runs the program beside this file as the main one; it does not see this one's names."""
    import sys
    from types import ModuleType

    program = "guarded_program.py"
    if "/" in __file__:
        program = __file__.rpartition("/")[0] + "/" + program
    with open(program, "rb") as file:
        code = compile(file.read(), program, "exec", dont_inherit=True)
    module = ModuleType("__main__")
    module.__file__ = program
    sys.argv[0] = program
    sys.modules["__main__"] = module
    exec(code, module.__dict__)


start()
