# Numbers that leave marks in the context of decimal arithmetic.
from decimal import Decimal, getcontext
getcontext().prec = 3
def answer(x):
    return [Decimal("1e999999"), Decimal("NaN"), Decimal("1") / 3]
