"""Types of the standard library arrive as what they are; of others nothing is made."""

import array
import collections
import datetime
import decimal
import fractions
import pathlib
import uuid

import pytest

from sce_judge.contents import content_is, content_of, take_content
from sce_judge.decoder import decode
from sce_judge.encoder import Encoder, encode, encoded
from sce_judge.foreign import FOREIGN
from sce_judge.wire import Malformed, Unsendable

ZONE = datetime.timezone(datetime.timedelta(hours=2), "there")
VALUES = [
    decimal.Decimal("1.50"),
    decimal.Decimal("NaN"),
    fractions.Fraction(-3, 4),
    datetime.date(2024, 2, 29),
    datetime.time(1, 2, 3, 4, ZONE, fold=1),
    datetime.datetime(2024, 2, 29, 1, 2, 3, tzinfo=datetime.timezone.utc),
    datetime.timedelta(-1, 5, 7),
    ZONE,
    collections.deque([1, [2]], maxlen=3),
    collections.Counter("hello"),
    collections.OrderedDict([("b", 1), ("a", 2)]),
    collections.defaultdict(list, {1: [2]}),
    array.array("d", [1.5, 2]),
    uuid.UUID(int=5),
    pathlib.PurePosixPath("/a/b"),
]


def sent(value):
    return decode(encode(value, None), None)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_arrive(value):
    got = sent(value)
    assert type(got) is type(value) and repr(got) == repr(value)


def test_a_default_that_is_the_sample_s_own_function_does_not_cross():
    encoder = Encoder(refuse)
    got = decode(encoded(encoder, collections.defaultdict(lambda: 1, {1: 2})), None)
    assert type(got) is dict and got == {1: 2} and encoder.flattened


def refuse(value):
    raise Unsendable(repr(value))


def test_numpy_stays_out_unless_the_problem_is_about_it():
    numpy = pytest.importorskip("numpy")
    made = numpy.array([[1, 2]], dtype="int32")
    got = decode(encoded(Encoder(refuse), made), None)
    assert got.dtype == made.dtype and got.tolist() == made.tolist()
    with pytest.raises(Unsendable):
        encoded(Encoder(refuse, numpy=False), made)


def message(module, name, state):
    data = encode((module, name, state), None)
    return b"O" + data[2:]  # the tuple's own number and kind give way


@pytest.mark.parametrize(
    "place, state",
    [
        (("decimal", "Decimal"), ("no number",)),
        (("fractions", "Fraction"), (1, 0)),
        (("datetime", "date"), (2024, 2, 30)),
        (("collections", "Counter"), 5),
        (("collections", "defaultdict"), ({},)),
        (("uuid", "UUID"), -1),
        (("os", "stat_result"), (1,)),
        (("subprocess", "Popen"), ("true",)),
    ],
)
def test_wrong_states_are_malformed(place, state):
    with pytest.raises(Malformed):
        decode(message(*place, state), None)


CHANGING = [
    ([1], [2, 3]),
    ({"a": 1}, {"b": 2}),
    ({1, 2}, {9, 3}),
    (bytearray(b"a"), bytearray(b"bc")),
    (collections.deque([1]), collections.deque([2, 3])),
    (collections.Counter("aa"), collections.Counter("b")),
    (array.array("i", [1]), array.array("i", [2, 3])),
]


@pytest.mark.parametrize("target, source", CHANGING, ids=lambda value: type(value).__name__)
def test_an_object_comes_to_hold_what_another_holds(target, source):
    before = content_of(target)
    assert content_is(target, before)
    take_content(target, source)
    assert target == source and not content_is(target, before)


def test_every_kind_is_found_where_it_says():
    for module, name in FOREIGN:
        try:
            found = __import__(module, fromlist=[name])
        except ImportError:
            continue
        assert hasattr(found, name)
