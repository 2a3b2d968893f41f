#!/usr/bin/env python3
"""How scorers of HumanEval samples run them: fork this interpreter for each program and exec() its text.

Takes and writes the same JSON lines as subprocess_pool.py, but only programs that are one Python file
without input. It starts no interpreter, but the program shares everything with this process: its
modules, its files, its right to kill it. Output is what went through sys.stdout. The result comes
over a pipe, which is kinder than a manager process for every program.
"""

import argparse
import contextlib
import io
import json
import multiprocessing
import os
import shutil
import signal
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor


def expire(_number, _frame):
    raise TimeoutError


def execute(code, folder, timeout, pipe):
    """Runs in the forked process: runs the program and sends what came of it."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    os.chdir(folder)
    signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, timeout)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            exec(compile(code, "main.py", "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except TimeoutError:
        status = -9
    except BaseException:
        err.write(traceback.format_exc())
        status = 1
    signal.setitimer(signal.ITIMER_REAL, 0)
    pipe.send((status, out.getvalue(), err.getvalue()))
    pipe.close()


def run_program(line, folder, context):
    row = json.loads(line)
    timeout = row["commands"][0]["timeout"]
    own = tempfile.mkdtemp(dir=folder)
    receiving, sending = context.Pipe(duplex=False)
    begin = time.perf_counter()
    process = context.Process(target=execute, args=(row["files"]["main.py"], own, timeout, sending))
    process.start()
    sending.close()
    try:
        late = not receiving.poll(timeout + 1)
        status, out, err = (-9, "", "") if late else receiving.recv()
    except EOFError:  # It ended without a word, as os._exit does.
        late, status, out, err = False, None, "", ""
    if late:
        process.kill()
    process.join()
    receiving.close()
    result = {
        "return_code": process.exitcode if status is None else status,
        "runtime": round(time.perf_counter() - begin, 6),
        "stdout": out,
        "stderr": err,
        "timed_out": status == -9,
        "launcher": "fork",
    }
    shutil.rmtree(own, ignore_errors=True)
    return json.dumps({"id": row["id"], "command_results": [result], "tracked_files": {}})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--workers", type=int, required=True)
    settings = parser.parse_args()
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(settings.workers) as pool:
        with open(settings.input, encoding="utf-8") as lines, open(settings.output, "w", encoding="utf-8") as output:
            for result in pool.map(lambda line: run_program(line, folder, context), lines):
                output.write(result + "\n")


if __name__ == "__main__":
    main()
