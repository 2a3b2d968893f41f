import sys, weakref
r = weakref.ref(sys.modules["__main__"], lambda r: print("gone"))
print(sys.getrefcount(sys.modules["__main__"]))
del sys.modules["__main__"]
print(r() is None)
