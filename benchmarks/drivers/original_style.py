#!/usr/bin/env python3
"""Judges samples for HumanEval in the way of the Python library simple-code-execution, and no more.

A preprocessor makes files and commands of each prediction, in a pool of processes; the files go to a
fresh folder for each; the pool's processes run the commands with asyncio and a timeout; a
postprocessor turns each result into passed or failed. A timeout kills the direct child only.

The program of a sample is the problem's prompt, the completion as it is, and the problem's test.
"""

import argparse
import asyncio
import gzip
import json
import multiprocessing
import os
import shutil
import tempfile
import time

TIMEOUT = 8  # what `sce eval humaneval` gives


def preprocess(prediction):
    problem = prediction["problem"]
    program = "%s%s\n%s\ncheck(%s)\n" % (
        problem["prompt"],
        prediction["completion"],
        problem["test"],
        problem["entry_point"],
    )
    return {"files": {"main.py": program}, "commands": [["python3", "main.py"]]}


def postprocess(pair):
    prediction, result = pair
    return {
        "task_id": prediction["task_id"],
        "passed": all(command["return_code"] == 0 for command in result["command_results"]),
        "runtime": result["command_results"][-1]["runtime"],
    }


def write_files(executable, root):
    folder = tempfile.mkdtemp(dir=root)
    for name, text in executable["files"].items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    return folder


async def run_command(command, folder, python):
    begin = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *[python if word == "python3" else word for word in command],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), TIMEOUT)
    except asyncio.TimeoutError:
        process.kill()
        await process.wait()
        out, err = b"", b""
    return {
        "return_code": process.returncode,
        "stdout": out.decode("utf-8", "replace"),
        "stderr": err.decode("utf-8", "replace"),
        "runtime": time.perf_counter() - begin,
    }


async def run_all(work):
    """Runs one chunk, one program after the other: each process of the pool has its own chunk."""
    results = []
    for executable, folder, python in work:
        commands = []
        for command in executable["commands"]:
            commands.append(await run_command(command, folder, python))
            if commands[-1]["return_code"] != 0:
                break
        shutil.rmtree(folder, ignore_errors=True)
        results.append({"command_results": commands})
    return results


def run_chunk(work):
    return asyncio.run(run_all(work))


def read_lines(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--problems", required=True)
    parser.add_argument("--samples", required=True)
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--python", default="python3", help="what stands for python3 in commands")
    settings = parser.parse_args()
    problems = {row["task_id"]: row for row in read_lines(settings.problems)}
    predictions = read_lines(settings.samples)
    for prediction in predictions:
        prediction["problem"] = problems[prediction["task_id"]]
    with multiprocessing.Pool(settings.workers) as pool, tempfile.TemporaryDirectory() as root:
        executables = pool.map(preprocess, predictions)
        work = [(executable, write_files(executable, root), settings.python) for executable in executables]
        # Small chunks, so that no process of the pool waits for another at the end.
        chunks = [work[i : i + 8] for i in range(0, len(work), 8)]
        results = [result for chunk in pool.imap(run_chunk, chunks) for result in chunk]
        verdicts = pool.map(postprocess, zip(predictions, results))
    with open(settings.output, "w", encoding="utf-8") as output:
        for verdict in verdicts:
            output.write(json.dumps(verdict) + "\n")


if __name__ == "__main__":
    main()
