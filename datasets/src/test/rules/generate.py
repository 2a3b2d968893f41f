"""Generates problems with answers of a model, the same ones for the same seed.

An answer is put together from a way to read, a way to print, something odd that programs do, and a way in which models
write programs down. Most answers are right or nearly so: what matters is where rules differ.
"""

import json
import random

# Problems that read standard input: what a program computes of `data`, the text it has read, as the list `lines`.
STDIN = {
    "sum": (
        "lines = [str(sum(int(x) for x in data.split()))]",
        [("1 2\n", "3\n"), ("10 -4\n", "6\n"), ("0 0\n", "0\n")],
    ),
    "negative": (
        "lines = [str(-int(x) * 1000003) for x in data.split()]",
        [("7 12\n", "-7000021\n-12000036\n"), ("1\n", "-1000003\n")],
    ),
    "halves": (
        "lines = [str(int(x) / 4) for x in data.split()]",
        [("1 2\n", "0.25\n0.5\n"), ("5\n3\n", "1.25\n0.75\n")],
    ),
    "words": (
        "lines = [' '.join(row.split()[::-1]) for row in data.splitlines() if row.strip()]",
        [("a b\nc d e\n", "b a\ne d c\n"), ("x\n", "x\n"), ("yes no\n", "no yes\n")],
    ),
    "answer": (
        "lines = ['YES' if int(x) % 2 else 'NO' for x in data.split()]",
        [("1 2\n", "YES\nNO\n"), ("4\n", "NO\n")],
    ),
    "twelve": (
        "lines = [str(int(x) ** 2) for x in data.split()]",
        [(f"{n}\n", f"{n * n}\n") for n in range(2, 16)],
    ),
    "spaced": (
        "lines = [row.strip() for row in data.split('\\n') if row.strip()]",
        [("a\n\nb\n", "a\nb\n"), ("c\n", "c\n"), ("d \n", "d \n")],
    ),
}

READERS = {
    "input": "data = ''\ntry:\n    while True:\n        data += input() + '\\n'\nexcept EOFError:\n    pass",
    "inputs": "data = input() + '\\n'",
    "read": "import sys\ndata = sys.stdin.read()",
    "readline": "import sys\ndata = sys.stdin.readline()\nmore = sys.stdin.readline()\ndata += '\\n' + more",
    "readlines": "import sys\ndata = '\\n'.join(sys.stdin.readlines())",
    "iterate": "import sys\ndata = ''\nfor row in sys.stdin:\n    data += row",
    "buffer": "import sys\ndata = sys.stdin.buffer.read().decode()",
    "buffered lines": "import sys\ndata = sys.stdin.buffer.readline().decode()",
    "from sys": "from sys import stdin\ndata = stdin.read()",
    "descriptor": "data = open(0).read()",
    "unimported": "data = sys.stdin.read()",
    "any error": "data = ''\nwhile True:\n    try:\n        data += input() + '\\n'\n    except Exception:\n"
    "        break",
}

PRINTERS = {
    "lines": "for line in lines:\n    print(line)",
    "joined": "print('\\n'.join(lines))",
    "no end": "import sys\nsys.stdout.write('\\n'.join(lines))",
    "blanks": "for line in lines:\n    print(' ' + line + ' ')",
    "gaps": "for line in lines:\n    print(line)\n    print()",
    "more": "for line in lines:\n    print(line)\nprint('done')",
    "fewer": "for line in lines[:-1]:\n    print(line)",
    "one line": "print(*lines)",
    "returns": "print('\\r\\n'.join(lines))",
    "small": "for line in lines:\n    print(line.lower())",
    "near": "for line in lines:\n    try:\n        print('%.7f' % (float(line) + 4e-7))\n    except ValueError:\n"
    "        print(line)",
    "off by one": "for line in lines:\n    try:\n        print(int(line) + 1)\n    except ValueError:\n"
    "        print(line)",
    "zeros": "for line in lines:\n    try:\n        print('%.3f' % float(line))\n    except ValueError:\n"
    "        print(line)",
    "first only": "print(lines[0])",
    "double blanks": "for line in lines:\n    print(line.replace(' ', '  '))",
    "buffer": "import sys\nsys.stdout.buffer.write('\\n'.join(lines).encode())",
}

