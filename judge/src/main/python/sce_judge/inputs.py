"""The way of HumanEval+ and MBPP+: many inputs, and a reference solution whose values are what is expected."""

from sce_judge.attempts import attempt, load
from sce_judge.calls import Calls, Large
from sce_judge.digest import digest_of
from sce_judge.display import shown
from sce_judge.expected import Digest, Kept, Problem
from sce_judge.remote import Remote, reference_to


def judge_reference(request, sample, report):
    """Collects what the reference solution gives for the inputs."""
    report.fields["expected"] = None
    problem = Problem(request)
    answers = []
    if not load(request, sample, report):
        return

    def action():
        target = sample.value("lookup", [request["entry"]])[1][request["entry"]]
        calls = Calls(sample, target, problem.inputs, False)
        for number in range(len(problem.inputs.texts)):
            answers.append(problem.expected(calls, number))

    verdict, text, report.fields["seconds"] = attempt(sample, action)
    if verdict == "PASSED":
        report.fields["expected"] = " ".join(problem.kept(i, *answer) for i, answer in enumerate(answers))
    report.worst(verdict, text)


def judge_inputs(request, sample, report):
    """Compares with what is expected, input by input."""
    problem = Problem(request)
    expected = request["expected"].split(" ")
    ready = load(request, sample, report)
    state = (report.verdict, report.text) if not ready else (None, None)
    found = []

    def find():
        names = sample.value("lookup", [request["entry"]])[1]
        if type(names) is not dict or request["entry"] not in names:
            raise NameError("name '%s' is not defined" % request["entry"])
        found.append(names[request["entry"]])

    if ready:
        state = attempt(sample, find)[:2]
    calls = Calls(sample, found[0], problem.inputs, request.get("one_by_one")) if found else None
    for number, (name, kept) in enumerate(zip(problem.inputs.names, expected)):
        if state[0] not in (None, "PASSED"):
            report.test(name, state[0], 0, state[1])
        elif sample.fatal is not None:
            report.test(name, "SKIPPED", 0)
        else:
            judge_input(problem, calls, report, number, name, Kept(kept))


def judge_input(problem, calls, report, number, name, kept):
    known = []

    def action():
        if not calls.elsewhere:
            compare(problem, calls, number, calls.here(number), kept.value())
            return
        data = calls.answer(number)
        if kept.passes and data == kept.data:
            known.append(True)
            return
        report.flush()  # what follows may take its time
        compare(problem, calls, number, calls.value(number, data), kept.value())

    verdict, text, seconds = attempt(calls.sample, action)
    if known and verdict == "PASSED":
        report.passed(name, seconds)
    else:
        report.test(name, verdict, seconds, text)


def compare(problem, calls, number, got, wanted):
    if type(got) is Large:
        if type(wanted) is Digest and got.digest == wanted[0]:
            return
        got = calls.whole()
    if type(wanted) is Digest:
        digest = digest_over_there(calls.sample, got).digest if type(got) is Remote else digest_of(got)
        if type(got) is Remote and digest is None:
            got == wanted  # refuses, and says why
        if digest != wanted[0]:
            raise AssertionError("gives %s, expected %s" % (shown(got), wanted[1]))
    elif not problem.agrees(number, got, wanted):
        raise AssertionError("gives %s, expected %s" % (shown(got), shown(wanted)))


def digest_over_there(sample, remote):
    """What there is to know of a value that stays in the sample's process."""
    return Large(sample.value("digest", reference_to(remote))[1])
