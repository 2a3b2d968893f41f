"""Digests of values, for expected values that are too large to be kept or sent."""


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
            update(b"".join(map(number_text, value)))
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


def inner_digest(value):
    digest = digest_of(value)
    if digest is None:
        raise TypeError("no digest of such a value")
    return digest
