#: warm python3 main.py
#: warm python3 main.py None
#: warm python3 main.py 0
#: warm python3 main.py 1
#: warm python3 main.py 3
#: warm python3 main.py -1
#: warm python3 main.py 255
#: warm python3 main.py 256
#: warm python3 main.py 2**31
#: warm python3 main.py 2**63
#: warm python3 main.py -2**100
#: warm python3 main.py True
#: warm python3 main.py False
#: warm python3 main.py 2.5
#: warm python3 main.py "'text'"
#: warm python3 main.py "'ü\\n'"
#: warm python3 main.py "''"
#: warm python3 main.py "b'bytes'"
#: warm python3 main.py "(1,2)"
#: warm python3 main.py "()"
#: warm python3 main.py "(None,)"
#: warm python3 main.py "{'a':1}"
#: warm python3 main.py "[5]"
#: warm python3 main.py "Integer(7)"
#: warm python3 main.py "Index()"
#: warm python3 main.py "Loud()"
#: warm python3 main.py "Broken()"
#: warm python3 main.py "SystemExit(9)"
#: warm python3 main.py "ValueError('x')"
#: warm python3 main.py "'\\udcff'"
import sys
class Integer(int): pass
class Index:
    def __index__(self): return 4
class Loud:
    def __str__(self): return "loud"
class Broken:
    def __str__(self): raise ValueError("broken")
print("out", end="")
print("err", end="", file=sys.stderr)
if len(sys.argv) == 1:
    sys.exit()
sys.exit(eval(sys.argv[1].strip('"')))
#: differs 0x[0-9a-f]+ because addresses are others in each process
