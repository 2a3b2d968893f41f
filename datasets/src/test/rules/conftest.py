"""Options of the tests that run `sce` and the rules' own code side by side; see README.md."""

import json
import os
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SCE = HERE.parents[3] / "sce"


def pytest_addoption(parser):
    parser.addoption("--rules", metavar="DIRECTORY", help="what ./setup made")
    parser.addoption("--sce", default=str(SCE), help="the command to test")
    parser.addoption("--cases", type=int, default=300, help="how many answers to generate for each test")
    parser.addoption("--seed", type=int, default=20261130)


@pytest.fixture
def own_rewards(request):
    """Asks a rule's own code."""
    directory = request.config.getoption("--rules")
    if directory is None:
        pytest.skip("run ./setup DIRECTORY, then add --rules DIRECTORY")

    def ask(rule, upstream, cases):
        for name in upstream:
            if not (Path(directory) / "upstream" / name).exists():
                pytest.skip(f"{directory} has no {name}; ./setup says why")
        run = subprocess.run(
            [Path(directory) / "venv/bin/python", HERE / "own_code.py", rule, Path(directory).resolve()],
            input=json.dumps(cases),
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr[-3000:]
        return json.loads(run.stdout)

    return ask


@pytest.fixture
def sce_rewards(request, tmp_path):
    """Asks `sce eval verifiable`, with one row for each case, whose answer is in the same row."""

    def ask(rule, rows, *options):
        file = tmp_path / "rows.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        command = [request.config.getoption("--sce"), "eval", "verifiable", "--problems", file, "--samples", file]
        run = subprocess.run(
            [*command, "--rule", rule, "-o", tmp_path / "out", "--progress", "none", *options],
            capture_output=True,
            text=True,
            env=dict(os.environ, LC_ALL="C.UTF-8"),
        )
        assert run.returncode in (0, 3), run.stderr
        lines = (tmp_path / "out" / "results.jsonl").read_text().splitlines()
        results = sorted((json.loads(line) for line in lines), key=lambda result: result["index"])
        assert len(results) == len(rows), run.stderr
        return results

    return ask
