"""A judge that lives on: one process that judges many samples, one after the other.

It runs outside the pid namespace of the samples and shares the rest of their sandbox (see judge.c of the sandbox). Each
sample is a process that the init process has forked, watches and ends; the judge gets the ends of four pipes.

Nothing of a sample may reach the verdict on a later one. All that is of one sample is in objects made for it, what
enters the judge is plain values, and the tests run in a namespace that is made for them. What is left is the
interpreter itself, which test code could change. So tests that do more than compute are not judged here at all
(plainness.py), and after each sample the judge looks whether it is as it was before (Condition). If not, or if it has
grown, it ends, and another one takes its place.
"""

import gc
import os
import struct
import sys

from sce_judge.confine import close_to_others
from sce_judge.honest import keep_modules_honest
from sce_judge.judge import judge_request, read_request
from sce_judge.plainness import PLAIN_MODULES, modules_named, needs_own_judge
from sce_judge.report import Report

# The numbers of warm_protocol.h; a test compares.
WARM_VERSION = 3
WARM_READY, WARM_JUDGE, WARM_JUDGED, WARM_ASK = 1, 5, 6, 7
JUDGED_READY, JUDGED_REPLACE = 0, 1
ASK_CPU, ASK_DENIED, ASK_INTERRUPT, ASK_KILL = 1, 2, 3, 4
CHANNEL, SCHEDSTAT, STATM = 3, 4, 5
# Bytes that the judge may need for one sample, whatever the sample's own limit is, and that it may have grown by.
MOST_NEEDED = 512 << 20
LEAST_NEEDED = 64 << 20
MOST_GROWN = 64 << 20
PAGE = 4096
# A judge outside of its children's pid namespace cannot start threads, which numeric libraries do when they are loaded.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# Tests begin so many calls deeper here than in a judge of their own.
DEEPER = 17
# What the judge itself, and modules that it has, import when they need it.
IMPORTED_LATE = ["_strptime", "importlib.util", "io", "pathlib", "unicodedata"]


class HandedProcess:
    """The process of a sample, which the init process watches: what the judge wants of it is asked there."""

    def __init__(self, channel):
        self.channel = channel
        self.waited = own_waiting()

    def ask(self, what):
        self.channel.send(struct.pack("<IIQ", WARM_ASK, what, 0))
        return struct.unpack("<IQ", self.channel.recv(64))[1]

    def interrupt(self):
        self.ask(ASK_INTERRUPT)

    def kill(self):
        self.ask(ASK_KILL)

    def end(self):
        """The init process ends it when the judge is done."""

    def out_of_memory(self):
        """What one sample needs is more than all may have. A judge that ends has not judged: another one will."""
        os._exit(1)

    def processor_time(self):
        return self.ask(ASK_CPU) / 1e9

    def denied(self):
        return self.ask(ASK_DENIED) / 1e9 + own_waiting() - self.waited


def own_waiting():
    """For how many seconds this process has been ready to run while others ran."""
    return int(os.pread(SCHEDSTAT, 100, 0).split()[1]) / 1e9


def own_pages():
    """Pages of memory: all that are mapped, and those that are there."""
    return tuple(map(int, os.pread(STATM, 100, 0).split()[:2]))


class Condition:
    """What the judge is like before any sample."""

    def __init__(self):
        self.modules = dict(sys.modules)
        watched = (PLAIN_MODULES | {"builtins", "sys"}) & set(self.modules)
        self.spaces = {name: dict(vars(self.modules[name])) for name in watched}
        self.rest = self.others()
        self.pages = own_pages()[1]

    def others(self):
        import _thread

        free = os.dup(CHANNEL)
        os.close(free)
        return free, _thread._count(), sys.getrecursionlimit(), gc.isenabled(), os.getcwd(), list(sys.path)

    def has_its_modules(self):
        """What Python imports to encode a text in another way is no change."""
        if sys.modules == self.modules:
            return True
        kept = {name: module for name, module in sys.modules.items() if not name.startswith("encodings.")}
        self.modules.update({name: sys.modules[name] for name in set(sys.modules) - set(kept)})
        return sys.modules == self.modules

    def holds(self, names):
        """Whether it still is like that. The names are of modules that the tests could have changed."""
        return (
            self.has_its_modules()
            and all(vars(self.modules[name]) == self.spaces[name] for name in names if name in self.spaces)
            and self.others() == self.rest
            and (own_pages()[1] - self.pages) * PAGE < MOST_GROWN
        )


def limit_memory(needed):
    """Lets this process have so many bytes more than it has now, within what a judge may need; 0 for all of that."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    more = max(min(needed or MOST_NEEDED, MOST_NEEDED), LEAST_NEEDED)
    resource.setrlimit(resource.RLIMIT_AS, (own_pages()[0] * PAGE + more, hard))


def import_plain_modules():
    for name in sorted(PLAIN_MODULES) + IMPORTED_LATE:
        try:
            __import__(name)
        except ImportError:
            pass  # not every Python has all of them; a test that wants one is told so


def live():
    """Judges samples until there is nobody to hand any over."""
    import _socket
    import resource
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    close_to_others()
    os.environ.update(ONE_THREAD)
    import_plain_modules()
    keep_modules_honest()
    sys.setrecursionlimit(sys.getrecursionlimit() + DEEPER)
    channel = _socket.socket(fileno=CHANNEL)
    gc.collect()
    gc.freeze()
    condition = Condition()
    channel.send(struct.pack("<IIQI", WARM_READY, WARM_VERSION, processor_time(resource), 0))
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    os.close(null)
    while True:
        data, extra, _, _ = channel.recvmsg(64, 256)
        if not data:
            os._exit(0)
        kind, memory = struct.unpack("<IQ", data)
        if kind != WARM_JUDGE:
            os._exit(1)
        descriptors = struct.unpack("4i", extra[0][2])
        names = judge_one(channel, memory, *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        del extra
        state = JUDGED_READY if condition.holds(names) else JUDGED_REPLACE
        channel.send(struct.pack("<IIQ", WARM_JUDGED, state, processor_time(resource)))


def judge_one(channel, memory, request, report, questions, answers):
    """Returns the names of the modules that the tests may have had in their hands."""
    limit_memory(memory)
    told = read_request(request)
    written = Report(report)
    reason = needs_own_judge(told)
    if reason:
        written.line(declined=reason)
    else:
        if "random" in modules_named(told):
            sys.modules["random"].seed()  # as in a judge that has just begun
        judge_request(told, answers, questions, HandedProcess(channel), written)
    return modules_named(told) | {"builtins", "sys"}


def processor_time(resource):
    """Of this process, in nanoseconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int((used.ru_utime + used.ru_stime) * 1e9)
