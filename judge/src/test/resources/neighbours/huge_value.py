# The largest answers there may be, one after the other.
def answer(x):
    return "x" * (31 << 20)
