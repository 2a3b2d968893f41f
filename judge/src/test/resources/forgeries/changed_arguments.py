# Changes its arguments and gives them back.
def answer(x):
    if isinstance(x, list):
        x.clear()
        return x
    return x
