import sys, weakref
for i in range(300000): globals()["v%d" % i] = 0
sys.modules["__main__"] = sys
print("end")
