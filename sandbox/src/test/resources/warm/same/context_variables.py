import contextvars, threading, decimal
v = contextvars.ContextVar("v", default=1)
print(v.get(), len(contextvars.copy_context()), list(contextvars.copy_context()))
v.set(2)
contextvars.copy_context().run(lambda: print(v.get()))
decimal.getcontext().prec = 5
print(decimal.Decimal(1) / 7)
