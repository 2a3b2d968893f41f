#: file main.py
# coding: no-such-coding
print("never")
