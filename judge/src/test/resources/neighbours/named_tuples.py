# Named tuples, each with fields of its own.
import collections
NUMBER = [0]
def answer(x):
    NUMBER[0] += 1
    kinds = [collections.namedtuple("T%d" % i, ["f%d_%d" % (NUMBER[0], i)]) for i in range(3000)]
    return [kind(1) for kind in kinds]
