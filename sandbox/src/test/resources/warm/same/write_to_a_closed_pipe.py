#: warm python3 main.py
#: warm python3 main.py default
import os, signal, sys
r, w = os.pipe()
os.close(r)
if sys.argv[1:]:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
try:
    os.write(w, b"x")
except BrokenPipeError as e:
    print(repr(e))
os.dup2(w, 1)
print("never seen")
