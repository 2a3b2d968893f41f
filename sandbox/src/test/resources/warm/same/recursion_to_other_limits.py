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
try:
    sys.setrecursionlimit(3)
except RecursionError as e:
    print(e)
#: differs 0x[0-9a-f]+ because addresses are others in each process
