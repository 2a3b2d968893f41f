# As deep as a value may be, and deeper.
def answer(x):
    value = []
    for _ in range(199 if x == 1 else 100000):
        value = [value]
    return value
