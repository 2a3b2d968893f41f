#: warm python3 main.py exit
#: warm python3 main.py raise
#: warm python3 main.py atexit
import threading, sys, atexit
threading.Thread(target=threading.Event().wait, daemon=True).start()
if sys.argv[1] == "exit": sys.exit(5)
if sys.argv[1] == "raise": raise ValueError("x")
atexit.register(lambda: print("atexit", threading.active_count()))
