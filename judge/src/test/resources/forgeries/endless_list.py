# Gives a list that never ends, and one that holds itself.
class Endless:
    def __iter__(self):
        while True:
            yield 0
def answer(x):
    me = []
    me.append(me)
    return Endless() if x % 2 else me
