import sys
def f(n):
    global deepest
    deepest = n
    f(n + 1)
try:
    f(0)
except RecursionError as e:
    print(deepest, sys.getrecursionlimit(), e)
try:
    f(0)
except RecursionError as e:
    print(deepest)
f(0)