# What stands around the program {}, which the line "@" marks where something follows its last statement.
ODDITIES = {
    "plain": "{}",
    "function": "def main():\n{indented}\n\nmain()",
    "guard": "def main():\n{indented}\n\nif __name__ == '__main__':\n    main()",
    "guard within": "def main():\n{indented}\n\nif __name__ == '__main__':\n    main()\nfinished = True",
    "comment first": "# reads and prints\n{}",
    "star import": "from math import *\n{}",
    "late star import": "x = 1\nfrom math import *\n{}",
    "global": "total = 0\ndef add():\n    global total\n    total += 1\nadd()\n{}",
    "exit": "{}\nexit()",
    "quit": "{}\nquit()",
    "sys exit": "{}\nimport sys\nsys.exit()",
    "status 1": "{}\nimport sys\nsys.exit(1)",
    "error after": "{}\nraise ValueError('no')",
    "hard end": "{}\nimport os\nos._exit(0)",
    "names": "queue = deque([3, 1])\nheap = [gcd(4, 6)]\nheappush(heap, 1)\n{}",
    "class": "class Solution:\n    def run(self):\n        return 1\n{}",
    "future": "from __future__ import annotations\n{}",
    "resource": "import resource\n{}",
    "recursion": "def deep(n):\n    return 0 if n == 0 else deep(n - 1)\nassert deep(3000) == 0\n{}",
    "return": "{}\nreturn",
    "syntax error": "{}\nif:",
    "standard error": "import sys\nprint('note', file=sys.stderr)\n{}",
    "import os": "import os\n{}",
    "nothing": "pass",
}

ANSWERS = {
    "fence": "Here it is.\n```python\n{}\n```\nDone.",
    "bare": "{}",
    "untagged": "```\n{}\n```",
    "short tag": "```py\n{}\n```",
    "tag 3": "```python3\n{}\n```",
    "open": "Here it is.\n```python\n{}",
    "two": "```python\nprint('first')\n```\nBetter:\n```python\n{}\n```",
    "two, second untagged": "```python\n{}\n```\nIt prints:\n```\n3\n```",
    "thought": "<think>```python\nprint(0)\n```</think>\n```python\n{}\n```",
    "prose": "I cannot solve this.",
}

# Functions: what is called, its tests as arguments and value, and programs that are right, nearly right or wrong. Names
# are none that harnesses import from elsewhere.
CALLS = {
    "plus_of": (
        [([1, 2], 3), ([5, -5], 0), ([[1], [2]], [1, 2])],
        [
            "return a + b",
            "return b + a",
            "return float(a + b) if a != [1] else a + b",
            "return 3",
            "return [a + b]",
        ],
        "a, b",
    ),
    "pairs": (
        [([[3, 1]], [[1, 3], [3, 9]]), ([[2]], [[1, 2]])],
        [
            "return [[1, 3], [3, 9]] if a[0] == 3 else [[1, 2]]",
            "return [(1, 3), (3, 9)] if a[0] == 3 else [(1, 2)]",
            "return ([1, 3], [3, 9]) if a[0] == 3 else ([1, 2],)",
            "return [1, 3] if a[0] == 3 else [1, 2]",
        ],
        "a",
    ),
    "counted": (
        [([{"1": 2}], {"1": 2}), ([{"a": 1}], {"a": 1})],
        ["return a", "return {str(k): v for k, v in a.items()}", "return list(a)", "return dict(a)"],
        "a",
    ),
    "text": (
        [(["ab"], "ba"), (["x"], "x"), ([""], "")],
        ["return a[::-1]", "return a", "print('noise')\n    return a[::-1]", "return None", "return list(a[::-1])"],
        "a",
    ),
    "is_true": (
        [([1], True), ([0], False), ([3], True)],
        ["return bool(a)", "return a", "return int(bool(a))", "raise ValueError", "return a and True"],
        "a",
    ),
    "long": (
        [([n], n + 1) for n in range(12)],
        ["return a + 1", "return a + 1 if a < 11 else 0", "return a + 1 if a % 2 else 0", "return a + 1.0"],
        "a",
    ),
}

