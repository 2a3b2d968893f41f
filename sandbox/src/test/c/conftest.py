"""Tests of what the supervisor promises, without any Java; each runs in the slot of the one before it.

    make -C sandbox/src/main/c
    python3 -m pytest sandbox/src/test/c [-k NAME] [--mode=2] [--cgroups=0] [--supervisor=PATH]

--mode=2 isolates with Landlock under the caller's own id, --cgroups=0 leaves control groups out. drive.py, whose Slot
speaks the protocol, runs other programs.
"""

import os
import sys

import pytest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
pytest.register_assert_rewrite("helpers")

from drive import DEFAULT_SUPERVISOR, P  # noqa: E402
from helpers import Settings, groups  # noqa: E402


def pytest_addoption(parser):
    parser.addoption("--supervisor", default=DEFAULT_SUPERVISOR, help="the program (default: %(default)s)")
    parser.addoption("--mode", type=int, default=P.MODE_NAMESPACES, help="1: namespaces; 2: Landlock")
    parser.addoption("--cgroups", type=int, default=1, help="0: without control groups")


def pytest_configure(config):
    config.addinivalue_line("markers", "ns_only: of what only namespaces promise")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--mode") != P.MODE_NAMESPACES:
        for item in items:
            if item.get_closest_marker("ns_only"):
                item.add_marker(pytest.mark.skip(reason="only namespaces promise that"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.failed = outcome.get_result().failed


class Keeper:
    """Keeps one slot for all tests; after one that failed there is another."""

    def __init__(self, settings):
        self.settings = settings
        self.current = None
        self.description = None

    def slot(self):
        if self.current is None:
            self.current = slot = self.settings.slot()
            self.description = "mode %d, way %d, features %#x, ABI of Landlock %d, control groups in %r, notes %r" % (
                (slot.mode, slot.way, slot.features, slot.abi, slot.dir, slot.notes)
            )
        return self.current

    def discard(self):
        slot, self.current = self.current, None
        if slot is not None:
            slot.p.kill()
            slot.p.wait()

    def close(self):
        slot, self.current = self.current, None
        if slot is not None:
            assert slot.close() == 0


@pytest.fixture(scope="session")
def keeper(request):
    option = request.config.getoption
    before = groups()
    keeper = Keeper(Settings(option("--supervisor"), option("--mode"), option("--cgroups")))
    request.config.keeper = keeper
    yield keeper
    keeper.close()
    # Groups of supervisors that were killed with SIGKILL are removed by the next one that starts.
    assert keeper.settings.slot().close() == 0
    left = [group for group in groups() if group not in before]
    assert not left, "control groups left behind: %s" % left


@pytest.fixture
def s(keeper, request):
    """The slot, empty."""
    yield keeper.slot()
    if getattr(request.node, "failed", True):
        keeper.discard()
        return
    try:
        keeper.slot().wipe()
    except BaseException:
        keeper.discard()
        raise


def pytest_terminal_summary(terminalreporter, config):
    keeper = getattr(config, "keeper", None)
    if keeper and keeper.description:
        terminalreporter.write_line(keeper.description)
