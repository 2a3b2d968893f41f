import os, sys, atexit
atexit.register(lambda: print("atexit in", "child" if child else "parent"))
child = False
print("buffered in both")
pid = os.fork()
if pid == 0:
    child = True
    sys.exit(4)
print(os.waitpid(pid, 0)[1] >> 8)
