#: warm python3 main.py 0
#: warm python3 main.py 1
#: warm python3 main.py 2
#: warm python3 main.py all
#: warm python3 main.py dup
import os, sys
print("buffered")
how = sys.argv[1]
if how == "all":
    os.closerange(0, 100)
elif how == "dup":
    os.dup2(2, 1)
else:
    os.close(int(how))
print("more")
sys.stderr.write("error text\n")
