class Bad:
    def __del__(self): raise ValueError("in __del__")
b = Bad()
c = Bad(); c.c = c
del b
class Exits:
    def __del__(self): raise SystemExit(5)
e = Exits()
#: differs 0x[0-9a-f]+ because addresses are others in each process
