"""From values to bytes."""

import builtins
import struct
import sys

from sce_judge.foreign import FOREIGN
from sce_judge.sets import frozen_recipe, set_recipe
from sce_judge.wire import (
    ATOMS,
    BASES,
    KEYS,
    MOST_BYTES,
    MOST_DEPTH,
    MOST_NOTED,
    NAMED,
    NOT_BARE,
    PLAIN,
    STANDARD,
    Changes,
    Reference,
    TooLarge,
    Unsendable,
    at_path,
)


def _sized(tag, data):
    return tag + struct.pack("<I", len(data)) + data


def _integer(value):
    return value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)


class Encoder:
    """Turns a value into bytes; what has no plain form becomes a reference, if that is possible. An object that occurs
    again is named by its number among those before it, so that what was one object stays one.
    """

    def __init__(self, refer, shared=(), classes=None, trusted=False, numpy=True, most=MOST_BYTES):
        self.refer = refer  # object -> number, or None when it cannot stay behind
        self.shared = {id(each): number for number, each in enumerate(shared)}  # what both sides have already
        self.classes = classes or {}  # of the data set's text, by name
        self.trusted = trusted  # whether the other side takes functions of the standard library by their names
        self.numpy = numpy  # whether arrays and numbers of numpy cross over as what they are
        self.most = most  # bytes
        self.parts = []
        self.size = 0
        self.hashed = (
            0  # how many sets and keys we are inside of: no reference can be there, for its hash is the sample's
        )
        self.noted = {}  # id -> number, or its inverse while the object is not complete
        self.kept = []  # the objects of these numbers, so that their ids stay their own
        self.mutable = []  # those of them that can change, in the order in which a decoder comes to have them
        self.flattened = False  # whether an instance of a subclass goes as what is underneath
        self.referred = False  # whether something stays behind

    def add(self, data):
        self.size += len(data)
        if self.size > self.most:
            raise TooLarge("the value is larger than %d bytes" % self.most)
        self.parts.append(data)

    def put(self, v, depth=0):
        if depth > MOST_DEPTH:
            raise Unsendable("the value is nested deeper than %d levels" % MOST_DEPTH)
        t = type(v)
        if v is None:
            self.add(b"N")
        elif t is bool:
            self.add(b"T" if v else b"F")
        elif t is int and -6 < v < 257:
            self.add(_sized(b"i", _integer(v)))
        elif v is Ellipsis:
            self.add(b"e")
        elif id(v) in self.shared:
            self.add(struct.pack("<cI", b"A", self.shared[id(v)]))
        elif id(v) in self.noted:
            if self.noted[id(v)] < 0:
                raise Unsendable("the value is part of itself")
            self.add(struct.pack("<cI", b"@", self.noted[id(v)]))
        else:
            self.put_new(v, t, depth)

    def put_new(self, v, t, depth):
        if t is list:
            self.note(v, b"")
            self.mutable.append(v)
            if not self.put_numbers(v):
                self.put_all(b"l", v, len(v), depth)
        elif t is dict:
            self.note(v, b"")
            self.mutable.append(v)
            self.put_pairs(b"d", list(v.items()), depth)
        elif len(self.kept) < MOST_NOTED or t not in ATOMS:
            number = len(self.kept)
            self.note(v, b"=")
            self.noted[id(v)] = ~number
            self.put_part(v, t, depth)
            self.noted[id(v)] = number
        else:
            self.put_part(v, t, depth)

    def put_numbers(self, v):
        """A long list of nothing but integers and floats, in one piece: a hundredth of the time. Past MOST_NOTED nobody
        tells which of them are one object.
        """
        if len(v) < MOST_NOTED or not {int, float}.issuperset(map(type, v)):
            return False
        if self.size + 6 * len(v) > self.most:  # a number has six bytes at least
            raise TooLarge("the value is larger than %d bytes" % self.most)
        whole = bytes(type(n) is int for n in v)
        try:
            integers = struct.pack("<%dq" % sum(whole), *(n for n in v if type(n) is int))
        except struct.error:
            return False
        self.add(struct.pack("<cI", b"P", len(v)))
        self.add(whole)
        self.add(integers)
        floats = [n for n in v if type(n) is float]
        self.add(struct.pack("<%dd" % len(floats), *floats))
        return True

    def note(self, v, tag):
        self.noted[id(v)] = len(self.kept)
        self.kept.append(v)
        self.add(tag)

    def put_part(self, v, t, depth):
        if t is int:
            self.add(_sized(b"i", _integer(v)))
        elif t is float:
            self.add(struct.pack("<cd", b"f", v))
        elif t is complex:
            self.add(struct.pack("<cdd", b"c", v.real, v.imag))
        elif t is str:
            self.add(_sized(b"n" if is_interned(v) else b"s", v.encode("utf-8", "surrogatepass")))
        elif t is bytes:
            self.add(_sized(b"b", v))
        elif t is bytearray:
            self.mutable.append(v)
            self.add(_sized(b"y", bytes(v)))
        elif t is tuple:
            self.put_all(b"t", v, len(v), depth)
        elif t is set:
            self.put_set(v, depth)
        elif t is frozenset:
            order, way = frozen_recipe(v)
            self.add(b"z" + bytes([way]))
            self.put_items(order, len(order), depth, 1)
        elif t is KEYS:
            self.put_all(b"K", list(v), len(v), depth, 1)
        elif t is range or t is slice:
            self.put_all(b"r" if t is range else b"q", (v.start, v.stop, v.step), 3, depth)
        else:
            self.put_odd(v, t, depth)

    def put_set(self, v, depth):
        order, size, removed, places, popped = set_recipe(v)
        self.mutable.append(v)
        self.add(struct.pack("<cI?II", b"S", size, bool(popped), len(removed), len(places)))
        self.add(struct.pack("<%dI" % (len(removed) + len(places)), *removed, *places))
        self.put_items(order, len(order), depth, 1)

    def put_all(self, tag, items, count, depth, hashed=0):
        self.add(tag)
        self.put_items(items, count, depth, hashed)

    def put_items(self, items, count, depth, hashed=0):
        self.add(struct.pack("<I", count))
        self.hashed += hashed
        for item in items:
            self.put(item, depth + 1)
        self.hashed -= hashed

    def put_pairs(self, tag, pairs, depth):
        self.add(tag + struct.pack("<I", 2 * len(pairs)))
        for key, value in pairs:
            self.hashed += 1
            self.put(key, depth + 1)
            self.hashed -= 1
            self.put(value, depth + 1)

    def put_odd(self, v, t, depth):
        if t is Reference:
            self.put_reference(v.number)
            return
        if t is Changes:
            self.put_changes(v, depth)
            return
        name = (
            v.__name__ if t is type or t is type(len) else None
        )  # others may be asked for anything, and answer with an error
        if type(name) is str and name in NAMED and getattr(builtins, name, None) is v:
            self.add(_sized(b"X", name.encode()))
            return
        if self.put_foreign(v, t, depth) or self.trusted and self.put_function(v, depth):
            return
        if self.classes.get(t.__name__) is t and member_name(t, v) is not None:
            self.add(b"E")
            self.put((t.__name__, member_name(t, v)), depth + 1)
            return
        if self.classes.get(t.__name__) is t and hasattr(v, "__dict__") and not issubclass(t, NOT_BARE):
            self.mutable.append(v)
            self.noted[id(v)] = ~self.noted[id(v)]  # it is there before what it holds
            self.add(b"I")
            self.put(t.__name__, depth + 1)
            self.put_pairs(b"d", list(vars(v).items()), depth + 1)
            self.noted[id(v)] = ~self.noted[id(v)]
            return
        if issubclass(t, PLAIN):
            self.put_underneath(v, t, depth)
        elif is_number_of_numpy(v, t) and type(v.item()) is not t:
            self.add(b"U")
            self.put(v.item(), depth + 1)
        elif self.hashed:
            raise Unsendable("a set or a key holds an object that has to stay where it is")
        else:
            self.put_reference(self.refer(v))

    def put_reference(self, number):
        self.referred = True
        self.add(struct.pack("<cQ", b"R", number))

    def put_foreign(self, v, t, depth):
        where = (t.__module__, t.__qualname__)
        if where[0] == "numpy" and not self.numpy:
            return False
        kind = FOREIGN.get(where)
        if kind is None and is_number_of_numpy(v, t):
            where = ("numpy", "generic")
        elif kind is None or getattr(sys.modules.get(where[0]), where[1], None) is not t:
            return False
        state = FOREIGN[where].state(v)
        if state is None:
            return False
        self.put_all(b"O", where + (state,), 3, depth)
        if FOREIGN[where].changing:
            self.mutable.append(v)
        return True

    def put_underneath(self, v, t, depth):
        """An instance of a subclass, as what is underneath; of a named tuple its names are kept."""
        plain = next(plain for base, plain in BASES if issubclass(t, base))(v)
        fields = t.__dict__.get("_fields") if t.__bases__ == (tuple,) or self.classes.get(t.__name__) is t else None
        if type(fields) is tuple and len(fields) == len(plain):
            self.add(b"V")
            self.put((t.__name__, fields), depth + 1)
        else:
            self.flattened = True
            self.add(b"U")
        self.put(plain, depth + 1)

    def put_function(self, v, depth):
        """A function or type of the standard library."""
        try:
            module, name = getattr(v, "__module__", None) or "builtins", getattr(v, "__qualname__", None)
        except Exception:
            return False
        if type(module) is not str or type(name) is not str or module.split(".")[0] not in STANDARD:
            return False
        if at_path(sys.modules.get(module), name) is not v:
            return False
        self.put_all(b"G", (module, name), 2, depth)
        return True

    def put_changes(self, changes, depth):
        self.add(b"C" + struct.pack("<I", len(changes)))
        for number, each in changes:
            self.add(struct.pack("<I", number))
            self.put_new(each, type(each), depth + 1)


def is_number_of_numpy(v, t):
    return t.__module__ == "numpy" and "numpy" in sys.modules and isinstance(v, sys.modules["numpy"].generic)


def member_name(kind, value):
    """The name of a member of an enumeration; None of anything else."""
    members = vars(kind).get("_member_map_")
    name = vars(value).get("_name_") if type(members) is dict and hasattr(value, "__dict__") else None
    return name if type(name) is str and members.get(name) is value else None


def is_interned(text):
    """Whether Python has made this text one with all that are equal, as it does with constants that look like names."""
    return len(text) > 1 and text.isascii() and text.replace("_", "a").isalnum() and sys.intern(text) is text


def encode(value, refer):
    """Returns the bytes of the value, or raises Unsendable."""
    return encoded(Encoder(refer), value)


def encoded(encoder, value):
    encoder.put(value)
    return b"".join(encoder.parts)
