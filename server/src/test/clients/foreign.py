"""Runs test files of other projects, unchanged, in a pytest of their own."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run(file, url, *arguments, timeout=300, **environment):
    """Runs `file` against the server at `url`; a failure shows what failed in it."""
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "stand_ins", "--noconftest", "-p", "no:cacheprovider"]
        + ["--rootdir", str(file.parent), "-c", os.devnull, str(file), *arguments],
        env={**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", "SCE_TEST_URL": url, **environment},
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
