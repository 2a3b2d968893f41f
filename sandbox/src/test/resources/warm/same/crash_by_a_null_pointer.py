#: warm python3 main.py
#: warm python3 main.py handler
import ctypes, sys, faulthandler
if sys.argv[1:]:
    faulthandler.enable()
print("flushed", flush=True)
ctypes.string_at(0)
#: differs 0x[0-9a-f]+ because a thread's number is an address
