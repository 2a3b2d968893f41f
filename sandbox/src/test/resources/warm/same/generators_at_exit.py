def g(name):
    try:
        yield 1
    finally:
        print("finally of", name)
a = g("a"); next(a)
b = [g("b")]; next(b[0])
c = g("c"); next(c); d = {"c": c}; d["d"] = d
never = g("never started")
async def co():
    try:
        await x()
    finally:
        print("coroutine")
never_awaited = co()
