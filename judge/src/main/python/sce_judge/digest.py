"""Digests of values, for expected values that are too large to be kept or sent."""

import struct

# Integers below it are the same as floats.
EXACT = 2**53
MINUS_ZERO = struct.pack("d", -0.0)


def digest_of(value):
    """The same for values that are equal, different for those that are not; None where it cannot tell, as with NaN."""
    import hashlib

    digest = hashlib.sha256()
    try:
        take_up(value, digest.update)
    except (TypeError, ValueError, OverflowError):
        return None
    return digest.digest()


def take_up(value, update):
    """Hands over what makes a value what it is in a comparison: 1, 1.0 and True are one value, a list and a tuple never
    are.
    """
    if isinstance(value, (int, float)):
        update(number_text(value))
    elif value is None:
        update(b"N")
    elif isinstance(value, str):
        piece(b"s", value.encode("utf-8", "surrogatepass"), update)
    elif isinstance(value, (bytes, bytearray)):
        piece(b"b", value, update)
    elif isinstance(value, (list, tuple)):
        update(b"l%d:" % len(value) if isinstance(value, list) else b"t%d:" % len(value))
        if {int, float, bool}.issuperset(map(type, value)):
            update(numbers(value))
        elif {str}.issuperset(map(type, value)):
            update(repr(list(value)).encode("utf-8", "surrogatepass"))
        else:
            for item in value:
                take_up(item, update)
    elif isinstance(value, (set, frozenset)):
        update(b"S%d:" % len(value) + b"".join(sorted(inner_digest(item) for item in value)))
    elif isinstance(value, dict):
        update(b"d%d:" % len(value) + b"".join(sorted(inner_digest(pair) for pair in value.items())))
    else:
        raise TypeError("no digest of such a value")


def piece(tag, data, update):
    update(tag + b"%d:" % len(data))
    update(data)


def number_text(value):
    if type(value) is int:
        return b"i%x," % value
    if value != value:
        raise ValueError("NaN is not equal to itself")
    if isinstance(value, int) or value.is_integer():
        return b"i%x," % int(value)
    return float.hex(value).encode() + b","


def numbers(values):
    """Many numbers at a tenth of the time, where all of them are exact as floats. That depends on what they are equal
    to, not on their types, so that equal lists take the same way.
    """
    try:
        total = sum(values)
        if total - total == 0 and -EXACT < min(values, default=0) and max(values, default=0) < EXACT:
            data = struct.pack("%dd" % len(values), *values)
            return data if MINUS_ZERO not in data else struct.pack("%dd" % len(values), *(v + 0.0 for v in values))
    except OverflowError:
        pass
    return b"".join(map(number_text, values))


def inner_digest(value):
    digest = digest_of(value)
    if digest is None:
        raise TypeError("no digest of such a value")
    return digest
