#: escaped main.py
print("before")\n
print("a\x00b")\n
print("after")\n
