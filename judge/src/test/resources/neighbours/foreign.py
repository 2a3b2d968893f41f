# Values of many types of the standard library, whose modules the judge has to know.
import array, collections, datetime, fractions, pathlib, uuid, zoneinfo
VALUES = [
    array.array("d", [1.0] * 100000), collections.Counter("abc" * 1000), collections.deque(range(1000), 5),
    datetime.datetime.now(datetime.timezone.utc), fractions.Fraction(1, 3), pathlib.PurePosixPath("/etc/passwd"),
    uuid.uuid4(), zoneinfo.ZoneInfo("UTC"), collections.OrderedDict(a=1), collections.defaultdict(list, {1: [2]}),
]
def answer(x):
    return VALUES
