"""What goes over the wire arrives as what it was; bytes that are no value are refused, whatever they are."""

import collections
import math
import os
import random
import struct

import pytest

from sce_judge.decoder import Decoder, decode, decoded
from sce_judge.encoder import Encoder, encode, encoded
from sce_judge.wire import MOST_BYTES, Changes, Malformed, Reference, Unsendable, receive, send

Point = collections.namedtuple("Point", "x y")


class Text(str):
    pass


def refuse(value):
    raise Unsendable(repr(value))


def sent(value):
    return decode(encode(value, refuse), None)


PLAIN = [
    None,
    True,
    False,
    Ellipsis,
    0,
    -1,
    -6,
    256,
    257,
    -(1 << 4000),
    1 << 64,
    0.0,
    -0.0,
    math.inf,
    5e-324,
    1j,
    complex(-0.0, math.inf),
    "",
    "a",
    "interned_name",
    "not a name",
    "\ud800 unpaired",
    "\0 \U0001f600",
    b"",
    b"\xff\0",
    bytearray(b"abc"),
    [],
    [1, [2, [3]]],
    (),
    (1,),
    {},
    {"b": 1, "a": 2},
    {1: None, (2, 3): [4]},
    set(),
    {1, 2, 3},
    frozenset("abc"),
    frozenset([frozenset([1]), 2]),
    range(3, 10, 2),
    slice(1, None, -1),
    int,
    len,
    list(range(20000)),
    [1.5, 2] * 10000,
    ["text"] * 20000,
]


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: repr(value)[:20])
def test_plain_values_arrive(value):
    got = sent(value)
    assert type(got) is type(value) and got == value
    assert repr(got) == repr(value)


def test_not_a_number_arrives():
    assert math.isnan(sent(math.nan))


def test_keys_of_a_dictionary_arrive():
    assert list(sent({"b": 1, "a": 2}.keys())) == ["b", "a"]


def test_numbers_keep_their_types_in_a_long_list():
    numbers = [1, 1.0, -5, 2.5] * 5000
    assert [type(n) for n in sent(numbers)] == [type(n) for n in numbers]


def test_one_object_stays_one():
    shared = [1]
    first, second, other = sent([shared, shared, [1]])
    assert first is second and first is not other


def test_interned_texts_are_one_with_the_programs_own():
    assert sent("a_constant") is "a_constant".replace("", "")


@pytest.mark.parametrize("kind", [list, dict])
def test_a_value_that_is_part_of_itself_is_one_object_too(kind):
    value = kind()
    value.append(value) if kind is list else value.update(me=value)
    got = sent(value)
    assert (got[0] if kind is list else got["me"]) is got


def test_named_tuples_keep_their_names():
    got = sent(Point(1, [2]))
    assert type(got).__name__ == "Point" and got._fields == ("x", "y") and got == (1, [2])


def test_other_subclasses_go_as_what_is_underneath():
    encoder = Encoder(refuse)
    decoder = Decoder(memoryview(encoded(encoder, Text("abc"))), None, lambda: None)
    got = decoded(decoder)
    assert type(got) is str and got == "abc" and encoder.flattened and decoder.flattened


def test_what_has_no_plain_form_goes_as_a_number():
    assert decode(encode([object()], lambda value: 7), lambda number: ("object", number)) == [("object", 7)]


def test_the_decoder_tells_which_builtins_were_named():
    decoder = Decoder(memoryview(encode([sorted, 1], refuse)), None, lambda: None)
    decoded(decoder)
    assert decoder.names == {"sorted"}


def test_changes_of_shared_objects_arrive():
    given = [[1], {"a": 1}]
    data = encoded(Encoder(refuse, given), (given[0], Changes([(0, [1, 2])])))
    theirs = [[1], {"a": 1}]
    value, changes = decoded(Decoder(memoryview(data), None, lambda: None, theirs))
    assert value is theirs[0] and list(changes) == [(0, [1, 2])]


