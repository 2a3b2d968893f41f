# Exceptions of a thousand classes, each with a name of its own; some with the names of others.
NUMBER = [0]
def answer(x):
    NUMBER[0] += 1
    name = ["AssertionError", "SystemExit", "KeyboardInterrupt", "MemoryError", "StopIteration", "E%d"][NUMBER[0] % 6]
    raise type(name.replace("%d", str(NUMBER[0])), (Exception,), {})("gone")
