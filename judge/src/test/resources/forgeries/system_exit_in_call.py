# Raises what ends an interpreter quietly.
def answer(x):
    raise SystemExit(0)
