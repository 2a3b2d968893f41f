"""From bytes to values: whatever the bytes are, they become a plain value or Malformed."""

import builtins
import struct
import sys

from sce_judge.foreign import FOREIGN
from sce_judge.sets import FROZEN, MOST_SLOTS, SMALL_TABLE, fill_set
from sce_judge.wire import MOST_DEPTH, MOST_UNCHECKED, NAMED, NOT_BARE, Changes, Malformed, at_path


class Decoder:
    """Reads values; raises Malformed for whatever is not exactly that."""

    def __init__(self, data, resolve, check, shared=(), classes=None, trusted=False):
        self.data = data
        self.at = 0
        self.resolve = resolve  # number -> object
        self.check = check  # called now and then, to give up
        self.shared = shared
        self.classes = classes or {}
        self.trusted = trusted
        self.unchecked = 0
        self.noted = []
        self.number = 0  # of what is being read
        self.mutable = []
        self.names = set()  # of the builtin types and functions that the other side has named
        self.flattened = False  # whether something is an instance of a subclass where it comes from

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
        if tag == b"=":
            return self.get_noted(depth)
        if tag == b"i":
            return int.from_bytes(self.take(self.count()), "little", signed=True)
        if tag == b"f":
            return struct.unpack("<d", self.take(8))[0]
        if tag == b"s":
            return str(self.take(self.count()), "utf-8", "surrogatepass")
        if tag == b"n":
            return sys.intern(str(self.take(self.count()), "ascii"))
        if tag == b"@":
            return self.get_again(self.noted)
        if tag == b"A":
            return self.get_again(self.shared)
        if tag == b"l":
            return self.get_items(self.count_of_items(), depth, self.changing([], True))
        if tag == b"P":
            return self.get_numbers(self.changing([], True))
        if tag == b"d":
            return self.get_pairs(depth, self.changing({}, True))
        return self.get_scalar(tag, depth)

    def get_scalar(self, tag, depth):
        if tag == b"c":
            return complex(*struct.unpack("<dd", self.take(16)))
        if tag == b"b":
            return bytes(self.take(self.count()))
        if tag == b"y":
            return self.changing(bytearray(self.take(self.count())))
        if tag == b"R":
            return self.resolve(struct.unpack("<Q", self.take(8))[0])
        if tag == b"X":
            return self.named(str(self.take(self.count()), "ascii"))
        if tag == b"U" or tag == b"V":
            return self.get_underneath(tag, depth)
        if tag == b"S":
            return self.get_set(depth)
        if tag == b"z":
            way = self.take(1)[0]
            return FROZEN[way](self.get_items(self.count_of_items(), depth, []))
        if tag == b"I":
            return self.get_instance(depth)
        if tag == b"E":
            name, member = self.get(depth + 1)
            return vars(self.classes[name])["_member_map_"][member]
        if tag == b"C" and depth == 1:
            return Changes((self.count(), self.get(depth + 1)) for _ in range(self.count_of_items()))
        return self.get_many(tag, depth)

    def get_numbers(self, made):
        count = self.count_of_items()
        whole = bytes(self.take(count))
        integers = iter(struct.unpack("<%dq" % whole.count(1), self.take(8 * whole.count(1))))
        floats = iter(struct.unpack("<%dd" % (count - whole.count(1)), self.take(8 * (count - whole.count(1)))))
        made.extend(next(integers) if each == 1 else next(floats) for each in whole)
        self.check()
        return made

    def get_noted(self, depth):
        number = len(self.noted)
        self.noted.append(self)  # which stands for "not there yet"
        self.number = number
        value = self.get(depth)
        self.noted[number] = value
        return value

    def get_again(self, known):
        number = self.count()
        if number >= len(known) or known[number] is self:
            raise Malformed("there is no such object")
        return known[number]

    def changing(self, value, noted=False):
        self.mutable.append(value)
        if noted:
            self.noted.append(value)
        return value

    def named(self, name):
        if name not in NAMED:
            raise Malformed("no such name")
        self.names.add(name)
        return getattr(builtins, name)

    def get_underneath(self, tag, depth):
        if tag == b"U":
            self.flattened = True
            return self.get(depth + 1)
        name, fields = self.get(depth + 1)
        items = self.get(depth + 1)
        if type(items) is not tuple or type(fields) is not tuple or len(items) != len(fields):
            raise Malformed("no named tuple")
        known = self.classes.get(name)
        known = (
            known
            if known is not None and issubclass(known, tuple) and getattr(known, "_fields", None) == fields
            else None
        )
        kind = known or named_tuple(name, fields)
        self.flattened |= known is None
        return items if kind is None else tuple.__new__(kind, items)

    def get_set(self, depth):
        made = self.changing(set())
        size, popped, removed, places = struct.unpack("<I?II", self.take(13))
        slots = struct.unpack("<%dI" % (removed + places), self.take(4 * (removed + places)))
        items = self.get_items(self.count_of_items(), depth, [])
        if size & (size - 1) or size > min(MOST_SLOTS, 16 * (len(items) + removed) + SMALL_TABLE):
            raise Malformed("no such table")
        if any(slot >= size for slot in slots):
            raise Malformed("no such slot")
        return fill_set(made, items, size, slots[:removed], slots[removed:], popped)

    def get_instance(self, depth):
        """An instance of a class of the data set's own text."""
        number = self.number
        name = self.get(depth + 1)
        kind = self.classes.get(name)
        if kind is None or issubclass(kind, NOT_BARE):
            raise Malformed("no such class")
        made = self.changing(object.__new__(kind))
        self.noted[number] = made  # it is there before what it holds
        if bytes(self.take(1)) != b"d":
            raise Malformed("no attributes")
        for key, value in self.get_pairs(depth + 1, {}).items():
            if type(key) is not str or callable(getattr(kind, key, None)):
                raise Malformed("no attribute")
            made.__dict__[key] = value
        return made

    def count_of_items(self):
        count = self.count()
        if count > len(self.data) - self.at:
            raise Malformed("cut short")
        return count

    def get_pairs(self, depth, made):
        count = self.count_of_items()
        if count % 2:
            raise Malformed("a key without a value")
        items = self.get_items(count, depth, [])
        made.update(zip(items[::2], items[1::2]))
        return made

    def get_many(self, tag, depth):
        count = self.count_of_items()
        items = self.get_items(count, depth, [])
        if tag == b"t":
            return tuple(items)
        if tag == b"K":
            return dict.fromkeys(items).keys()
        if tag == b"r" and count == 3 and all(type(i) is int for i in items):
            return range(*items)
        if tag == b"q" and count == 3:
            return slice(*items)
        if tag == b"O" and count == 3 and type(items[0]) is str and (items[0], items[1]) in FOREIGN:
            kind = FOREIGN[items[0], items[1]]
            made = kind.make(items[2])
            return self.changing(made) if kind.changing else made
        if tag == b"G" and self.trusted:
            __import__(items[0])
            return at_path(sys.modules[items[0]], items[1])
        raise Malformed("no such kind of value")

    def get_items(self, count, depth, items):
        while count > 0:
            piece = min(count, MOST_UNCHECKED)
            for _ in range(piece):
                items.append(self.get(depth + 1))
            count -= piece
            self.unchecked += piece
            if self.unchecked > MOST_UNCHECKED:
                self.unchecked = 0
                self.check()
        return items


named_tuples = {}


def named_tuple(name, fields):
    """The type of named tuples of these names, made by the standard library, which checks that they are names. None
    where they are not, or would hide what a tuple can do.
    """
    if (name, fields) not in named_tuples:
        import collections

        try:
            hidden = any(hasattr(tuple, field) for field in fields)
            named_tuples[name, fields] = None if hidden else collections.namedtuple(name, fields)
        except (TypeError, ValueError):
            named_tuples[name, fields] = None
    return named_tuples[name, fields]


def decode(data, resolve, check=lambda: None):
    """Returns the value of the bytes, or raises Malformed whatever they are."""
    return decoded(Decoder(memoryview(data), resolve, check))


def decoded(decoder):
    try:
        return decoder.whole()
    except (Malformed, MemoryError):
        raise
    except Exception as e:  # an unhashable key, a date that does not exist, text that is not UTF-8 ...
        raise Malformed(type(e).__name__)
