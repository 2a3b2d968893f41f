"""Looks for processes of this machine."""

import os
import time


def command_line(pid):
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as file:
            return file.read().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def running(mark):
    """The processes whose command line or environment has a mark."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/environ" % pid, "rb") as file:
                environment = file.read().decode("utf-8", "replace")
        except OSError:
            environment = ""
        if mark in environment or mark in command_line(int(pid)):
            found.append(int(pid))
    return [pid for pid in found if pid != os.getpid()]


def await_none(mark, seconds=60):
    """Whether all of them have ended within the time."""
    end = time.monotonic() + seconds
    while running(mark) and time.monotonic() < end:
        time.sleep(0.05)
    return not running(mark)
