import os, builtins, sys, time
class Loud:
    def __init__(self, name): self.name = name
    def __call__(self, *a): return None
    def __del__(self): print("del", self.name)
os.getcwd = Loud("os.getcwd")
time.sleep = Loud("time.sleep")
builtins.sorted = Loud("sorted")
sys.displayhook = Loud("displayhook")
print(os.getcwd(), sorted([2, 1]))
