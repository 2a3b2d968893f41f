#!/usr/bin/env python3
"""What the usual scorer of HumanEval samples does: for each sample a manager process and a forked one.

A pool of threads takes the samples. For each it starts a multiprocessing.Manager(), whose list takes
the outcome, and a multiprocessing.Process, which exec()s the program in a temporary folder with its
streams swallowed. The thread joins with a second more than the timeout and kills what is left. What
was swallowed is sent along with the outcome, so that every result can be verified.

Takes and writes the same JSON lines as subprocess_pool.py, but only programs that are one Python file
without input. The program shares everything with the interpreter it was forked from.
"""

import argparse
import contextlib
import io
import json
import multiprocessing
import os
import signal
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor


class Silent(io.StringIO):
    """A standard input that nothing can be read from."""

    def readable(self):
        return False


@contextlib.contextmanager
def time_limit(seconds):
    def expire(_number, _frame):
        raise TimeoutError

    signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def execute(code, timeout, outcome):
    """Runs in the forked process."""
    import sys

    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        out, err, status = io.StringIO(), io.StringIO(), 0
        sys.stdin = Silent()
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), time_limit(timeout):
                exec(code, {"__name__": "__main__"})
        except TimeoutError:
            status = -9
        except BaseException:
            err.write(traceback.format_exc())
            status = 1
        os.chdir(before)
        outcome.append((status, out.getvalue(), err.getvalue()))


def run_program(line, context):
    row = json.loads(line)
    timeout = row["commands"][0]["timeout"]
    begin = time.perf_counter()
    with context.Manager() as manager:
        outcome = manager.list()
        process = context.Process(target=execute, args=(row["files"]["main.py"], timeout, outcome))
        process.start()
        process.join(timeout=timeout + 1)
        if process.is_alive():
            process.kill()
            process.join()
        status, out, err = outcome[0] if len(outcome) > 0 else (-9, "", "")
    result = {
        "return_code": status,
        "runtime": round(time.perf_counter() - begin, 6),
        "stdout": out,
        "stderr": err,
        "timed_out": status == -9,
        "launcher": "fork",
    }
    return json.dumps({"id": row["id"], "command_results": [result], "tracked_files": {}})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--workers", type=int, required=True)
    settings = parser.parse_args()
    context = multiprocessing.get_context("fork")
    with ThreadPoolExecutor(settings.workers) as pool:
        with open(settings.input, encoding="utf-8") as lines, open(settings.output, "w", encoding="utf-8") as output:
            for result in pool.map(lambda line: run_program(line, context), lines):
                output.write(result + "\n")


if __name__ == "__main__":
    main()
