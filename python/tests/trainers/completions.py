"""Completions of every kind, and the rewards that they deserve."""

import shutil

import pytest

TESTS = {"inputs": ["1 2\n", "3 4\n"], "outputs": ["3", "7"]}
RIGHT = "So:\n```python\nprint(sum(map(int, input().split())))\n```\n"
HALF = "```python\nprint(3)\n```"
WRONG = "```python\nprint(\n```"
NO_PROGRAM = "I do not know."
THOUGHTS = "<think>\n```python\nprint(3)\n```\n</think>\n" + RIGHT
LOOP = "```python\nwhile True: pass\n```"
REWARDS = {RIGHT: 1.0, HALF: 0.5, WRONG: 0.0, NO_PROGRAM: 0.0, THOUGHTS: 1.0, LOOP: 0.0}

# Nothing can be known of a sample in a language that is not installed.
without_ada = pytest.mark.skipif(shutil.which("gnatmake") is not None, reason="needs a machine without gnatmake")
