# An exception that carries as much as it can.
class Loaded(ValueError):
    pass
def answer(x):
    error = Loaded("x" * 100000, list(range(100000)))
    error.rest = {i: str(i) for i in range(100000)}
    raise error
