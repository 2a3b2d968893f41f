# Hands over builtin functions and types, one after the other.
GIVEN = [len, sum, map, type, object, slice, hash, repr, zip, dict]
def answer(x):
    return GIVEN.pop() if GIVEN else 7
