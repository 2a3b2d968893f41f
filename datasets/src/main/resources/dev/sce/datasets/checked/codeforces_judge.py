"""Asks checker.py whether an output is right, as open-r1 does: it prints 1 or 100 if it is.

Called as: judge.py INPUT OUTPUT ANSWER. Exit status 0 says right, 1 wrong, 3 that the checker gave
no verdict: it ended with an error, and printed nothing, something that is no number, or "right".
"""

import io
import re
import runpy
import sys
import traceback

RIGHT = ("1", "100")
CRASHED = 3


def main():
    given, output, answer = sys.argv[1:]
    texts = {"input.txt": read(given), "correct_output.txt": filled(read(answer)), "output.txt": filled(read(output))}
    for name, text in texts.items():
        with open(name, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
    sys.argv = ["checker.py", "input.txt", "correct_output.txt", "output.txt"]
    out, sys.stdout = sys.stdout, io.StringIO()
    failed = False
    try:
        runpy.run_path("checker.py", run_name="__main__")
    except SystemExit as end:
        failed = end.code not in (None, 0)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        failed = True
        traceback.print_exc()
    said, sys.stdout = "".join(sys.stdout.getvalue().split()), out
    sys.exit(verdict(said, failed))


def verdict(said, failed):
    if not failed:
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
