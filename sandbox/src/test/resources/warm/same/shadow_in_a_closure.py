import statistics
print(statistics.mean([1, 2, 3]), statistics.fractions.who)
#: file fractions.py
from decimal import Decimal
class Fraction(int):
    def __new__(cls, *a): return int.__new__(cls, a[0] if a else 0)
who = "mine"
