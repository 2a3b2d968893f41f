"""What a problem of HumanEval+, MBPP+ or EvoEval expects, and how it is kept as text for later runs."""

import binascii
import json

from sce_judge.agreement import AS_SETS, NOT_NONE, OTHER_READINGS, agrees
from sce_judge.calls import Large
from sce_judge.decoder import decode
from sce_judge.encoder import encode
from sce_judge.evoeval import agrees_in_evoeval, rule_of
from sce_judge.shapes import Inputs

# Tags of the values that may not be equal to themselves, and of what may hold such; see encoder.py.
UNEQUAL = (b"f", b"c", b"P", b"O")


class Digest(tuple):
    """Stands for a large expected value: its digest and what is shown of it."""


class Problem:
    """The inputs of a problem, and when an answer to one of them is as good as the expected one."""

    def __init__(self, request):
        self.row = row = json.loads(request["row"])
        self.family = request["set"]
        self.entry = request["entry"]
        self.tolerance = float(row.get("atol") or 0)
        self.inputs = Inputs(self.family, row)
        if self.family == "evoeval":
            self.looks_at_arguments = rule_of(row, self.entry) is not None
        else:
            self.looks_at_arguments = self.entry == "find_zero" or self.entry in OTHER_READINGS

    def agrees(self, number, got, wanted):
        args = self.inputs.arguments(number) if self.looks_at_arguments else None
        if self.family == "evoeval":
            return agrees_in_evoeval(self.row, self.entry, args, got, wanted)
        return agrees(self.family, self.entry, args, got, wanted, self.tolerance)

    def is_exact(self):
        """Whether nothing but equality makes an answer right, unless the expected value is all floats."""
        if self.family == "evoeval":
            return not self.looks_at_arguments
        if self.family == "mbpp" and (self.entry in AS_SETS + OTHER_READINGS or self.entry in NOT_NONE):
            return False
        return self.entry != "find_zero" and not self.tolerance

    def expected(self, calls, number):
        """The answer of the reference solution to an input: the value, and its bytes or the digest of a large one.
        Published problems have more than a hundred megabytes of values, and one has a single value that is too large
        to be sent.
        """
        if not calls.elsewhere:
            value = calls.here(number)
            return value, answer_with(value)
        data = calls.answer(number)
        value = calls.value(number, data)
        if type(value) is Large:
            if value.digest is not None and self.is_exact() and not value.floats:
                return None, Digest((value.digest, value.text))
            value = calls.whole()
            data = answer_with(value)
        elif self.entry in NOT_NONE:
            value = value is not None
            data = answer_with(value)
        elif calls.sample.referred:
            no_reference(value)
        return value, data

    def kept(self, number, value, expected):
        """The text of what is expected. It begins with = where the very same answer is known to be right, which spares
        a closer look at most answers.
        """
        if type(expected) is Digest:
            return "#" + base64_of(encode(expected, no_reference))
        return ("=" if self.passes(number, value, expected) else "") + base64_of(expected)

    def passes(self, number, value, expected):
        """Whether an answer of these bytes is right. What may hold a NaN is made anew, for that is only itself."""
        other = value_in(expected) if any(tag in expected for tag in UNEQUAL) else value
        try:
            return self.agrees(number, value, other)
        except Exception:  # for each sample to find out
            return False


class Kept:
    """What is expected, from its text."""

    def __init__(self, text):
        self.passes = text.startswith("=")
        self.is_digest = text.startswith("#")
        self.data = binascii.a2b_base64(text.lstrip("=#"))

    def value(self):
        return Digest(decode(self.data, None)) if self.is_digest else value_in(self.data)


def base64_of(data):
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def answer_with(value):
    """The bytes of an answer with such a value."""
    return encode(("value", value, None, None), no_reference)


def value_in(data):
    return decode(data, None)[1]


def no_reference(value):
    raise AssertionError("the reference solution gives a value that is not plain")
