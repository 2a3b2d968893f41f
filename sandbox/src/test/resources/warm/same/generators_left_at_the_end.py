#: differs 0x[0-9a-f]+ because addresses are others in each process
import contextlib
def numbers():
    try:
        yield 1
    finally:
        print("closing"); open("x", "w")
@contextlib.contextmanager
def held():
    try: yield
    finally: print("left"); exit(3)
g = numbers(); print(next(g))
h = held(); h.__enter__()
