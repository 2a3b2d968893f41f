"""Values and exceptions as short texts for people, at a bounded price whatever they are."""

from sce_judge.remote import Remote


def shown(value, most=200):
    """A short text of a value from the sample, at a bounded price."""
    kind = type(value)
    if kind is Remote:
        return "an object of the sample's"
    if kind is int and value.bit_length() > 4000:
        return "an integer of %d bits" % value.bit_length()
    if kind in (str, bytes, bytearray):
        return repr(value[:most]) + ("..." if len(value) > most else "")
    if kind in (list, tuple, set, frozenset, dict):
        return _shown_items(value, kind, most)
    try:
        return repr(value)[:most]
    except Exception:
        return "a " + kind.__name__


def _shown_items(value, kind, most):
    if most < 20:
        return "..."
    texts = []
    left = most
    for item in value.items() if kind is dict else value:
        text = shown(item[0], left // 2) + ": " + shown(item[1], left // 2) if kind is dict else shown(item, left // 2)
        left -= len(text) + 2
        texts.append(text)
        if left < 20 and len(texts) < len(value):
            texts.append("...")
            break
    opening, closing = {list: "[]", tuple: "()", dict: "{}", set: "{}"}.get(kind, ("frozenset({", "})"))
    return opening + ", ".join(texts) + closing


def message(error):
    """The text of an exception, whose arguments may be the sample's."""
    return " ".join(a[:500] if type(a) is str else shown(a) for a in error.args)[:500]
