#: escaped main.py
# -*- coding: latin-1 -*-\n
s = "caf\xe9"\n
print(ascii(s), len(s), s)\n
raise ValueError("caf\xe9")\n
