def inner(n):
    return [1, 2, 3][n]
def outer():
    try:
        inner(10)
    except IndexError as e:
        raise RuntimeError("outer\nof two lines") from e
class Error(Exception):
    def __str__(self):
        return "my own text"
try:
    outer()
except RuntimeError:
    {}["missing key"], [x for x in (1, 0) if 1 / x], (lambda: None)()
