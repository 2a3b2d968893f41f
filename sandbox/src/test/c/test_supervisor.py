"""The supervisor's life and death, its protocol, and slots beside each other."""

import os
import signal
import subprocess
import sys

import drive
from drive import MB, Dead, Slot
from helpers import expect, fresh, wait_gone, wait_there


def test_killing_the_supervisor_kills_the_programs(s):
    for target in ("p0", "p1"):
        t = fresh(s)
        marker = "98%d.%d" % (os.getpid(), target == "p0")
        t.start(["sh", "-c", "sleep %s & sleep %s" % (marker, marker)], wall=50)
        wait_there(marker)
        pid = t.p.pid
        if target == "p1":
            with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
                pid = int(f.read().split()[0])
        os.kill(pid, signal.SIGKILL)
        wait_gone(marker)
        t.p.wait(30)
        if s.mode == 2:
            assert target == "p1" or True


def test_closing_the_pipe_kills_the_programs(s):
    t = fresh(s)
    marker = "97%d.5" % os.getpid()
    t.start(["sleep", marker], wall=50)
    wait_there(marker)
    t.p.stdin.close()
    wait_gone(marker)
    t.p.wait(30)


DRIVER = """
import sys, time

sys.path.insert(0, %r)
import drive

s = drive.Slot(%r, mode=%d, cgroups=%d, workdir=%r)
s.start(["sleep", "%s"], wall=50)
time.sleep(60)
"""


def test_killing_the_driver_kills_the_programs(s):
    marker = "96%d.5" % os.getpid()
    code = DRIVER % (
        drive.HERE,
        s.settings.supervisor,
        s.mode,
        s.settings.cgroups,
        drive.make_workdir() if s.mode == 2 else "",
        marker,
    )
    p = subprocess.Popen([sys.executable, "-c", code.replace(marker, '" + "'.join(marker))])
    wait_there(marker)
    p.kill()
    p.wait()
    wait_gone(marker)


def test_polite_end_by_sigterm(s):
    t = fresh(s)
    t.start(["sleep", "50"], wall=60)
    t.p.terminate()
    t.p.wait(30)
    if t.dir:
        assert not os.path.exists(t.dir), t.dir


def test_stale_groups_are_removed(s):
    if not s.dir:
        return
    stale = os.path.dirname(s.dir) + "/sce-4194303-4194302"
    os.mkdir(stale)
    fresh(s).close()
    assert not os.path.exists(stale)


def test_protocol_errors_end_the_slot(s):
    for frames in ([(99, b"")], [(4, b"abc")], [(3, drive.pack(b"x"))], [(2, b"\xff" * 30)], [(8, b"x")], [(1, b"")]):
        t = fresh(s)
        for kind, body in frames:
            t.send(kind, body)
        kind, body = t.recv()
        assert kind == drive.P.MSG_FAILED and body.startswith(drive.pack("protocol")), (kind, body)
        assert t.p.wait(30) == 1
    t = fresh(s)
    os.write(t.out, b"\xff\xff\xff\xff\x04")
    assert t.recv()[0] == drive.P.MSG_FAILED
    t = fresh(s)
    t.start(["sleep", "50"], wall=60)
    t.send(drive.P.MSG_WIPE)
    assert t.recv()[0] == drive.P.MSG_FAILED and t.p.wait(30) == 1
    for hello in (b"", b"\x00" * 5, b"\x05\x00\x00\x00\x01abcde", b"\xff\xff\xff\xff\x01"):
        t = Slot(s.settings.supervisor, hello=False)
        os.write(t.out, hello)
        t.p.stdin.close()
        assert t.p.wait(30) == 1


def test_two_slots_at_once(s):
    a, b = fresh(s), fresh(s, uid=s.uid + (os.geteuid() == 0))
    a.start(["sh", "-c", "echo a > f; sleep 0.3; cat f"])
    b.start(["sh", "-c", "echo b > f; sleep 0.3; cat f"])
    assert a.finish().out == b"a\n" and b.finish().out == b"b\n"
    a.close()
    b.close()


PROCESSORS = """
import os

print(sorted(os.sched_getaffinity(0)))
try:
    os.sched_setaffinity(0, range(%d))
except OSError as e:
    print(e.errno)
print(sorted(os.sched_getaffinity(0)))
"""


def test_pinned_slots_keep_to_one_processor(s):
    allowed = sorted(os.sched_getaffinity(0))

    def seen(place):
        t = fresh(s, arguments=("--place", str(place)))
        try:
            t.wipe()
            for warm in {False, bool(drive.WARM) and s.mode == 1}:
                d = expect(t.py(PROCESSORS % (max(allowed) + 1), warm=warm), "exited", 0)
                first, refused, last = d.out.decode().splitlines()
                assert d.warm == warm and refused == "1" and first == last, d
            d = expect(
                t.py(
                    """
                    import threading

                    def f():
                        while True:
                            pass

                    for _ in range(3):
                        threading.Thread(target=f).start()
                    """,
                    cpu=0.3,
                    wall=50,
                ),
                "cpu",
            )
            return first
        finally:
            t.close()

    for place in range(len(allowed) + 1):
        assert seen(place) == str([allowed[place % len(allowed)]]), place
    os.sched_setaffinity(0, allowed[-1:])
    try:
        assert seen(0) == seen(1) == str(allowed[-1:])
    finally:
        os.sched_setaffinity(0, allowed)
    d = expect(s.py(PROCESSORS % (max(allowed) + 1)), "exited", 0)
    assert d.out.decode().splitlines() == [str(allowed)] * 2, d


def test_arguments_are_read_with_care(s):
    for arguments in (
        ["--place"],
        ["--place", ""],
        ["--place", "x"],
        ["--place", "1x"],
        ["--place", "4294967296"],
        ["--place", "1", "2"],
        ["1"],
    ):
        try:
            fresh(s, arguments=arguments).close()
            raise AssertionError(arguments)
        except Dead as e:
            assert "--place N" in str(e), e


def test_many_short_runs_leak_nothing(s):
    def fds():
        with open("/proc/%d/task/%d/children" % (s.p.pid, s.p.pid)) as f:
            pid = f.read().split()[0]
        return len(os.listdir("/proc/%s/fd" % pid)) if os.geteuid() == 0 else 0

    s.run(["/bin/true"])
    s.wipe()
    before = fds()
    for i in range(100):
        s.file("f", "x")
        expect(s.run(["/bin/true"], stdin=b"x" * (i * 200), memory=(50 + i % 3) * MB), "exited", 0)
        s.read("f")
        s.wipe()
    assert fds() == before
