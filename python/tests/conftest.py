"""The engine that the tests use: SCE_COMMAND, else the one of this checkout, which is built if need be."""

import subprocess
import sys

import pytest
import sce
from sce._release_files import find_command


@pytest.fixture(scope="session", autouse=True)
def engine():
    """Fails with a remedy if there is no engine, instead of skipping everything."""
    try:
        command = find_command()
        subprocess.run([command, "--version"], check=True, capture_output=True)
    except (sce.SceError, OSError, subprocess.CalledProcessError) as e:
        pytest.exit("the tests of the Python package need the engine: %s" % e, 1)
    return command


@pytest.fixture
def python_with_package():
    """Runs a program with this package in another Python process; returns its output."""

    def run(code, *arguments, **settings):
        settings.setdefault("timeout", 120)
        return subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, **settings
        )

    return run
