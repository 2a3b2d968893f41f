"""Judging in one process, for those who ask for it: the sample's side runs the tests as well, and the judge takes its
word. It still measures the time, and writes the report. Whatever the sample does can be done to the tests, so that a
verdict is worth what the sample lets it be; each row says that it was had this way.
"""

from sce_judge.attempts import attempt, load, reordered

IN_PROCESS = "in-process"


def judge_together(request, sample, report):
    """Both ways of judging by tests that call the sample."""
    if request["kind"] == "check":
        judge_check_together(request, sample, report)
    else:
        judge_asserts_together(request, sample, report)


def judge_check_together(request, sample, report):
    if load(request, sample, report):
        prepared = prepare_together(request, sample, [request["prompt"]], [request["tests"]])
        if prepared[0] == "PASSED":
            prepared = run_together(sample, request["tests"], request["entry"])
        report.worst(*prepared[:2])


def judge_asserts_together(request, sample, report):
    tests = request["tests"]
    ready = load(request, sample, report)
    verdict, text = (report.verdict, report.text) if not ready else (None, None)
    if ready:
        setup = request.get("setup") or ""
        verdict, text, _ = prepare_together(request, sample, request.get("trusted") or [], [setup] + tests)
        if verdict == "PASSED":
            verdict, text, _ = run_together(sample, setup, None)
        sample.seconds = request.get("test_seconds")
    for name, test in zip(request.get("names") or [str(i) for i in range(len(tests))], tests):
        if verdict not in (None, "PASSED"):
            report.test(name, verdict, 0, text)
        elif sample.fatal is not None:
            report.test(name, "SKIPPED", 0)
        else:
            report.test(name, *reordered(run_together(sample, test, None)))


def prepare_together(request, sample, texts, tests):
    seed = request.get("seed", 0) if "random" in str(tests) else None
    return run_question(sample, "prepare", texts, request.get("reference") or "", request.get("entry"), tests, seed)


def run_together(sample, test, entry):
    return run_question(sample, "run", test, entry)


def run_question(sample, operation, *arguments):
    """Returns (verdict, text, seconds) as the sample's process gives it."""
    found = []

    def action():
        found.append(sample.value(operation, *arguments)[1])

    verdict, text, seconds = attempt(sample, action)
    if verdict == "PASSED":
        verdict, text = found[0] if type(found[0]) is tuple and len(found[0]) == 2 else (None, None)
        if verdict not in ("PASSED", "FAILED", "RUNTIME_ERROR", "MISSING_INFO"):
            verdict, text = "RUNTIME_ERROR", "answered with what is no verdict"
    return verdict, text if type(text) is str else None, seconds
