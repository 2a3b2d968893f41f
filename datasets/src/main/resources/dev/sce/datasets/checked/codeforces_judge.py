"""Asks checker.py whether an output is right, as open-r1 does: it prints 1 or 100 if it is.

Called as: judge.py INPUT OUTPUT ANSWER. Exit status 0 says right, 1 wrong, 3 that the checker gave
no verdict: a signal ended it, or it ended with an error, and printed nothing, something that is no
number, or "right". It is a process of its own, so that all it prints counts, however it ends.
"""

import re
import subprocess
import sys

RIGHT = ("1", "100")
CRASHED = 3


def main():
    given, output, answer = sys.argv[1:]
    texts = {"input.txt": read(given), "correct_output.txt": filled(read(answer)), "output.txt": filled(read(output))}
    for name, text in texts.items():
        with open(name, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
    command = [sys.executable, "checker.py", "input.txt", "correct_output.txt", "output.txt"]
    checker = subprocess.run(command, stdout=subprocess.PIPE)
    sys.exit(verdict("".join(checker.stdout.decode(errors="replace").split()), checker.returncode))


def verdict(said, status):
    if status < 0:
        return CRASHED
    if status == 0:
        return 0 if said in RIGHT else 1
    # Some checkers end with a status other than 0 where they print 0.
    isnumber = re.fullmatch(r"[+-]?\d+(\.\d+)?", said)
    return 1 if isnumber and said not in RIGHT else CRASHED


def read(name):
    with open(name, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read().replace("\r\n", "\n")


def filled(text):
    """Leaves out the empty lines."""
    return "".join(line + "\n" for line in text.split("\n") if line)


main()
