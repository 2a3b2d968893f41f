import sys, os
open("main.py", "w").write("# all\n# of\n# this\n# is\n# other\n# text\n# now\n# and\n# more\n")
def f():
    raise ValueError("shown with the new text")
f()
