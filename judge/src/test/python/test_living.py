"""A judge that lives on, as far as that can be seen without a sandbox."""

import builtins
import math
import os
import re
import socket
import struct
import sys
import threading

import pytest

from sce_judge import living

HERE = os.path.dirname(os.path.abspath(__file__))
HEADER = os.path.join(HERE, "..", "..", "..", "..", "sandbox", "src", "main", "c", "warm_protocol.h")


def test_numbers_are_those_of_the_supervisor():
    with open(HEADER) as file:
        numbers = {name: int(value) for name, value in re.findall(r"#define SCE_WARM_(\w+) (\d+)\b", file.read())}
    for ours, theirs in (
        ("WARM_VERSION", "VERSION"),
        ("WARM_READY", "READY"),
        ("WARM_JUDGE", "JUDGE"),
        ("WARM_JUDGED", "JUDGED"),
        ("WARM_ASK", "ASK"),
        ("JUDGED_READY", "JUDGED_READY"),
        ("JUDGED_REPLACE", "JUDGED_REPLACE"),
        ("ASK_CPU", "ASK_CPU"),
        ("ASK_DENIED", "ASK_DENIED"),
        ("ASK_INTERRUPT", "ASK_INTERRUPT"),
        ("ASK_KILL", "ASK_KILL"),
        ("CHANNEL", "CHANNEL"),
        ("SCHEDSTAT", "SCHEDSTAT"),
        ("STATM", "STATM"),
    ):
        assert getattr(living, ours) == numbers[theirs], ours


@pytest.fixture
def condition():
    """Of this process, whose own files are opened as a judge finds them."""
    with open("/proc/self/schedstat") as schedstat, open(
        "/proc/self/statm"
    ) as statm, pytest.MonkeyPatch.context() as m:
        m.setattr(living, "SCHEDSTAT", schedstat.fileno())
        m.setattr(living, "STATM", statm.fileno())
        m.setattr(living, "CHANNEL", statm.fileno())
        for name in living.PLAIN_MODULES:
            __import__(name)
        yield living.Condition()


def test_condition_holds_while_nothing_changes(condition):
    assert condition.holds({"builtins", "math"})
    assert condition.holds({"builtins", "math"})


def test_encodings_that_are_imported_late_are_no_change(condition):
    sys.modules.pop("encodings.cp037", None)
    "text".encode("cp037")
    assert condition.holds({"math"})
    assert condition.holds({"math"})


def test_changes_are_seen(tmp_path, condition):  # in this order: the first imports modules
    def seen(change, *arguments, **options):
        with pytest.MonkeyPatch.context() as m:
            getattr(m, change)(*arguments, **options)
            return not condition.holds({"builtins", "math"})

    def is_as_before():
        return condition.holds({"builtins", "math"})

    assert seen("setattr", math, "pi", 3) and is_as_before()
    assert seen("setattr", builtins, "len", abs) and is_as_before()
    assert seen("setattr", builtins, "more", 1, raising=False) and is_as_before()
    assert seen("setitem", sys.modules, "more", math) and is_as_before()
    assert seen("setitem", sys.modules, "math", sys) and is_as_before()
    assert seen("chdir", tmp_path) and is_as_before()
    assert seen("setattr", sys, "path", ["x"]) and is_as_before()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(limit + 1)
    assert not is_as_before()
    sys.setrecursionlimit(limit)
    held = os.dup(0)
    assert not is_as_before()
    os.close(held)
    go = threading.Event()
    thread = threading.Thread(target=go.wait)
    thread.start()
    assert not is_as_before()
    go.set()
    thread.join()
    assert is_as_before()


def test_growth_is_seen(condition, monkeypatch):
    monkeypatch.setattr(living, "MOST_GROWN", -(1 << 40))
    assert not condition.holds({"math"})


def test_questions_about_a_sample_go_to_the_supervisor(condition):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = living.HandedProcess(ours)
    asked = []

    def answer():
        for value in (2_500_000_000, 500_000_000, 0, 0):
            asked.append(struct.unpack("<IIQ", theirs.recv(64))[:2])
            theirs.send(struct.pack("<IQ", 8, value))

    thread = threading.Thread(target=answer)
    thread.start()
    assert process.processor_time() == 2.5
    assert process.denied() >= 0.5
    process.interrupt()
    process.kill()
    thread.join()
    assert asked == [(7, 1), (7, 2), (7, 3), (7, 4)]
    ours.close()
    theirs.close()
