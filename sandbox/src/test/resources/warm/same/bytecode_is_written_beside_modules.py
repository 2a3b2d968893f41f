#: warm python3 main.py
#: warm python3 main.py
import os, sys
print(sorted(os.listdir(".")))
import helper, package.inner
print(sorted(os.listdir("__pycache__")), sorted(os.listdir("package/__pycache__")), helper.__cached__)
print(os.stat("__pycache__").st_mode, sys.dont_write_bytecode)
#: file helper.py
print("helper runs")
#: file package/__init__.py
#: file package/inner.py
from .. import helper
