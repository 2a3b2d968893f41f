#: any python3 ./main.py
#: any python3 .//main.py
#: any python3 src/../main.py
#: any python3 ../work/main.py
#: any python3 ../../../work/src/./../main.py
#: any python3 /proc/self/cwd/main.py
import sys
print(sys.argv, __file__, sys.path[0], __loader__.path)
def f():
    raise KeyError("crooked")
f()
#: file src/empty
nothing
