#: any python3 main.py
import sys
print(sys.path, sys.prefix, sorted(sys.modules))
#: file pyvenv.cfg
home = /work/elsewhere
include-system-site-packages = false
#: file python3._pth
/work/elsewhere
#: file sitecustomize.py
print("never")
#: file x.pth
import sys; print("never")
#: file setup.cfg
[x]
