"""The wire: what values are on it, and how messages go over it. encoder.py and decoder.py turn values into bytes and
back. Both sides use all of it; the judge must survive any bytes at all.
"""

import os
import struct
import sys

MOST_BYTES = 32 << 20
MOST_UNASKED = 64 << 10  # of one answer among many
MOST_READ = 64 << 10  # which is what a pipe holds
MOST_DEPTH = 200
MOST_UNCHECKED = 50_000
MOST_NOTED = 10_000


class Unsendable(Exception):
    """The value has no plain form."""


class TooLarge(Unsendable):
    """The value has more bytes than there may be."""


class Malformed(BaseException):
    """The other side sent what it must not."""


class Reference:
    """Stands for an object that stays in the sample's process."""

    __slots__ = ("number",)

    def __init__(self, number):
        self.number = number


class Changes(list):
    """Numbers of shared objects with what they hold now."""


# What may be named rather than sent: the builtin types and functions that are themselves values in tests.
NAMED = frozenset(
    "bool int float complex str bytes bytearray list tuple dict set frozenset range object type slice len abs min max "
    "sum sorted reversed enumerate zip map filter any all ord chr round pow divmod repr hash".split()
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
KEYS = type({}.keys())
ATOMS = (int, float, complex, str, bytes)
PLAIN = tuple(base for base, _ in BASES)
NOT_BARE = PLAIN + (BaseException, type)  # classes of which there is no instance that object alone has made
STANDARD = frozenset(
    getattr(
        sys,
        "stdlib_module_names",
        "builtins math cmath operator functools itertools string collections statistics re".split(),
    )
)
STANDARD |= {"_operator", "_functools"}


def at_path(module, name):
    for part in name.split("."):
        module = getattr(module, part, None)
    return module


def send(fd, data, wait=None):
    view = memoryview(struct.pack("<I", len(data)) + data)
    while view:
        try:
            view = view[os.write(fd, view) :]
        except BlockingIOError:
            wait()


def receive(fd, wait=None):
    """Returns the next message; b"" when the other side is gone."""
    head = _exactly(fd, 4, wait)
    if len(head) < 4:
        return b""
    size = struct.unpack("<I", head)[0]
    if size > MOST_BYTES + 1024:
        raise Malformed("too large")
    data = _exactly(fd, size, wait)
    return data if len(data) == size else b""


def _exactly(fd, size, wait):
    parts = []
    while size > 0:
        try:
            piece = os.read(fd, min(size, 1 << 20))
        except BlockingIOError:
            wait()
            continue
        if not piece:
            break
        parts.append(piece)
        size -= len(piece)
    return b"".join(parts)


class Incoming:
    """The messages that come through a pipe that does not block. Each time all is read that there is."""

    def __init__(self, fd):
        self.fd = fd
        self.data = b""
        self.at = 0

    def message(self, wait):
        """Returns the next message; b"" when the other side is gone."""
        if not self.holds(4, wait):
            return b""
        size = struct.unpack_from("<I", self.data, self.at)[0]
        if size > MOST_BYTES + 1024:
            raise Malformed("too large")
        if not self.holds(4 + size, wait):
            return b""
        begin = self.at + 4
        self.at = begin + size
        return self.data[begin : self.at]

    def holds(self, size, wait):
        """Whether so many bytes have come, for which it waits."""
        missing = size - len(self.data) + self.at
        if missing <= 0:
            return True
        parts = [self.data[self.at :]]
        while missing > 0:
            try:
                piece = os.read(self.fd, MOST_READ)
            except BlockingIOError:
                wait()
                continue
            if not piece:
                return False
            parts.append(piece)
            missing -= len(piece)
        self.data = b"".join(parts)
        self.at = 0
        return True
