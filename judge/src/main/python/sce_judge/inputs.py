"""The way of HumanEval+ and MBPP+: many inputs, and a reference solution whose values are what is expected."""

import binascii
import json

from sce_judge.agreement import AS_SETS, NOT_NONE, OTHER_READINGS, agrees, all_floats
from sce_judge.attempts import attempt, load
from sce_judge.decoder import decode
from sce_judge.digest import digest_of
from sce_judge.display import shown
from sce_judge.encoder import encode
from sce_judge.remote import Remote, reference_to


def tuples(values):
    return [tuple(v) for v in values]


def all_tuples(value):
    return tuple(all_tuples(v) for v in value) if type(value) is list else value


# JSON knows neither tuples nor sets nor complex numbers; the set's authors state which problems of MBPP+ mean them, by
# number.
SHAPES = (
    (
        (2, 116, 132, 143, 222, 261, 273, 394, 399, 421, 424, 429, 470, 560, 579, 596, 616, 630, 726, 740, 744, 809),
        tuples,
    ),
    ((63, 64, 70, 94, 120, 237, 272, 299, 400, 409, 417, 438, 473, 614, 780), lambda args: [tuples(a) for a in args]),
    ((75, 413, 444, 753), lambda args: [tuples(args[0])] + args[1:]),
    ((106, 750), lambda args: [args[0], tuple(args[1])]),
    ((115,), lambda args: [[set(i) if type(i) is list and i else {} for i in args[0]]]),
    ((124,), lambda args: [float(args[0]), complex(args[1])]),
    ((252,), lambda args: [complex(args[0])]),
    ((250, 307, 405, 446, 617, 720, 763, 808), lambda args: [tuple(args[0])] + args[1:]),
    ((259, 401, 445), lambda args: [tuple(tuples(a)) for a in args]),
    ((278,), lambda args: [tuple(tuple(i) if type(i) is list else i for i in args[0])]),
    ((722,), lambda args: [{k: tuple(v) for k, v in args[0].items()}] + args[1:]),
    ((580, 615, 791), all_tuples),
)


def arguments_of(request):
    """The inputs, as a list of (name, arguments)."""
    row = json.loads(request["row"])
    shape = list
    if request["set"] == "mbpp":
        number = int(str(row["task_id"]).split("/")[-1])
        shape = next((s for numbers, s in SHAPES if number in numbers), list)
    named = []
    for part in ("base", "plus"):
        for i, args in enumerate(row.get(part + "_input") or ()):
            named.append(("%s/%d" % (part, i), list(shape(args))))
    return named


def judge_reference(request, sample, report):
    """Collects what the reference solution gives for the inputs."""
    sample.write_back = False
    report.fields["expected"] = None
    row = json.loads(request["row"])
    kept = []
    if not load(request, sample, report):
        return

    def action():
        target = sample.value("lookup", [request["entry"]])[1][request["entry"]]
        for name, args in arguments_of(request):
            value = target(*args)
            if request["entry"] in NOT_NONE:
                value = value is not None
            kept.append(kept_value(request, row, value, sample))
        report.fields["expected"] = " ".join(kept)

    verdict, text, report.fields["seconds"] = attempt(sample, action)
    report.worst(verdict, text)


def no_reference(value):
    raise AssertionError("the reference solution gives a value that is not plain")


def judge_inputs(request, sample, report):
    """Compares with what is expected, input by input."""
    sample.write_back = False
    expected = request["expected"].split(" ")
    row = json.loads(request["row"])
    named = arguments_of(request)
    ready = load(request, sample, report)
    state = (report.verdict, report.text) if not ready else (None, None)
    target = []

    def find():
        found = sample.value("lookup", [request["entry"]])[1]
        if type(found) is not dict or request["entry"] not in found:
            raise NameError("name '%s' is not defined" % request["entry"])
        target.append(found[request["entry"]])

    if ready:
        state = attempt(sample, find)[:2]
    for (name, args), kept in zip(named, expected):
        if state[0] not in (None, "PASSED"):
            report.test(name, state[0], 0, state[1])
        elif sample.fatal is not None:
            report.test(name, "SKIPPED", 0)
        else:
            judge_input(request, row, sample, report, name, args, kept, target[0])


def kept_value(request, row, value, sample):
    """An expected value as text, for later runs. Of a large one that is compared by equality alone a digest does:
    published problems have more than a hundred megabytes of them, and one has a single value that is too large to be
    sent.
    """
    if type(value) is Remote:
        digest, text, floats = digest_over_there(sample, value)
        if digest is None or floats or not is_exact(request, row, None):
            no_reference(value)
        return kept_digest(digest, text)
    data = encode(value, no_reference)
    if len(data) > MOST_KEPT and is_exact(request, row, value):
        digest = digest_of(value)
        if digest is not None:
            return kept_digest(digest, shown(value))
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def kept_digest(digest, text):
    data = encode(Digest((digest, text)), no_reference)
    return "#" + binascii.b2a_base64(data, newline=False).decode("ascii")


def digest_over_there(sample, remote):
    """The digest of a value that stays in the sample's process: its digest, a text for people, whether it is all
    floats. The sample is believed no more than with a value, for to give the right digest it has to have the right
    value.
    """
    found = sample.value("digest", reference_to(remote))[1]
    if type(found) is not tuple or len(found) != 3 or type(found[0]) is not bytes or type(found[1]) is not str:
        return None, "", True
    return found


MOST_KEPT = 64 << 10


class Digest(tuple):
    """Stands for a large expected value: its digest and what is shown of it."""


def is_exact(request, row, value):
    """Whether nothing but equality with this value makes an answer right."""
    entry = request["entry"]
    if request["set"] == "mbpp" and (entry in AS_SETS + OTHER_READINGS or entry in NOT_NONE):
        return False
    return entry != "find_zero" and not float(row.get("atol") or 0) and not all_floats(value)


def value_kept(kept):
    value = decode(binascii.a2b_base64(kept.lstrip("#")), None)
    return Digest(value) if kept.startswith("#") else value


def judge_input(request, row, sample, report, name, args, kept, target):
    wanted = value_kept(kept)

    def action():
        got = target(*args)
        if type(wanted) is Digest:
            digest = digest_over_there(sample, got)[0] if type(got) is Remote else digest_of(got)
            if type(got) is Remote and digest is None:
                got == wanted  # refuses, and says why
            if digest != wanted[0]:
                raise AssertionError("gives %s, expected %s" % (shown(got), wanted[1]))
            return
        if not agrees(request["set"], request["entry"], args, got, wanted, float(row.get("atol") or 0)):
            raise AssertionError("gives %s, expected %s" % (shown(got), shown(wanted)))

    verdict, text, seconds = attempt(sample, action)
    report.test(name, verdict, seconds, text)
