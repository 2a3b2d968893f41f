# Judges a program that must not be trusted, from outside of it.
#
# Theory. This process forks before it knows anything: before it has read its standard input. The child, "the sample's side", will run
# the sample. The parent, "the judge", reads the sample, the tests and the expected values, hands over the sample, runs the tests, and
# calls into the child for nothing but the values of calls. What travels back is bytes that decode to plain values: numbers, texts,
# lists. No object of the sample's ever exists in the judge, so none can lie there about being equal. Only the judge holds the standard
# output that carries the verdict, and no other process may look into it (it is not dumpable, see checker_90_main.py). Whatever the
# sample does in its own process, the most it can do is to answer, which is what it is asked for, or to make the judge fail, which is
# never a pass.
#
# This file is the wire. Everything here is used by both sides; the judge must survive any bytes at all.
import builtins
import os
import struct
import sys

MOST_BYTES = 32 << 20
MOST_DEPTH = 200


class Unsendable(Exception):
    """The value has no plain form."""


class Malformed(BaseException):
    """The other side sent what it must not."""


class Reference:
    """Stands for an object that stays in the sample's process."""

    __slots__ = ("number",)

    def __init__(self, number):
        self.number = number


def _sized(tag, data):
    return tag + struct.pack("<I", len(data)) + data


def _integer(value):
    return value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)


# Types by the module that defines them, which is not imported before it is needed: how to take them apart into plain values.
FOREIGN = {
    ("decimal", "Decimal"): str,
    ("fractions", "Fraction"): lambda v: (v.numerator, v.denominator),
    ("datetime", "date"): lambda v: (v.year, v.month, v.day),
    ("datetime", "time"): lambda v: (v.hour, v.minute, v.second, v.microsecond),
    ("datetime", "datetime"): lambda v: (v.year, v.month, v.day, v.hour, v.minute, v.second, v.microsecond),
    ("datetime", "timedelta"): lambda v: (v.days, v.seconds, v.microseconds),
    ("collections", "deque"): lambda v: (list(v), v.maxlen),
}
# What may be named rather than sent: the builtin types and functions that are themselves values in tests.
NAMED = frozenset(
    "bool int float complex str bytes bytearray list tuple dict set frozenset range object type slice len abs min max sum sorted reversed "
    "enumerate zip map filter any all ord chr round pow divmod repr hash print".split()
)
# Subclasses are sent as what they are underneath, read by the base's own methods.
BASES = (
    (int, lambda v: int.__index__(v)),
    (float, lambda v: float.__float__(v)),
    (str, lambda v: str.__str__(v)),
    (complex, lambda v: complex(complex.__add__(v, 0))),
    (bytes, lambda v: bytes.__getitem__(v, slice(None))),
    (bytearray, lambda v: bytearray.__getitem__(v, slice(None))),
    (tuple, lambda v: tuple(tuple.__iter__(v))),
    (list, lambda v: list(list.__iter__(v))),
    (dict, lambda v: dict(dict.items(v))),
    (frozenset, lambda v: frozenset(frozenset.__iter__(v))),
    (set, lambda v: set(set.__iter__(v))),
)
HASHED = {set: b"S", frozenset: b"z", type({}.keys()): b"K"}


class Encoder:
    """Turns a value into bytes; what has no plain form becomes a reference, if that is possible."""

    def __init__(self, refer):
        self.refer = refer  # object -> number, or None when it cannot stay behind
        self.parts = []
        self.size = 0
        self.hashed = 0  # how many sets and keys we are inside of: no reference can be there, for its hash is the sample's

    def add(self, data):
        self.size += len(data)
        if self.size > MOST_BYTES:
            raise Unsendable("the value is larger than %d bytes" % MOST_BYTES)
        self.parts.append(data)

    def put(self, v, depth=0):
        if depth > MOST_DEPTH:
            raise Unsendable("the value is nested deeper than %d levels" % MOST_DEPTH)
        t = type(v)
        if v is None:
            self.add(b"N")
        elif t is bool:
            self.add(b"T" if v else b"F")
        elif t is int:
            self.add(_sized(b"i", _integer(v)))
        elif t is float:
            self.add(struct.pack("<cd", b"f", v))
        elif t is complex:
            self.add(struct.pack("<cdd", b"c", v.real, v.imag))
        elif t is str:
            self.add(_sized(b"s", v.encode("utf-8", "surrogatepass")))
        elif t is bytes:
            self.add(_sized(b"b", v))
        elif t is bytearray:
            self.add(_sized(b"y", bytes(v)))
        elif t is list or t is tuple:
            self.put_all(b"l" if t is list else b"t", v, len(v), depth)
        elif t in HASHED:
            self.put_all(HASHED[t], list(v), len(v), depth, 1)
        elif t is dict:
            self.put_pairs(list(v.items()), depth)
        elif t is range:
            self.put_all(b"r", (v.start, v.stop, v.step), 3, depth)
        elif v is Ellipsis:
            self.add(b"e")
        else:
            self.put_odd(v, t, depth)

    def put_all(self, tag, items, count, depth, hashed=0):
        self.add(tag + struct.pack("<I", count))
        self.hashed += hashed
        for item in items:
            self.put(item, depth + 1)
        self.hashed -= hashed

    def put_pairs(self, pairs, depth):
        self.add(b"d" + struct.pack("<I", 2 * len(pairs)))
        for key, value in pairs:
            self.hashed += 1
            self.put(key, depth + 1)
            self.hashed -= 1
            self.put(value, depth + 1)

    def put_odd(self, v, t, depth):
        if t is Reference:
            self.add(struct.pack("<cQ", b"R", v.number))
            return
        name = getattr(v, "__name__", None)
        if type(name) is str and name in NAMED and getattr(builtins, name, None) is v:
            self.add(_sized(b"X", name.encode()))
            return
        where = (t.__module__, t.__qualname__)
        if where in FOREIGN and getattr(sys.modules.get(where[0]), where[1], None) is t and getattr(v, "tzinfo", None) is None:
            self.put_all(b"O", where + (FOREIGN[where](v),), 3, depth)
            return
        for base, plain in BASES:
            if issubclass(t, base):
                self.put(plain(v), depth + 1)
                return
        numpy = sys.modules.get("numpy")
        if numpy is not None and isinstance(v, numpy.generic):
            item = v.item()
            if type(item) is not t:
                self.put(item, depth + 1)
                return
        if self.hashed:
            raise Unsendable("a set or a key holds an object that has to stay where it is")
        self.add(struct.pack("<cQ", b"R", self.refer(v)))


