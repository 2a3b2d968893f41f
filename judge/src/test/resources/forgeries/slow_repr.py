# Takes for ever to be printed, hashed or compared.
class Slow:
    def __repr__(self):
        while True:
            pass
    __str__ = __hash__ = __eq__ = __bool__ = __repr__
def answer(x):
    if x == 1:
        raise ValueError(Slow())
    return Slow()
