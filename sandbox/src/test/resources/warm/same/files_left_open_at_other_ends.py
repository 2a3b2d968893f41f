#: warm python3 main.py exit
#: warm python3 main.py raise
#: warm python3 main.py _exit
#: warm python3 main.py daemon
#: track exit raise _exit daemon
import sys, os, threading
how = sys.argv[1]
f = open(how, "w"); f.write("unflushed")
g = [f]; g.append(g)
if how == "exit": sys.exit(3)
if how == "raise": raise ValueError("x")
if how == "_exit": os._exit(4)
if how == "daemon": threading.Thread(target=threading.Event().wait, daemon=True).start()
