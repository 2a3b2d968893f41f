import os, sys
os.mkdir("d"); os.chdir("d")
import helper
print(os.getcwd(), helper.__file__)
os.rmdir("/work/d")
try:
    os.getcwd()
except FileNotFoundError as e:
    print(repr(e))
raise ValueError("the directory is gone")
#: file helper.py
x = 1
