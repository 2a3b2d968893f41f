"""What the tests of the supervisor share."""

import os
import time

import pytest
from drive import P, Slot, make_workdir

# For tests of what Landlock under the caller's own id does not do.
ns_only = pytest.mark.ns_only


class Settings:
    """What a run of all tests is about: which supervisor, how it isolates, whether it uses control groups."""

    def __init__(self, supervisor, mode, cgroups):
        self.supervisor = supervisor
        self.mode = mode
        self.cgroups = cgroups

    def slot(self, **more):
        workdir = "" if self.mode == P.MODE_NAMESPACES else make_workdir()
        slot = Slot(self.supervisor, mode=self.mode, cgroups=self.cgroups, workdir=workdir, **more)
        slot.settings = self
        return slot


def fresh(s, **more):
    """A slot beside the test's own, which the test closes."""
    return s.settings.slot(**more)


def expect(d, how, code=None):
    assert d.how == how, "expected %s: %r" % (how, d)
    if code is not None:
        assert d.code == code, "expected code %s: %r" % (code, d)
    return d


def needs_memory_groups(s):
    if s.features & (P.FEATURE_MEMORY_V1 | P.FEATURE_MEMORY_V2) == 0:
        pytest.skip("no control group counts memory")


def groups():
    """The control groups of this process's slots; others may live on this machine at the same time."""
    return [root for root, _, _ in os.walk("/sys/fs/cgroup") if "/sce-%d-" % os.getpid() in root]


def alive(marker):
    """The processes that have this in their command line."""
    found = []
    for pid in os.listdir("/proc"):
        if pid.isdigit():
            try:
                with open("/proc/%s/cmdline" % pid, "rb") as f:
                    if marker.encode() in f.read():
                        found.append(int(pid))
            except OSError:
                pass
    return [pid for pid in found if pid != os.getpid()]


def wait_gone(marker, seconds=30):
    end = time.monotonic() + seconds
    while alive(marker):
        assert time.monotonic() < end, "still alive: %s" % alive(marker)
        time.sleep(0.02)


def wait_there(marker):
    end = time.monotonic() + 30
    while not alive(marker):
        assert time.monotonic() < end, "not there: %s" % marker
        time.sleep(0.02)
