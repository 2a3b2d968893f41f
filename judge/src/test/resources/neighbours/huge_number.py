# A number that takes long to write down.
def answer(x):
    return 1 << 50000000
