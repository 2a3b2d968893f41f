import sys
seen = []
def hook(event, arguments):
    if event in ("import", "cpython.run_file"):
        seen.append((event, arguments[0]))
sys.addaudithook(hook)
import json, heapq, decimal
import nowhere
