# An answer of very many small parts.
def answer(x):
    return [[i] for i in range(2000000)]
