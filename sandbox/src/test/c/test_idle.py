"""When the supervisor says that a program leaves its processor to others."""

import os
import subprocess
import sys

from helpers import expect

LOOP = "while True: pass"


def first_turns(d):
    """Without the last, which comes if a busy machine lets the program wait when it wakes up to end."""
    return d.turns[:-1] if d.turns[-1:] == ["busy"] else d.turns


def test_a_sleeping_program_is_idle_until_it_ends(s):
    assert first_turns(expect(s.py("import time; time.sleep(0.6)", wall=10), "exited", 0)) == ["idle"]


def test_waiting_for_a_child_that_sleeps_is_idle_as_well(s):
    assert first_turns(expect(s.sh("sleep 0.6", wall=10), "exited", 0)) == ["idle"]


def test_a_program_that_ends_soon_says_nothing(s):
    assert expect(s.py("import time; time.sleep(0.02)", wall=10), "exited", 0).turns == []


def test_without_a_limit_of_wall_time_it_is_looked_at_too(s):
    assert first_turns(expect(s.py("import time; time.sleep(0.6)", wall=0), "exited", 0)) == ["idle"]


def test_a_program_that_computes_is_never_idle(s):
    assert expect(s.py(LOOP, wall=0.7), "wall", None).turns == []


def test_neither_are_its_children_and_threads(s):
    for code in (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', %r])" % LOOP,
        "import threading; threading.Thread(target=exec, args=(%r,)).start()" % LOOP,
    ):
        assert expect(s.py(code, wall=0.8), "wall", None).turns == [], code
        s.wipe()


def test_a_program_that_computes_between_two_naps_is_busy_meanwhile(s):
    code = """
    import time

    time.sleep(0.6)
    end = time.process_time() + 0.4
    while time.process_time() < end:
        pass
    time.sleep(0.6)
    """
    assert first_turns(expect(s.py(code, wall=20), "exited", 0)) == ["idle", "busy", "idle"]


def test_naps_do_not_hide_what_is_computed_between_them(s):
    code = """
    import time

    while True:
        end = time.process_time() + 0.008
        while time.process_time() < end:
            pass
        time.sleep(0.002)
    """
    assert expect(s.py(code, wall=1.5), "wall", None).turns == []


def test_a_program_that_is_denied_a_processor_is_not_idle(s):
    # A session each, since the kernel may share processors among sessions first.
    burners = [
        subprocess.Popen([sys.executable, "-c", LOOP], start_new_session=True) for _ in range(12 * os.cpu_count())
    ]
    try:
        assert expect(s.py(LOOP, wall=1.5), "wall", None).turns == []
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
