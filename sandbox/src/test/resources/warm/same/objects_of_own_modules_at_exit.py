class Loud:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
import helper
helper.y = Loud("in a module")
print("main ends")
#: file helper.py
x = 1
