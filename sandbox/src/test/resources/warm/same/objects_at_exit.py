class Loud:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
_private = Loud("_private")
public = Loud("public")
__dunder = Loud("__dunder")
Z = Loud("Z")
in_list = [Loud("in a list")]
in_class = type("C", (), {"x": Loud("in a class")})
cycle = Loud("cycle"); cycle.self = cycle
def f(x=Loud("default")): pass
print("main ends")
