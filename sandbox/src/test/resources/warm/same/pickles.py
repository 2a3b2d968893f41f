import pickle, copy, dataclasses, enum, typing, collections, sys
@dataclasses.dataclass
class Point:
    x: int
    y: "typing.List[int]" = dataclasses.field(default_factory=list)
class Color(enum.Enum):
    RED = 1
Pair = collections.namedtuple("Pair", "a b")
class Slots:
    __slots__ = ("a",)
def function(): pass
for thing in (Point(1, [2]), Color.RED, Pair(1, 2), Point, function, Slots()):
    data = pickle.dumps(thing)
    back = pickle.loads(data)
    print(data, type(back), type(back).__module__, pickle.dumps(back) == data)
print(typing.get_type_hints(Point), Point.__module__, copy.deepcopy(Point(1)), repr(Color.RED), Pair.__module__)
for bad in (lambda: 0, sys, (x for x in ())):
    try:
        pickle.dumps(bad)
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])
