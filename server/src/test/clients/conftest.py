"""Fixtures of the tests with real clients: the server's address, and where `setup` has put the clients."""

import os
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_addoption(parser):
    parser.addoption("--url", default=os.environ.get("SCE_TEST_URL"), help="base URL of a running `sce serve`")
    parser.addoption("--sce", default=os.environ.get("SCE_TEST_COMMAND"), help="the sce command, for tests over stdio")
    parser.addoption("--slow", action="store_true", help="also run the tests that take minutes")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes minutes; runs with --slow")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--slow"):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="runs with --slow"))


@pytest.fixture(scope="session")
def url(request):
    """The server's base URL, without a slash at its end."""
    given = request.config.getoption("--url")
    if not given:
        pytest.skip("no server given: use --url or SCE_TEST_URL")
    return given.rstrip("/")


@pytest.fixture(scope="session")
def sce(request):
    """The sce command."""
    given = request.config.getoption("--sce")
    if not given:
        pytest.skip("no command given: use --sce or SCE_TEST_COMMAND")
    return given


@pytest.fixture(scope="session")
def clients():
    """The directory that `setup` filled: that of the virtual environment which runs the tests."""
    return Path(sys.prefix).parent


@pytest.fixture(scope="session")
def upstream(clients):
    """Finds the files of a repository, or skips the test."""

    def find(name):
        found = clients / "upstream" / name
        if not found.is_dir():
            pytest.skip(f"files of {name} are missing: `setup` could not fetch its repository")
        return found

    return find


@pytest.fixture(scope="session")
def node(clients):
    """The node command, if npm packages were installed."""
    command = shutil.which("node")
    if command is None:
        pytest.skip("node is not installed")
    if not (clients / "npm" / "node_modules" / "piston-client").is_dir():
        pytest.skip("npm packages are missing: `setup` could not install them")
    return command
