"""Types of the standard library and of numpy that cross over as what they are: how to take them apart into plain
values, and how to make them of these again. The module of a type is not imported before it is needed. Whatever the
plain values are, what comes of them is an instance of exactly this type, made by its own module, or an exception.
"""

import builtins
import sys

from sce_judge.wire import NAMED


class Kind:
    """How a type is taken apart and made again."""

    def __init__(self, state, make, changing=False):
        self.state = state  # its plain values, or None for an instance that cannot cross over
        self.make = make
        self.changing = changing  # whether it can change, and a test sees that


def _imported(name):
    __import__(name)
    return sys.modules[name]


def _of(module, name, *fixed):
    """Makes an instance of plain values that are the arguments."""
    return lambda state: getattr(_imported(module), name)(*fixed, *state)


def _with_zone(kind, state):
    *parts, zone, fold = state
    return getattr(_imported("datetime"), kind)(*parts, tzinfo=zone, fold=fold)


def _known_zone(zone):
    where = (type(zone).__module__, type(zone).__qualname__)
    return zone is None or where in (("datetime", "timezone"), ("zoneinfo", "ZoneInfo"))


def _clock(v):
    return (v.hour, v.minute, v.second, v.microsecond, v.tzinfo, v.fold) if _known_zone(v.tzinfo) else None


def _default_dict(state):
    pairs, factory = state
    made = _imported("collections").defaultdict(None)
    dict.update(made, pairs)
    made.default_factory = factory
    return made


def _counter(pairs):
    made = _imported("collections").Counter()
    dict.update(made, pairs)
    return made


def _factory(v):
    """What makes missing values. Only names cross over; a function of the sample's would be asked in the middle of a
    test's own work.
    """
    factory = v.default_factory
    name = getattr(factory, "__name__", None)
    known = factory is None or type(name) is str and name in NAMED and getattr(builtins, name) is factory
    return (dict(v), factory) if known else None


DTYPES = "biufcSUMm"


def _array(v):
    if v.dtype.kind == "O":
        return ("O", v.shape, v.ravel().tolist())
    return (v.dtype.str, v.shape, v.tobytes()) if v.dtype.kind in DTYPES and v.dtype.names is None else None


def _dtype(text):
    kind = _imported("numpy").dtype(text)
    if type(text) is not str or kind.kind not in DTYPES or kind.names is not None:
        raise ValueError("no such type of elements")
    return kind


def _array_of(state):
    numpy = _imported("numpy")
    text, shape, content = state
    if text == "O":
        made = numpy.empty(len(content), dtype=object)
        made[:] = content
        return made.reshape(shape)
    return numpy.frombuffer(content, dtype=_dtype(text)).reshape(shape).copy()


def _scalar(v):
    return (v.dtype.str, v.tobytes()) if v.dtype.kind in DTYPES and v.dtype.names is None else None


def _scalar_of(state):
    text, content = state
    return _imported("numpy").frombuffer(content, dtype=_dtype(text))[0]


FOREIGN = {
    ("decimal", "Decimal"): Kind(lambda v: (str(v),), _of("decimal", "Decimal")),
    ("fractions", "Fraction"): Kind(lambda v: (v.numerator, v.denominator), _of("fractions", "Fraction")),
    ("datetime", "date"): Kind(lambda v: (v.year, v.month, v.day), _of("datetime", "date")),
    ("datetime", "time"): Kind(_clock, lambda state: _with_zone("time", state)),
    ("datetime", "datetime"): Kind(
        lambda v: (v.year, v.month, v.day) + _clock(v) if _known_zone(v.tzinfo) else None,
        lambda state: _with_zone("datetime", state),
    ),
    ("datetime", "timedelta"): Kind(lambda v: (v.days, v.seconds, v.microseconds), _of("datetime", "timedelta")),
    ("datetime", "timezone"): Kind(lambda v: v.__getinitargs__(), _of("datetime", "timezone")),
    ("zoneinfo", "ZoneInfo"): Kind(lambda v: (v.key,) if v.key else None, _of("zoneinfo", "ZoneInfo")),
    ("collections", "deque"): Kind(lambda v: (list(v), v.maxlen), _of("collections", "deque"), True),
    ("collections", "Counter"): Kind(lambda v: dict(v), _counter, True),
    ("collections", "OrderedDict"): Kind(lambda v: (list(v.items()),), _of("collections", "OrderedDict"), True),
    ("collections", "defaultdict"): Kind(_factory, _default_dict, True),
    ("array", "array"): Kind(lambda v: (v.typecode, v.tolist()), _of("array", "array"), True),
    ("uuid", "UUID"): Kind(lambda v: v.int, lambda state: _imported("uuid").UUID(int=state)),
    ("numpy", "ndarray"): Kind(_array, _array_of, True),
    ("numpy", "generic"): Kind(_scalar, _scalar_of),
}
for _name in ("PurePosixPath", "PureWindowsPath", "PosixPath"):
    FOREIGN["pathlib", _name] = Kind(lambda v: (str(v),), _of("pathlib", _name))
    FOREIGN["pathlib._local", _name] = FOREIGN["pathlib", _name]
