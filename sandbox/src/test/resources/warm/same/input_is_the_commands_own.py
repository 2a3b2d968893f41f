#: stdin abc\n
#: warm python3 main.py read
#: warm python3 main.py ignore
#: warm python3 main.py read
#: exec cat
#: warm python3 main.py read
import sys
if sys.argv[1] == "read":
    print(repr(sys.stdin.read()))
