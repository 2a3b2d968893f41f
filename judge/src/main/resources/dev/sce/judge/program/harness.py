"""Runs solution.py as code of training does: as the body of a function, with input and output in memory.

What is strange here is what programs meet there: exit status 1 is as good as 0, standard input may have no buffer or
be nothing to iterate over. What differs from there on purpose: each test has a process of its own.
"""

import ast
import builtins
import io
import os
import sys

keeps_byte_code, sys.dont_write_bytecode = not sys.dont_write_bytecode, True
from sce_prelude import offer  # noqa: E402

sys.dont_write_bytecode = not keeps_byte_code
del sys.modules["sce_prelude"]

PROGRAM = "solution.py"
NOT_A_PROGRAM = 86
FUNCTION = "sce_function"

# Modules that cannot be imported there.
MISSING = ["ipdb", "joblib", "resource", "psutil", "tkinter"]
MISSING_IN_PRIME = ["subprocess", "ctypes"]


def start():
    settings, prelude = read_settings()
    data = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    with open(PROGRAM, encoding="utf-8", errors="surrogateescape") as file:
        source = file.read()
    # No descriptor has the input, and what a program takes before it is called is not its input.
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    sys.stdin = open(os.devnull)
    out, sys.stdout = sys.stdout, open(os.devnull, "w")
    harness = settings["harness"]
    try:
        code = compile(as_function(source, harness), PROGRAM, "exec", dont_inherit=True)
    except Exception as error:
        print(type(error).__name__ + ": " + str(error), file=sys.stderr)
        sys.exit(NOT_A_PROGRAM)
    function = load(source, code, settings, prelude)
    sys.stdout = printed = io.StringIO()
    answer_like_input(sys.stdin, data)
    sys.stdin = standard_input(data, harness)
    if harness == "EARLY_LIVE_CODE_BENCH":
        # Elsewhere, programs have the real one under its name.
        builtins.open = lambda *_, **__: io.StringIO(data)
    try:
        function()
    except SystemExit:
        pass
    out.buffer.write(printed.getvalue().encode("utf-8", "surrogateescape"))
    out.buffer.flush()


def read_settings():
    settings, prelude = {}, []
    with open("settings.txt", encoding="utf-8") as file:
        for line in file:
            name, _, value = line.rstrip("\n").partition(" ")
            if name == "prelude":
                prelude.append(value)
            else:
                settings[name] = value
    return settings, prelude


def load(source, code, settings, prelude):
    from types import ModuleType

    prime = settings["harness"] == "PRIME"
    for name in MISSING + (MISSING_IN_PRIME if prime else []):
        sys.modules[name] = None
    builtins.quit = None
    if prime:
        builtins.exit = None
    module = ModuleType("tmp_sol")
    offer(source, module.__dict__, prelude)
    if int(settings["recursion_limit"]):
        sys.setrecursionlimit(int(settings["recursion_limit"]))
    if int(settings["integer_digits"]) >= 0 and hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(int(settings["integer_digits"]))
    sys.argv = [PROGRAM]
    exec(code, module.__dict__)
    return module.__dict__[FUNCTION]


def as_function(source, harness):
    """Returns the program as a module that defines it as a function."""
    if harness == "PRIME":
        return as_indented_text(without_guard(source))
    tree = ast.parse(without_guard(source), PROGRAM)
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    body = [node for node in tree.body if node not in imports]
    wrapper = ast.parse("import sys\ndef " + FUNCTION + "():\n    pass")
    wrapper.body[1].body = body
    wrapper.body[1:1] = imports
    # Once to text and back, for only the parser finds what stands where it must not.
    text = ast.unparse(wrapper)
    if "class Solution" in text:
        # Looked for as the class that has the function, and not found, for it is within the function.
        raise NameError("a program with a class Solution is taken for one that is called")
    return text


def as_indented_text(source):
    """Lines become the function's, but for imports before any other line; even those in long strings."""
    head, body = ["import sys"], []
    for line in source.split("\n"):
        if body or not line.startswith(("from ", "import ")):
            body.append("\t" + line)
        else:
            head.append(line)
    return "\n".join(head + ["stdin = sys.stdin", "stdout = sys.stdout", "def " + FUNCTION + "():"] + body)


def without_guard(source):
    """Returns the program with what stands behind a test of __name__ at its very end."""
    try:
        tree = ast.parse(source)
        last = tree.body[-1]
        if isinstance(last, ast.If) and ast.unparse(last.test) == "__name__ == '__main__'":
            return ast.unparse(tree.body[:-1]) + "\n" + ast.unparse(last.body)
    except Exception:
        pass
    return source


def answer_like_input(earlier, data):
    """What a program took for its standard input before it was called gives it too, in lines without ends."""
    lines = iter(data.split("\n"))
    earlier.readline = lambda *_: next(lines)
    earlier.readlines = lambda *_: data.split("\n")
    earlier.read = lambda *_: data


def standard_input(data, harness):
    return BufferedInput(data) if harness == "LIVE_CODE_BENCH" else io.StringIO(data)


class BufferedInput:
    """A standard input that has a buffer, gives all of it however little is asked for, and cannot be iterated over."""

    def __init__(self, data):
        self.data = data
        self.text = io.StringIO(data)
        self.buffer = Bytes(data.encode("utf-8", "surrogateescape"))

    def read(self, *_):
        return self.data

    def readlines(self, *_):
        return self.data.split("\n")

    def __getattr__(self, name):
        return getattr(self.text, name)


class Bytes:
    """A buffer whose first line is read again and again."""

    def __init__(self, data):
        self.data = data

    def read(self, *_):
        return self.data

    def readline(self, *_):
        return self.data.split(b"\n")[0] + b"\n"


start()
