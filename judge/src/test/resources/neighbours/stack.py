# Overflows the stack.
import sys
sys.setrecursionlimit(10 ** 9)
def answer(x):
    return [answer(x)]
