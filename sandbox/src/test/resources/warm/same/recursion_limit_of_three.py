import sys
try:
    sys.setrecursionlimit(3)
except RecursionError as e:
    print(e)
#: differs 0x[0-9a-f]+ because addresses are others in each process
