#: python >=3.11
import sys
sys.setrecursionlimit(10**6)
def f(n): return n if n == 100000 else f(n + 1)
print(f(0))
