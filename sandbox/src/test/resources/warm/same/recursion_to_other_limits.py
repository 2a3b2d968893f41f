import sys
def depth():
    n = 0
    def f():
        nonlocal n
        n += 1
        f()
    try:
        f()
    except RecursionError:
        return n
for limit in (50, 200, 1000, 5000):
    sys.setrecursionlimit(limit)
    print(limit, depth())
