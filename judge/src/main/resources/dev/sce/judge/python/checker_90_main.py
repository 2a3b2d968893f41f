# Apart from each other: two processes, and what each may hold.
import ast
import binascii
import json
import math
import select
import signal
import time

PR_SET_PDEATHSIG = 1


def become_sample(questions, answers, program):
    """The child keeps its ends of the two pipes, nowhere to read from, and the judge's standard error to write to."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    low, high = sorted((questions, answers))
    os.closerange(3, low)
    os.closerange(low + 1, high)
    os.closerange(high + 1, 64)
    if sys.platform == "linux":
        c_function("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    open_to_others()
    confine(program)
    side = SampleSide(questions, answers)
    signal.signal(signal.SIGALRM, side.interrupt)
    side.serve()


def honest_path():
    """The folders of sys.path that no program can write to, nor the working directory. A warm interpreter finds out once for all."""
    homes = tuple(os.path.join(p, "") for p in {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.__file__)})
    here = os.path.realpath(os.getcwd())
    return frozenset(
        p
        for p in sys.path
        if p and os.path.realpath(p) != here and (p.startswith(homes) or os.path.exists(p) and not os.access(p, os.W_OK))
    )


HONEST_PATH = honest_path()


def keep_modules_honest():
    """The judge imports from where no program can write, and is where none can put what a library looks for by a relative name or at
    home. That goes for the programs, too, which tests may start."""
    global former_importers
    os.chdir("/")
    os.environ["HOME"] = "/nonexistent"
    sys.path[:] = [p for p in sys.path if p in HONEST_PATH]
    former_importers = sys.path_importer_cache  # kept: to free its many texts would write to as many pages
    sys.path_importer_cache = {}
    sys.dont_write_bytecode = True


def read_request():
    parts = []
    while True:
        piece = os.read(0, 1 << 20)
        if not piece:
            return json.loads(b"".join(parts))
        parts.append(piece)


def judge(answers, questions, child):
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt ends the judge, it does not pass through a test
    keep_modules_honest()
    report = Report(os.dup(1))
    # What the tests print, and with it texts of the sample's, must not get into the report.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    OWN_STREAMS[:] = [sys.stdin, sys.stdout, sys.stderr]
    request = read_request()
    if "random" in str(request.get("tests")) or "random" in str(request.get("setup")):
        # Tests that draw random numbers draw the same ones each time, so that a verdict can be had again.
        import random

        random.seed(request.get("seed", 0))
    sample = Sample(answers, questions, child, request.get("has_reference", False))
    try:
        if not refuse_missing_module(request, report):
            JUDGES[request["kind"]](request, sample, report)
    except (SyntaxError, UnicodeError) as e:
        report.verdict, report.text = "MISSING_INFO", "the problem's tests are no Python: %s" % e
    os.kill(child, signal.SIGKILL)
    note_missing_module(request, report)
    report.done()


JUDGES = {
    "check": judge_check,
    "asserts": judge_asserts,
    "value": judge_value,
    "inputs": judge_inputs,
    "reference": judge_reference,
}


def main():
    close_to_others()  # before there is a child
    judge_pid = os.getpid()
    program = filter_against(os.getpgrp(), judge_pid, judge_pid)
    their_questions, questions = os.pipe()
    answers, their_answers = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            become_sample(their_questions, their_answers, program)
        finally:
            os._exit(1)
    os.close(their_questions)
    os.close(their_answers)
    judge(answers, questions, child)
    os._exit(0)


if __name__ == "__main__":
    main()