def nested(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


def test_too_deep_and_too_large_values_are_not_sent():
    assert sent(nested(150)) == nested(150)
    with pytest.raises(Unsendable):
        encode(nested(300), refuse)
    with pytest.raises(Unsendable):
        encode(b"x" * (MOST_BYTES + 1), refuse)


def test_a_set_cannot_hold_what_stays_behind():
    with pytest.raises(Unsendable):
        encode({object()}, lambda value: 1)


HOSTILE = {
    "nothing": b"",
    "unknown kind": b"?",
    "two values": b"NN",
    "cut short": b"i\x04\0\0\0\1",
    "text that is not UTF-8": b"s\x01\0\0\0\xff",
    "interned text that is not ASCII": b"n\x02\0\0\0\xc3\xa9",
    "a list longer than the message": b"l\xff\xff\xff\xffN",
    "numbers longer than the message": b"P\xff\xff\xff\xff",
    "an object that has not been": b"@\0\0\0\0",
    "an object that is not there yet": b"=t\x01\0\0\0@\0\0\0\0",
    "a shared object that is not there": b"A\0\0\0\0",
    "a key without a value": b"d\x01\0\0\0N",
    "a key that cannot be one": b"d\x02\0\0\0l\0\0\0\0N",
    "a name that is not given out": b"X\x04\0\0\0eval",
    "an import": b"G\x02\0\0\0s\x02\0\0\0oss\x06\0\0\0system",
    "a class that is not known": b"I" + b"s\x04\0\0\0Evil" + b"d\0\0\0\0",
    "a type that is not known": b"O\x03\0\0\0s\x02\0\0\0oss\x06\0\0\0systemN",
    "a set with a table of no size": b"S\x03\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    "a set with a huge table": b"S\0\0\0\x40\0\0\0\0\0\0\0\0\0\0\0\0\0",
    "a way to make frozensets that is none": b"z\xff\0\0\0\0",
    "a range of texts": b"r\x03\0\0\0s\0\0\0\0s\0\0\0\0s\0\0\0\0",
    "a named tuple without names": b"VNt\0\0\0\0",
    "changes inside of a value": b"t\x01\0\0\0t\x01\0\0\0C\0\0\0\0",
    "deep": b"t\x01\0\0\0" * 5000 + b"N",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_bytes_are_malformed(data):
    with pytest.raises(Malformed):
        decode(data, Reference)


def test_damaged_messages_are_values_or_malformed():
    rng = random.Random(1)
    whole = encode([{"a": (1, 2.5, "text")}, {1, 2}, frozenset([3]), Point(1, 2), range(3), b"x" * 50], refuse)
    kinds = collections.Counter()
    for _ in range(20000):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            decode(bytes(data[: rng.randint(1, len(data))]), Reference)
            kinds["value"] += 1
        except Malformed:
            kinds["malformed"] += 1
    assert kinds["malformed"] > 1000


def test_random_bytes_are_values_or_malformed():
    rng = random.Random(2)
    tags = b"NTFei=fsn@AlPdcbyRXUVSzIECtKrqOG\0\1\2\3"
    for _ in range(20000):
        data = bytes(rng.choice(tags) for _ in range(rng.randrange(40)))
        try:
            decode(data, Reference)
        except Malformed:
            pass


def test_a_long_list_can_be_given_up_while_it_is_read():
    class Enough(BaseException):
        pass

    def give_up():
        raise Enough

    with pytest.raises(Enough):
        decode(encode([None] * 200_000, refuse), None, give_up)


@pytest.fixture
def pipe():
    reader, writer = os.pipe()
    yield reader, writer
    for fd in (reader, writer):
        try:
            os.close(fd)
        except OSError:
            pass


def test_messages_keep_their_borders(pipe):
    reader, writer = pipe
    send(writer, b"first")
    send(writer, b"second")
    assert receive(reader) == b"first" and receive(reader) == b"second"


@pytest.mark.parametrize("data", [b"", b"\1\0", struct.pack("<I", 10) + b"short"])
def test_a_message_that_is_cut_off_is_none(pipe, data):
    reader, writer = pipe
    os.write(writer, data)
    os.close(writer)
    assert receive(reader) == b""


def test_a_message_that_claims_to_be_huge_is_refused_before_it_is_read(pipe):
    reader, writer = pipe
    os.write(writer, struct.pack("<I", MOST_BYTES + 2000))
    with pytest.raises(Malformed):
        receive(reader)
