# Gives integers that take long to print.
import sys
def answer(x):
    return 1 << 200000000
