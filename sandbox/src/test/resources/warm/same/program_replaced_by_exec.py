#: warm python3 main.py
#: warm python3 main.py python
#: warm python3 main.py cat
#: stdin text
import os, sys
how = sys.argv[1:]
print("unflushed and so lost")
if not how: os.execvp("echo", ["echo", "echoed"])
if how == ["cat"]: os.execv("/bin/cat", ["cat"])
os.execv(sys.executable, [sys.executable, "-c", "import sys; print('fresh', sys.argv, sorted(sys.modules))"])
