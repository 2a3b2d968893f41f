#: warm python3 main.py string
#: warm python3 main.py none
#: warm python3 main.py deleted
#: warm python3 main.py wrapper
#: warm python3 main.py broken
#: warm python3 main.py closed
#: warm python3 main.py stderr
#: warm python3 main.py file
#: track out
import io, sys
how = sys.argv[1]
print("before")
class Broken:
    def write(self, s): raise OSError("broken write")
    def flush(self): raise OSError("broken flush")
if how == "string": sys.stdout = io.StringIO()
elif how == "none": sys.stdout = None
elif how == "deleted": del sys.stdout
elif how == "wrapper": sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-16")
elif how == "broken": sys.stdout = Broken()
elif how == "closed": sys.stdout.close()
elif how == "stderr": sys.stderr = None
elif how == "file": sys.stdout = open("out", "w")
print("after")
sys.__stdout__.write("to the original")
raise ValueError("last")
#: differs 0x[0-9a-f]+ because addresses are others in each process
