# Makes an argument as large as it may be.
def answer(x):
    if isinstance(x, list):
        x.extend(range(1000000))
    return 7