class Decoder:
    """Reads values; raises Malformed for whatever is not exactly that."""

    def __init__(self, data, resolve):
        self.data = data
        self.at = 0
        self.resolve = resolve  # number -> object

    def take(self, size):
        end = self.at + size
        if end > len(self.data):
            raise Malformed("cut short")
        piece = self.data[self.at : end]
        self.at = end
        return piece

    def count(self):
        return struct.unpack("<I", self.take(4))[0]

    def whole(self):
        value = self.get()
        if self.at != len(self.data):
            raise Malformed("more than one value")
        return value

    def get(self, depth=0):
        if depth > MOST_DEPTH + 8:
            raise Malformed("nested too deep")
        tag = bytes(self.take(1))
        if tag in b"NTFe":
            return {b"N": None, b"T": True, b"F": False, b"e": Ellipsis}[tag]
        if tag == b"i":
            return int.from_bytes(self.take(self.count()), "little", signed=True)
        if tag == b"f":
            return struct.unpack("<d", self.take(8))[0]
        if tag == b"c":
            return complex(*struct.unpack("<dd", self.take(16)))
        if tag == b"s":
            return str(self.take(self.count()), "utf-8", "surrogatepass")
        if tag == b"b":
            return bytes(self.take(self.count()))
        if tag == b"y":
            return bytearray(self.take(self.count()))
        if tag == b"R":
            return self.resolve(struct.unpack("<Q", self.take(8))[0])
        if tag == b"X":
            return self.named(str(self.take(self.count()), "ascii"))
        return self.get_many(tag, depth)

    def named(self, name):
        if name not in NAMED:
            raise Malformed("no such name")
        return getattr(builtins, name)

    def get_many(self, tag, depth):
        count = self.count()
        if count > len(self.data) - self.at:
            raise Malformed("cut short")
        items = [self.get(depth + 1) for _ in range(count)]
        if tag == b"l":
            return items
        if tag == b"t":
            return tuple(items)
        if tag == b"S":
            return set(items)
        if tag == b"z":
            return frozenset(items)
        if tag == b"d" and count % 2 == 0:
            return dict(zip(items[::2], items[1::2]))
        if tag == b"K":
            return dict.fromkeys(items).keys()
        if tag == b"r" and count == 3 and all(type(i) is int for i in items):
            return range(*items)
        if tag == b"O" and count == 3 and type(items[0]) is str and (items[0], items[1]) in FOREIGN:
            made = getattr(__import__(items[0]), items[1])
            return made(*items[2]) if type(items[2]) is tuple else made(str(items[2]))
        raise Malformed("no such kind of value")


def decode(data, resolve):
    """Returns the value of the bytes, or raises Malformed whatever they are."""
    try:
        return Decoder(memoryview(data), resolve).whole()
    except Malformed:
        raise
    except Exception as e:  # an unhashable key, a date that does not exist, text that is not UTF-8 ...
        raise Malformed(type(e).__name__)


def encode(value, refer):
    """Returns the bytes of the value, or raises Unsendable."""
    encoder = Encoder(refer)
    encoder.put(value)
    return b"".join(encoder.parts)


def send(fd, data):
    view = memoryview(struct.pack("<I", len(data)) + data)
    while view:
        view = view[os.write(fd, view) :]


def receive(fd):
    """Returns the next message; b"" when the other side is gone."""
    head = _exactly(fd, 4)
    if len(head) < 4:
        return b""
    size = struct.unpack("<I", head)[0]
    if size > MOST_BYTES + 1024:
        raise Malformed("too large")
    data = _exactly(fd, size)
    return data if len(data) == size else b""


def _exactly(fd, size):
    parts = []
    while size > 0:
        piece = os.read(fd, min(size, 1 << 20))
        if not piece:
            break
        parts.append(piece)
        size -= len(piece)
    return b"".join(parts)
