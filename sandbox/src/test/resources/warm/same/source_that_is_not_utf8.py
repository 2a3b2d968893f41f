#: escaped main.py
print("ok so far")\n
print("caf\xe9")\n
