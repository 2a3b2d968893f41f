"""Asks checker.py whether an output is right, as open-r1 does: it prints 1 or 100 if it is.

Called as: judge.py INPUT OUTPUT ANSWER. Exit status 0 says right, 1 wrong, 3 that the checker gave
no verdict: a signal ended it, or it ended with an error, and printed nothing, something that is no
number, or "right". It is a process of its own, so that all it prints counts, however it ends.
"""

import os
import re
import runpy
import sys

RIGHT = ("1", "100")
CRASHED = 3


def main():
    given, output, answer = sys.argv[1:]
    texts = {"input.txt": read(given), "correct_output.txt": filled(read(answer)), "output.txt": filled(read(output))}
    for name, text in texts.items():
        with open(name, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
    reader, writer = os.pipe()
    # A fork, since to start another Python takes far longer than most checkers.
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        os.close(reader)
        os.close(writer)
        sys.argv = ["checker.py", "input.txt", "correct_output.txt", "output.txt"]
        runpy.run_path("checker.py", run_name="__main__")
        sys.exit()
    os.close(writer)
    with open(reader, "rb") as said:
        text = said.read().decode(errors="replace")
    sys.exit(verdict("".join(text.split()), os.waitpid(child, 0)[1]))


def verdict(said, status):
    if os.WIFSIGNALED(status):
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
