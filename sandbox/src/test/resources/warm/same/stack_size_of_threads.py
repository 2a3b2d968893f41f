import threading, sys
def depth():
    n = 0
    def f():
        nonlocal n
        n += 1
        f()
    try:
        f()
    except RecursionError:
        print(n)
for size in (0, 1 << 20, 64 << 20):
    threading.stack_size(size)
    t = threading.Thread(target=depth); t.start(); t.join()
