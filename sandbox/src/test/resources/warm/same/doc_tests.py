#: warm python3 main.py
#: warm python3 main.py -v
def f(x):
    """
    >>> f(2)
    4
    >>> f(3)
    7
    >>> f('a')
    Traceback (most recent call last):
    ...
    TypeError: x
    """
    return x * x
import doctest
print(doctest.testmod())
#: differs 0x[0-9a-f]+ because addresses are others in each process
