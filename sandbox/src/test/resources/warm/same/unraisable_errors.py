import sys, gc
class Bad:
    def __del__(self): 1 / 0
Bad()
sys.unraisablehook = lambda u: print("hook", u.exc_type.__name__, u.err_msg)
Bad()
b = Bad(); b.b = b; del b
print(gc.collect() > 0)
b = Bad()
#: differs 0x[0-9a-f]+ because addresses are others in each process
