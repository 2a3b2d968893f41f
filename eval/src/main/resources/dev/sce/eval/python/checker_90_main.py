# Apart from each other: two processes, and what each may hold.
import ast
import base64
import json
import math
import select
import signal
import time


def prctl(option, value):
    import ctypes

    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4


def become_sample(theirs):
    """The child keeps one end of the socket, and nowhere to read from, and the judge's standard error to write to."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(theirs, 3 if nothing != 3 else 4)
    channel = 3 if nothing != 3 else 4
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    for fd in range(3, 64):
        if fd != channel:
            try:
                os.close(fd)
            except OSError:
                pass
    if sys.platform == "linux":
        prctl(PR_SET_DUMPABLE, 1)  # as any program is
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    side = SampleSide(channel)
    signal.signal(signal.SIGALRM, side.interrupt)
    side.serve()


def keep_modules_honest():
    """The judge imports from where no program can write; the working directory is not among that."""
    homes = tuple(os.path.join(p, "") for p in {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.__file__)})
    here = os.path.realpath(os.getcwd())
    sys.path[:] = [
        p for p in sys.path if p and os.path.realpath(p) != here and (p.startswith(homes) or not os.access(p, os.W_OK))
    ]
    sys.path_importer_cache.clear()
    sys.dont_write_bytecode = True


def read_request():
    parts = []
    while True:
        piece = os.read(0, 1 << 20)
        if not piece:
            return json.loads(b"".join(parts))
        parts.append(piece)


def judge(mine, child):
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt ends the judge, it does not pass through a test
    keep_modules_honest()
    report = Report(1)
    request = read_request()
    # Tests that draw random numbers draw the same ones each time, so that a verdict can be had again.
    import random

    random.seed(request.get("seed", 0))
    sample = Sample(mine, child)
    try:
        JUDGES[request["kind"]](request, sample, report)
    except SyntaxError as e:
        report.verdict, report.text = "MISSING_INFO", "the problem's tests are no Python: %s" % e
    os.kill(child, signal.SIGKILL)
    report.done()


JUDGES = {
    "check": judge_check,
    "asserts": judge_asserts,
    "value": judge_value,
    "inputs": judge_inputs,
    "reference": judge_reference,
}


def main():
    if sys.platform == "linux":
        prctl(PR_SET_DUMPABLE, 0)  # before there is a child: nobody of this user may read the judge's memory or descriptors
    import socket

    mine, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        try:
            mine.close()
            become_sample(theirs.fileno())
        finally:
            os._exit(1)
    theirs.close()
    judge(mine.detach(), child)
    os._exit(0)


main()
