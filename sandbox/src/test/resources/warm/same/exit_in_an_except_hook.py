#: warm python3 main.py replaced
#: warm python3 main.py raising
#: warm python3 main.py exiting
#: warm python3 main.py missing
#: warm python3 main.py none
#: warm python3 main.py notcallable
import sys
how = sys.argv[1]
def replaced(*a): print("hook", a[0].__name__, a[1])
def raising(*a): raise KeyError("in the hook")
def exiting(*a): sys.exit(33)
if how == "missing": del sys.excepthook
elif how == "none": sys.excepthook = None
elif how == "notcallable": sys.excepthook = 5
else: sys.excepthook = globals()[how]
raise ValueError("the original")
