import weakref
class C: pass
c = C()
r = weakref.ref(c, lambda _: print("weakref callback"))
weakref.finalize(c, print, "finalize c")
d = C(); d.d = d
f = weakref.finalize(d, print, "finalize d")
g = weakref.finalize(C, print, "finalize a class"); g.atexit = False
keys = weakref.WeakKeyDictionary({c: 1})
print(f.alive, len(keys))
