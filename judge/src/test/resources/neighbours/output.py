# Prints more than it may.
import sys
def answer(x):
    while True:
        sys.stderr.write("x" * 1000000)
