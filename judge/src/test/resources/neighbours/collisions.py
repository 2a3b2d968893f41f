# Keys that all have one hash: whoever makes a dictionary of them compares each with each.
def answer(x):
    return {i * (2 ** 61 - 1): i for i in range(1, 20000)}