FRAMES = {
    "function": "def {name}({arguments}):\n    {body}",
    "solution": "class Solution:\n    def {name}(self, {arguments}):\n        {deeper}",
    "other name": "def other({arguments}):\n    {body}",
    "state": "calls = 0\ndef {name}({arguments}):\n    global calls\n    calls += 1\n    assert calls < 3\n    {body}",
    "names": "memory = defaultdict(list)\ndef {name}({arguments}):\n    {body}",
    "guard": "def {name}({arguments}):\n    {body}\n\nif __name__ == '__main__':\n    print({name}(input()))",
    "ends": "import sys\ndef {name}({arguments}):\n    sys.exit(0)",
    "loading error": "def {name}({arguments}):\n    {body}\n1 / 0",
    "syntax error": "def {name}({arguments})\n    {body}",
}

ASSERTS = {
    "double": (
        ["assert double(2) == 4", "assert double('a') == 'aa'", "x = double(5)", "assert x == 10"],
        ["return a * 2", "return a + a", "return 2 * a if a != 'a' else 'a'", "raise ValueError", "return 4"],
    ),
    "size": (
        ["assert size([1, 2]) == 2", "assert size([]) == 0", "assert size('abc') == 3, 'text'"],
        ["return len(a)", "return sum(1 for _ in a)", "return 2", "return None"],
    ),
}


class Case:
    """An answer to a problem, with what it was made of."""

    def __init__(self, row, program, around, made_of):
        self.row, self.program, self.made_of = row, program, made_of
        self.answer = around.replace("{}", program)


def stdin_cases(seed, count):
    chance = random.Random(seed)
    for _ in range(count):
        name, (compute, tests) = pick(chance, STDIN)
        reader, read = pick(chance, READERS, likely=["read", "input", "readline"])
        printer, show = pick(chance, PRINTERS, likely=["lines", "joined"])
        oddity, frame = pick(chance, ODDITIES, likely=["plain", "guard", "function"])
        style, around = pick(chance, ANSWERS, likely=["fence"])
        program = read + "\n" + compute + "\n" + show
        indented = "\n".join("    " + line for line in program.split("\n"))
        code = frame.replace("{indented}", indented).replace("{}", program)
        row = {"inputs": [i for i, _ in tests], "outputs": [o for _, o in tests]}
        yield Case(row, code, around, f"{name}, {reader}, {printer}, {oddity}, {style}")


def call_cases(seed, count):
    chance = random.Random(seed)
    for _ in range(count):
        name, (tests, bodies, arguments) = pick(chance, CALLS)
        frame, text = pick(chance, FRAMES, likely=["function", "solution"])
        style, around = pick(chance, ANSWERS, likely=["fence"])
        body = chance.choice(bodies)
        code = text.format(name=name, arguments=arguments, body=body, deeper=body.replace("\n", "\n    "))
        row = {
            "inputs": ["\n".join(json.dumps(a) for a in given) for given, _ in tests],
            "outputs": [json.dumps(value) for _, value in tests],
            "fn_name": name,
        }
        yield Case(row, code, around, f"{name}, {body!r}, {frame}, {style}")


def assert_cases(seed, count):
    chance = random.Random(seed)
    for _ in range(count):
        name, (tests, bodies) = pick(chance, ASSERTS)
        frame, text = pick(chance, FRAMES, likely=["function"])
        style, around = pick(chance, ANSWERS, likely=["fence"])
        oddity = chance.choice(["", "", "", "import os\n", "import threading\n", "from os import path\n"])
        body = chance.choice(bodies)
        code = oddity + text.format(name=name, arguments="a", body=body, deeper=body)
        yield Case(tests, code, around, f"{name}, {body!r}, {frame}, {oddity!r}, {style}")


def pytest_cases(seed, count):
    chance = random.Random(seed)
    for _ in range(count):
        name, (tests, bodies) = pick(chance, ASSERTS)
        frame, text = pick(chance, FRAMES, likely=["function"])
        body = chance.choice(bodies)
        head = f"import pytest\nfrom solution import {name}\n"
        file = head + "".join(f"\ndef test_{i}():\n    {test}\n" for i, test in enumerate(tests) if "x" not in test)
        code = text.format(name=name, arguments="a", body=body, deeper=body)
        yield Case(file, code, "{}", f"{name}, {body!r}, {frame}")


def pick(chance, table, likely=()):
    """Takes an entry: a likely one in two cases of three."""
    name = chance.choice(likely) if likely and chance.random() < 0.66 else chance.choice(list(table))
    return name, table[name]
