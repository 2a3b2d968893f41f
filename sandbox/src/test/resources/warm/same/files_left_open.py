#: track a.txt b.bin c.txt d.txt e.txt
f = open("a.txt", "w"); f.write("never closed")
g = open("b.bin", "wb"); g.write(b"\x00\xff")
held = {"c": open("c.txt", "a")}
held["c"].write("in a dict")
def make():
    h = open("d.txt", "w")
    h.write("in a cycle")
    class Holder: pass
    x = Holder(); x.f = h; x.me = x
    return x
kept = make()
import sys
sys.hidden = open("e.txt", "w")
sys.hidden.write("hung onto sys")
