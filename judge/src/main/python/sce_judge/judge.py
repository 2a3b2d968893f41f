"""From the request to the report. All that is of one sample is in the objects made here."""

import json
import os
import signal

from sce_judge.honest import keep_modules_honest
from sce_judge.inputs import judge_inputs, judge_reference
from sce_judge.modules import note_missing_module, refuse_missing_module
from sce_judge.process import ForkedProcess
from sce_judge.report import Report
from sce_judge.sample import Sample
from sce_judge.tests import judge_asserts, judge_check
from sce_judge.value import judge_value


def read_request(fd):
    parts = []
    while True:
        piece = os.read(fd, 1 << 20)
        if not piece:
            return json.loads(b"".join(parts))
        parts.append(piece)


def judge(answers, questions, child):
    """Judges one sample, in a process that ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt ends the judge, it does not pass through a test
    keep_modules_honest()
    report = Report(os.dup(1))
    # What the tests print, and with it texts of the sample's, must not get into the report.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    judge_request(read_request(0), answers, questions, ForkedProcess(child), report)


def judge_request(request, answers, questions, process, report):
    if "random" in str(request.get("tests")) or "random" in str(request.get("setup")):
        # Tests that draw random numbers draw the same ones each time, so that a verdict can be had again.
        import random

        random.seed(request.get("seed", 0))
    sample = Sample(answers, questions, process, request.get("has_reference", False))
    sample.before_waiting = report.flush
    try:
        if not refuse_missing_module(request, report):
            JUDGES[request["kind"]](request, sample, report)
    except (SyntaxError, UnicodeError) as e:
        report.verdict, report.text = "MISSING_INFO", "the problem's tests are no Python: %s" % e
    finally:
        sample.close()
    process.end()
    note_missing_module(request, report)
    report.done()


JUDGES = {
    "check": judge_check,
    "asserts": judge_asserts,
    "value": judge_value,
    "inputs": judge_inputs,
    "reference": judge_reference,
}
