import gc
class C: pass
collected = []
gc.callbacks.append(lambda phase, info: collected.append((phase, info["generation"])))
for i in range(20000):
    c = C(); c.c = c
gc.callbacks.clear()
print(len([c for c in collected if c == ("start", 0)]) > 0)
