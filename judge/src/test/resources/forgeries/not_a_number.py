# Gives NaN, infinities and zeros.
def answer(x):
    return [float("nan"), float("inf"), -0.0, complex("nan")][int(x) % 4] if type(x) is int else float("nan")
