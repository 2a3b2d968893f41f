#: python >=3.11
def f():
    e = ValueError("noted")
    e.add_note("a note")
    raise e
errors = []
for _ in range(2):
    try:
        f()
    except ValueError as e:
        errors.append(e)
raise ExceptionGroup("several", errors + [ExceptionGroup("inner", [KeyError(1)])])
