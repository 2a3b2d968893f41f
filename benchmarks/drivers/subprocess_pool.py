#!/usr/bin/env python3
"""The usual way to run many programs from Python: a thread pool, a folder and a subprocess for each.

Reads the same JSON lines as `sce run` (rows with `files` and `commands`) and writes a result row for
each, in the order of the input. There is no isolation, and a timeout kills the direct child only. It
does no more than that, so that what is measured is the way itself: no progress bar, no statistics.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

DEFAULT_TIMEOUT = 10


def write_files(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        if "/" in name:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def run_command(command, folder, settings):
    """Runs one command and returns its result row."""
    argv = list(command["command"])
    if argv[0] == "python3":
        argv[0] = settings.python
    stdin = command.get("stdin", "")
    begin = time.perf_counter()
    try:
        done = subprocess.run(
            [word.replace("{folder}", folder) for word in settings.prefix] + argv,
            cwd=folder,
            env=settings.environment,
            input=(stdin if isinstance(stdin, str) else "\n".join(stdin)).encode(),
            capture_output=True,
            timeout=command.get("timeout", DEFAULT_TIMEOUT),
        )
        code, out, err, late = done.returncode, done.stdout, done.stderr, False
    except subprocess.TimeoutExpired as expired:
        code, out, err, late = -9, expired.stdout or b"", expired.stderr or b"", True
    return {
        "return_code": code,
        "runtime": round(time.perf_counter() - begin, 6),
        "stdout": out.decode("utf-8", "replace"),
        "stderr": err.decode("utf-8", "replace"),
        "timed_out": late,
        "launcher": "subprocess",
    }


def run_program(line, settings):
    """Runs the commands of one row until one fails, and returns the line of its results."""
    row = json.loads(line)
    folder = tempfile.mkdtemp(dir=settings.folder)
    try:
        write_files(folder, row["files"])
        results = []
        for command in row["commands"]:
            results.append(run_command(command, folder, settings))
            if results[-1]["return_code"] != 0:
                break
        tracked = {name: read_back(folder, name) for name in row.get("tracked_files", [])}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return json.dumps({"id": row["id"], "command_results": results, "tracked_files": tracked})


def read_back(folder, name):
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--python", default="python3", help="what stands for python3 in commands")
    parser.add_argument(
        "--prefix", default="", help="words before every command, such as a sandbox; {folder} is the program's"
    )
    settings = parser.parse_args()
    settings.prefix = settings.prefix.split()
    # The programs get the small environment that sce gives them, so that both start the same.
    settings.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    with tempfile.TemporaryDirectory() as settings.folder, ThreadPoolExecutor(settings.workers) as pool:
        with open(settings.input, encoding="utf-8") as lines, open(settings.output, "w", encoding="utf-8") as output:
            for result in pool.map(lambda line: run_program(line, settings), lines):
                output.write(result + "\n")


if __name__ == "__main__":
    main()
