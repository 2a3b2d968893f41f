"""GSM8K's way: the sample's answer is a value."""

from sce_judge.attempts import attempt, load
from sce_judge.remote import Remote


def judge_value(request, sample, report):
    """GSM8K's way: the program's answer is a value, judged elsewhere."""
    if not load(request, sample, report, captured=True):
        return
    answer = {}

    def action():
        found = sample.value("lookup", [request["entry"]] + request["variables"])[1]
        if type(found) is not dict:
            raise TypeError("no names")
        if type(found.get(request["entry"])) is Remote:
            answer["value"], answer["from"] = found[request["entry"]](), request["entry"]
            return
        for name in request["variables"]:
            if type(found.get(name)) in (int, float, str):
                answer["value"], answer["from"] = found[name], name
                return
        answer["value"], answer["from"] = sample.value("output")[1], "stdout"

    verdict, text, _ = attempt(sample, action)
    report.worst(verdict, text)
    report.fields.update(value=plain_text(answer.get("value")), source=answer.get("from"))


def plain_text(value):
    """A number or text as text; None for anything else."""
    if type(value) is str:
        return value[-100000:]
    if type(value) is float:
        return repr(value)
    if type(value) is int and value.bit_length() < 4000:
        return str(value)
    if type(value).__name__ in ("Decimal", "Fraction"):
        return str(value)[:1000]
    return None
