"""Running things with the sample under the judge's eyes: loading it, and one test after the other."""

import sys
import time

from sce_judge.display import message
from sce_judge.sample import SampleEnded, Unjudgeable
from sce_judge.texts import imports_of, root_of


def harness_of(request):
    """What there is before the sample, what there is besides when it is called, and what only the sample may define. Of
    the tests the sample gets the imports and no more.
    """
    if "names_before" not in request:
        return None
    after = [imports_of(text)[0] for text in request["names_after"]]
    return request["names_before"], after, root_of(request["entry"]) if request.get("entry") else None


def load(request, sample, report, captured=False):
    """Hands the sample over. False when that already decides."""
    report.line(ready=True)
    if request.get("seconds"):
        sample.patience.begin(request["seconds"])
    try:
        texts = [request["prompt"]] if "prompt" in request else request.get("trusted") or []
        # An array answers == with an array, so it is one only where the problem itself is about arrays.
        numpy = any("numpy" in str(request.get(name)) for name in ("tests", "setup", "prompt", "trusted", "reference"))
        reply = sample.ask(
            "load",
            request["code"],
            captured,
            sorted(sample.classes),
            texts if sample.classes else [],
            numpy,
            harness_of(request),
        )
        if reply[0] == "invalid":
            report.worst("COMPILE_ERROR", str(reply[1])[:500])
            return False
        if reply[0] == "raise":
            sample.reraise(reply[1])
        return True
    except SampleEnded:
        report.worst(*sample.fatal)
    except Unjudgeable:
        report.worst(*sample.doubt)
    except Exception as e:
        report.worst("RUNTIME_ERROR", sample.raised[-1][1] if sample.raised else repr(e))
    return False


def attempt(sample, action):
    """Runs one test. Returns (verdict, text, seconds); PASSED only if nothing at all was wrong."""
    sample.raised.clear()
    sample.doubt = sample.stand_in = None
    streams = sys.stdin, sys.stdout, sys.stderr
    began = time.perf_counter()
    verdict, text = _attempted(sample, action)
    seconds = time.perf_counter() - began
    sys.stdin, sys.stdout, sys.stderr = streams
    if sample.fatal is not None:
        verdict, text = sample.fatal
    elif sample.doubt is not None:
        verdict, text = sample.doubt
    return verdict, text, seconds


def _attempted(sample, action):
    try:
        action()
        return "PASSED", None
    except AssertionError as e:
        own = _own(sample, e)
        return ("RUNTIME_ERROR", own) if own else ("FAILED", message(e) or None)
    except BaseException as e:  # those that leave a process are no more than any other
        own = _own(sample, e)
        if type(e) is MemoryError and not own:
            sample.process.out_of_memory()
        if type(e) is TypeError and "do not inherit from BaseException" in message(e):
            sample.stand_in = "the test catches a class of the sample's"
        return ("RUNTIME_ERROR", own) if own else ("FAILED", type(e).__name__ + ": " + message(e))


def _own(sample, error):
    return next((text for e, text in sample.raised if e is error), None)


def reordered(result):
    verdict, text, seconds = result
    return verdict, seconds, text
