"""Judging by tests that call the sample: a function gets the request and the sample, and reports test by test."""

import builtins

from sce_judge.attempts import attempt, load, reordered
from sce_judge.display import shown
from sce_judge.names import add_module
from sce_judge.prompt import prompt_of
from sce_judge.reading import is_expression, read_asserts, read_check
from sce_judge.texts import imports_of, root_of, trusted_names
from sce_judge.together import IN_PROCESS, judge_together


def bind(request, sample, space, reading):
    """Gives the tests proxies for what the sample defines: what the data set says it should, and what nothing else
    explains.
    """
    imports, provided = imports_of(request.get("reference") or "")
    space.update({k: v for k, v in trusted_names([imports], "").items() if k not in space})
    asked = set(request.get("provides") or ()) | provided
    if request.get("entry"):
        asked.add(root_of(request["entry"]))
    asked = (asked | sample.prompt.asked) - set(sample.classes)
    sample.tests_names = reading.exceptions
    wanted = set()
    for name in reading.needed | asked:
        if name in asked:
            wanted.add(name)
        elif name not in space and not hasattr(builtins, name) and not add_module(name, space):
            wanted.add(name)
    found = sample.value("lookup", sorted(wanted))[1]
    for name in wanted:
        if name not in sample.prompt.kept:
            space.pop(name, None)
        if type(found) is dict and name in found:
            space[name] = found[name]


def entry_of(request, sample, space):
    """What the tests are to call: a name, or an expression, which only the sample's own process evaluates, once, before
    the tests.
    """
    entry = request["entry"]
    if not entry.isidentifier():
        return sample.value("evaluate", entry)[1]
    if entry not in space:
        raise NameError("name '%s' is not defined" % entry)
    return space[entry]


def refuse_own_process(report, reading):
    """Whether the tests cannot be judged apart from the sample. That is for their text to decide, before there is a
    sample.
    """
    reason = reading.own_process
    if reason:
        report.line(ready=True)
        report.worst(
            "MISSING_INFO", "the test needs the sample in its own process: %s; --judge in-process judges so" % reason
        )
    return reason is not None


def entry_is_expression(request, report):
    if is_expression(request["entry"]):
        return True
    report.line(ready=True)
    report.worst(
        "MISSING_INFO", "the problem's entry_point is neither a name nor an expression: " + shown(request["entry"])
    )
    return False


def judge_check(request, sample, report):
    """HumanEval's way: the test defines check(candidate)."""
    if request.get("judge") == IN_PROCESS:
        judge_together(request, sample, report)
        return
    reading = read_check(request["tests"])
    if not entry_is_expression(request, report) or refuse_own_process(report, reading):
        return
    space = trusted_names([request["prompt"]], root_of(request["entry"]))
    sample.prompt = prompt_of([request["prompt"]], True)
    sample.classes = sample.prompt.classes_in(space)
    if not load(request, sample, report):
        return

    def action():
        bind(request, sample, space, reading)
        exec(reading.codes[0], space)
        if type(space.get("check")) is not type(judge_check):
            sample.end("MISSING_INFO", "the problem's test does not define check(candidate)")
        space["check"](entry_of(request, sample, space))

    verdict, text, _ = attempt(sample, action)
    report.worst(verdict, text, sample.stand_in)


def judge_asserts(request, sample, report):
    """MBPP's way: statements, each of which is a test. All run, whatever becomes of the others."""
    if request.get("judge") == IN_PROCESS:
        judge_together(request, sample, report)
        return
    reading = read_asserts(request.get("setup") or "", request["tests"])
    if refuse_own_process(report, reading):
        return
    setup, *codes = reading.codes
    space = trusted_names(request.get("trusted") or (), request.get("entry"))
    sample.prompt = prompt_of(request.get("trusted") or (), False, request.get("reference") or "")
    sample.classes = sample.prompt.classes_in(space)
    ready = load(request, sample, report)
    verdict = report.verdict if not ready else None
    text = report.text

    def prepare():
        bind(request, sample, space, reading)
        exec(setup, space)

    if ready:
        verdict, text, _ = attempt(sample, prepare)
        sample.seconds = request.get("test_seconds")
    names = request.get("names") or [str(i) for i in range(len(codes))]
    for name, test in zip(names, codes):
        if verdict not in (None, "PASSED"):
            report.test(name, verdict, 0, text)
        elif sample.fatal is not None:
            report.test(name, "SKIPPED", 0)
        else:
            report.test(name, *reordered(attempt(sample, lambda: exec(test, space))), sample.stand_in)
