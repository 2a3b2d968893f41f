import sys, builtins, os, threading
class Loud:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
sys.mine = Loud("on sys")
builtins.mine = Loud("on builtins")
os.mine = Loud("on os")
os.path.mine = Loud("on os.path")
threading.main_thread().mine = Loud("on the main thread")
os.environ.mine = Loud("on os.environ")
sys.modules["fake"] = Loud("as a module")
sys.stdout.mine = Loud("on stdout")
import json
json.JSONEncoder.mine = Loud("on a class of the library")
print("main ends")
