"""Asks checker.py whether an output is right, as open-r1 does: it prints 1 or 100 if it is.

Called as: judge.py INPUT OUTPUT ANSWER. Exit status 0 says right, 1 wrong.
"""

import io
import runpy
import sys


def main():
    given, output, answer = sys.argv[1:]
    texts = {"input.txt": read(given), "correct_output.txt": filled(read(answer)), "output.txt": filled(read(output))}
    for name, text in texts.items():
        with open(name, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
    sys.argv = ["checker.py", "input.txt", "correct_output.txt", "output.txt"]
    out, sys.stdout = sys.stdout, io.StringIO()
    status = 0
    try:
        runpy.run_path("checker.py", run_name="__main__")
    except SystemExit as end:
        status = end.code or 0
    said, sys.stdout = sys.stdout.getvalue(), out
    sys.exit(0 if status == 0 and "".join(said.split()) in ("1", "100") else 1)


def read(name):
    with open(name, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read().replace("\r\n", "\n")


def filled(text):
    """Leaves out the empty lines."""
    return "".join(line + "\n" for line in text.split("\n") if line)


main()
