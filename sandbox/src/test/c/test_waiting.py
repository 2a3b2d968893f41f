"""Time that a program waits for a processor: whose fault it is."""

import os
import subprocess
import sys

from helpers import expect, ns_only


@ns_only
def test_waiting_for_one_s_own_children_is_not_the_machine_s_fault(s):
    for policy in ("os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))", "os.nice(19)", "pass"):
        code = (
            """
            import os, time

            cpu = sorted(os.sched_getaffinity(0))[0]
            os.sched_setaffinity(0, {cpu})
            if os.fork() == 0:
                t = time.monotonic()
                while time.monotonic() - t < 1.0:
                    pass
                time.sleep(100)
            %s
            t = time.monotonic()
            while time.monotonic() - t < 1.0:
                pass
            time.sleep(100)
            """
            % policy
        )
        d = expect(s.py(code, wall=1.5, patience=6.0), "wall", None)
        assert d.delay < 0.15 and d.wall < 4, d
        s.wipe()


# Forks without exec, which would wait for the disk: the chain has something to do at any time.
CHAIN = """
import os

while True:
    if os.fork() == 0:
        sum(range(400000))
        os._exit(0)
    os.wait()
"""


NAP = """
import time

while True:
    time.sleep(100)
"""


def unserved(d):
    """How long a program that is never idle had no processor."""
    return d.wall - d.user - d.sys


def run_starved(s, wall, patience, fits):
    """The first of a few runs that fits, else the last: looks at a program can be starved as the program is."""
    for _ in range(4):
        d = expect(s.py(CHAIN, wall=wall, patience=patience), "wall", None)
        if fits(d):
            break
        s.wipe()
    return d


def test_waiting_of_ended_processes_counts(s):
    # A session each, since the kernel may share processors among sessions first; how much they leave is no matter.
    burners = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
        for _ in range(5 * os.cpu_count())
    ]
    try:
        d = run_starved(s, 2.0, 0.0, lambda d: d.delay > unserved(d) / 2 - 0.1)
        assert d.delay > unserved(d) / 2 - 0.1, d
        d = run_starved(s, 1.0, 9.0, lambda d: d.wall > 1.0 + unserved(d) / 3 - 0.1)
        assert d.wall > 1.0 + unserved(d) / 3 - 0.1, d
        d = expect(s.py(NAP, wall=2.0), "wall", None)
        assert d.delay < d.wall / 4, d
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
